import type { Measurement, Program } from '../../../runtime/program/index.ts';
import type { Lowering } from '../../passes/lower.ts';
import { refuseAmplitudes } from '../openqasm3/index.ts';
import type { SampleValues } from '../sample-groups.ts';
import { aroundOf, type Around, type AroundOptions } from './around.ts';
import { refuseCombinations } from './combinations.ts';
import { encodeNdarray, type TypedNdarray } from './ndarray.ts';
import type { RuntimeOptions } from './options.ts';
import { inParts, type JobLimits } from './parts.ts';
import type { RuntimePub, SlottedProgram } from './pub.ts';
import { pubsOf, valuesOf } from './pubs.ts';
import { refuseBeyondRuntime } from './refuse.ts';

export interface RuntimeJobOptions extends AroundOptions {
  readonly samples: readonly SampleValues[];
  readonly lowering?: Lowering;
  /** Texts of this circuit for this target that were written before; new ones are added. */
  readonly texts?: Map<string, SlottedProgram>;
  /** Of the sampler, and of the estimator where no precision is given. */
  readonly shots?: number;
  /** Standard error that the estimator aims at; null leaves it to the service (1/64). */
  readonly precision?: number | null;
  /** Of the estimator: 0 none, 1 readout mitigation, 2 zero-noise extrapolation too; null leaves it to the service (1). */
  readonly resilienceLevel?: 0 | 1 | 2 | null;
  readonly options?: RuntimeOptions;
  /** More than that goes into further jobs; default: everything is one. */
  readonly limits?: JobLimits;
}

/** The body of `POST /jobs`, with what is needed to read the answer. */
export interface RuntimeJob {
  readonly body: RuntimeBody;
  /** One for each pub: samples with the same modalities share a circuit. */
  readonly pubs: readonly RuntimePub[];
}

interface RuntimeBody extends Around {
  readonly program_id: 'estimator' | 'sampler';
  readonly params: {
    readonly pubs: readonly (EstimatorPub | SamplerPub)[];
    readonly options: RuntimeOptions;
    readonly version: 2;
    readonly support_qiskit: true;
    readonly resilience_level?: 0 | 1 | 2;
  };
}

type EstimatorPub = readonly [
  circuit: string,
  observables: readonly Readonly<Record<string, number>>[],
  parameters: TypedNdarray,
  precision: number | null,
];

type SamplerPub = readonly [circuit: string, parameters: TypedNdarray, shots: number];

/** Options that the sampler does not have. */
const OF_ESTIMATOR = ['resilience', 'default_precision', 'seed_estimator'];

/** What the service itself takes when nobody says. */
const DEFAULT_SHOTS = 4096;

/**
 * A circuit on samples as jobs for IBM's Qiskit Runtime, version 2 of the primitives, in the form that its published
 * schemas accept: an estimator job for the expectations and a sampler job for the probabilities, where there are any.
 *
 * @throws UserProblem where the target is too small or lacks an operation, and for options that exclude each other
 */
export function emitRuntime(
  program: Program,
  circuitIndex: number,
  options: RuntimeJobOptions,
): readonly RuntimeJob[] {
  const circuit = program.circuits[circuitIndex]!;
  const { measurements } = circuit;
  refuseAmplitudes(program, circuitIndex, options.target);
  refuseBeyondRuntime(circuit, options.target.name, options.options ?? {});
  const reads = (...kinds: Measurement['kind'][]): boolean =>
    measurements.some(({ kind }) => kinds.includes(kind));
  return [
    ...(reads('expectation', 'paulis')
      ? partsOf(program, circuitIndex, options, 'state').map((pubs) => estimatorJob(pubs, options))
      : []),
    ...(reads('probabilities')
      ? partsOf(program, circuitIndex, options, 'measure').map((pubs) => samplerJob(pubs, options))
      : []),
  ];
}

function partsOf(
  program: Program,
  circuitIndex: number,
  options: RuntimeJobOptions,
  readout: 'measure' | 'state',
): readonly (readonly RuntimePub[])[] {
  const pubs = pubsOf(program, circuitIndex, options, readout);
  return options.limits ? inParts(pubs, options.limits) : [pubs];
}

function estimatorJob(pubs: readonly RuntimePub[], options: RuntimeJobOptions): RuntimeJob {
  const { precision = null, resilienceLevel = null, shots } = options;
  const params = pubs.map(({ samples, circuit }): EstimatorPub => {
    const { text, observables } = circuit;
    const count = circuit.slots.names.length;
    // An axis of one between samples and parameters lets values of every sample meet every observable.
    const shape = count === 0 ? [0] : [samples.length, 1, count];
    const values = encodeNdarray({ shape, values: valuesOf(samples, circuit, options) });
    return [text, observables.map(({ terms }) => terms), values, precision];
  });
  // Shots are the service's second way to say how precise, and its first one wins.
  const given: RuntimeOptions = {
    ...(precision === null && shots !== undefined && { default_shots: shots }),
    ...options.options,
  };
  refuseCombinations({
    options: given,
    resilienceLevel,
    shots: precision === null ? (given.default_shots ?? null) : Math.ceil(1 / precision ** 2),
    decoupled: options.lowering?.decoupling ?? null,
    isFractional: pubs.some(isFractional),
  });
  return {
    pubs,
    body: {
      program_id: 'estimator',
      ...aroundOf(options),
      params: {
        pubs: params,
        options: given,
        version: 2,
        support_qiskit: true,
        ...(resilienceLevel !== null && { resilience_level: resilienceLevel }),
      },
    },
  };
}

function samplerJob(pubs: readonly RuntimePub[], options: RuntimeJobOptions): RuntimeJob {
  const shots = options.shots ?? options.options?.default_shots ?? DEFAULT_SHOTS;
  const params = pubs.map(({ samples, circuit }): SamplerPub => {
    const count = circuit.slots.names.length;
    const shape = count === 0 ? [0] : [samples.length, count];
    const values = encodeNdarray({ shape, values: valuesOf(samples, circuit, options) });
    return [circuit.text, values, shots];
  });
  const own = Object.entries(options.options ?? {}).filter(
    ([name]) => !OF_ESTIMATOR.includes(name),
  );
  const given: RuntimeOptions = Object.fromEntries(own);
  refuseCombinations({
    options: given,
    resilienceLevel: 0,
    shots,
    decoupled: options.lowering?.decoupling ?? null,
    isFractional: pubs.some(isFractional),
  });
  return {
    pubs,
    body: {
      program_id: 'sampler',
      ...aroundOf(options),
      params: {
        pubs: params,
        options: given,
        version: 2,
        support_qiskit: true,
      },
    },
  };
}

function isFractional({ circuit: { stats } }: RuntimePub): boolean {
  return 'rx' in stats.gates || 'rzz' in stats.gates;
}
