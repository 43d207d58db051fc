import * as v from 'valibot';
import {
  above,
  atLeast,
  flag,
  numbersFrom,
  oneOf,
  whole,
  wholeOrAuto,
  word,
  words,
} from '../option-values.ts';

const group = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.exactOptional(v.strictObject(entries));

const EXTRAPOLATORS = [
  'linear',
  'exponential',
  'double_exponential',
  'polynomial_degree_1',
  'polynomial_degree_2',
  'polynomial_degree_3',
  'polynomial_degree_4',
  'polynomial_degree_5',
  'polynomial_degree_6',
  'polynomial_degree_7',
  'fallback',
] as const;

const extrapolator = oneOf(EXTRAPOLATORS);

/**
 * Options of IBM's primitives that a job may set; names, values and defaults as in their published schema 0.1, which
 * takes misspelt names in silence.
 */
const primitiveOptions = v.strictObject({
  default_shots: v.exactOptional(whole(1)),
  /** Estimator only. */
  default_precision: v.exactOptional(above(0)),
  /** Estimator only. */
  seed_estimator: v.exactOptional(whole(0)),
  dynamical_decoupling: group({
    enable: v.exactOptional(flag()),
    sequence_type: v.exactOptional(oneOf(['XX', 'XpXm', 'XY4'])),
    extra_slack_distribution: v.exactOptional(oneOf(['middle', 'edges'])),
    scheduling_method: v.exactOptional(oneOf(['alap', 'asap'])),
    skip_reset_qubits: v.exactOptional(flag()),
  }),
  execution: group({
    init_qubits: v.exactOptional(flag()),
    /** Seconds. */
    rep_delay: v.exactOptional(atLeast(0)),
  }),
  twirling: group({
    enable_gates: v.exactOptional(flag()),
    enable_measure: v.exactOptional(flag()),
    num_randomizations: v.exactOptional(wholeOrAuto(1)),
    shots_per_randomization: v.exactOptional(wholeOrAuto(1)),
    strategy: v.exactOptional(oneOf(['active', 'active-circuit', 'active-accum', 'all'])),
  }),
  /** Estimator only. */
  resilience: group({
    measure_mitigation: v.exactOptional(flag()),
    measure_noise_learning: group({
      num_randomizations: v.exactOptional(whole(1)),
      shots_per_randomization: v.exactOptional(wholeOrAuto(1)),
    }),
    zne_mitigation: v.exactOptional(flag()),
    zne: group({
      amplifier: v.exactOptional(
        oneOf(['gate_folding', 'gate_folding_front', 'gate_folding_back', 'pea']),
      ),
      noise_factors: v.exactOptional(numbersFrom(1)),
      extrapolator: v.exactOptional(
        v.pipe(
          v.union([extrapolator, v.pipe(v.array(extrapolator), v.minLength(1), v.readonly())]),
          v.description(`one or several of ${EXTRAPOLATORS.join(', ')}`),
        ),
      ),
      extrapolated_noise_factors: v.exactOptional(numbersFrom(0)),
    }),
    pec_mitigation: v.exactOptional(flag()),
    pec: group({
      max_overhead: v.exactOptional(above(0)),
      noise_gain: v.exactOptional(
        v.pipe(
          v.union([v.literal('auto'), atLeast(0)]),
          v.description('a number from 0, or `auto`'),
        ),
      ),
    }),
    layer_noise_learning: group({
      max_layers_to_learn: v.exactOptional(whole(1)),
      shots_per_randomization: v.exactOptional(whole(1)),
      num_randomizations: v.exactOptional(whole(1)),
      layer_pair_depths: v.exactOptional(numbersFrom(0)),
    }),
  }),
});

export type RuntimeOptions = v.InferOutput<typeof primitiveOptions>;

/** What `--option` sets of a job for Qiskit Runtime: the options of its primitives, and what stands around them. */
export const runtimeOptions = v.strictObject({
  /** Which bodies to write: those of the primitives, or of the program that will take their place. */
  program: v.exactOptional(oneOf(['primitives', 'executor'])),
  backend: v.exactOptional(word('ibm_fez')),
  /** Of the sampler, and of the estimator where no precision is given. */
  shots: v.exactOptional(whole(1)),
  /** Standard error that the estimator aims at. */
  precision: v.exactOptional(above(0)),
  resilience_level: v.exactOptional(oneOf([0, 1, 2])),
  /** Seconds on the machine. */
  max_execution_time: v.exactOptional(whole(1, 10_800)),
  tags: v.exactOptional(words('qmm,iris')),
  private: v.exactOptional(flag()),
  log_level: v.exactOptional(oneOf(['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'])),
  ...primitiveOptions.entries,
});

export type RuntimeSettings = v.InferOutput<typeof runtimeOptions>;

/** The options of the primitives among the settings of a job. */
export function primitivesIn(settings: RuntimeSettings): RuntimeOptions {
  const names = Object.keys(primitiveOptions.entries);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => names.includes(name)));
}
