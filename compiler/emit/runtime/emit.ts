import { createBinder, type Measurement, type Program } from '../../../runtime/program/index.ts';
import type { Lowering } from '../../passes/lower.ts';
import type { Device } from '../../targets/device.ts';
import { emitOpenqasm3, refuseAmplitudes } from '../openqasm3/index.ts';
import { sampleGroups, type SampleValues } from '../sample-groups.ts';
import { encodeNdarray, type TypedNdarray } from './ndarray.ts';
import type { RuntimeOptions } from './options.ts';
import { inParts, type JobLimits } from './parts.ts';
import type { RuntimePub, SlottedProgram } from './pub.ts';
import { refuseBeyondRuntime } from './refuse.ts';

export interface RuntimeJobOptions {
  readonly target: Device;
  /** The service's name of the machine; without it `ibm_` and the target's name. */
  readonly backend?: string;
  readonly samples: readonly SampleValues[];
  readonly lowering?: Lowering;
  /** Of the sampler. */
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

interface RuntimeBody {
  readonly program_id: 'estimator' | 'sampler';
  readonly backend: string;
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

/** What the service itself takes when nobody says. */
const DEFAULT_SHOTS = 4096;

/**
 * A circuit on samples as jobs for IBM's Qiskit Runtime, version 2 of the primitives, in the form that its published
 * schemas accept: an estimator job for the expectations and a sampler job for the probabilities, where there are any.
 *
 * @throws UserProblem where the target is too small or lacks an operation
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
  const { precision = null, resilienceLevel = null } = options;
  const params = pubs.map(({ samples, circuit }): EstimatorPub => {
    const { text, observables } = circuit;
    const count = circuit.slots.names.length;
    // An axis of one between samples and parameters lets values of every sample meet every observable.
    const shape = count === 0 ? [0] : [samples.length, 1, count];
    const values = encodeNdarray({ shape, values: valuesOf(samples, circuit, options) });
    return [text, observables.map(({ terms }) => terms), values, precision];
  });
  return {
    pubs,
    body: {
      program_id: 'estimator',
      backend: backendOf(options),
      params: {
        pubs: params,
        options: options.options ?? {},
        version: 2,
        support_qiskit: true,
        ...(resilienceLevel !== null && { resilience_level: resilienceLevel }),
      },
    },
  };
}

function samplerJob(pubs: readonly RuntimePub[], options: RuntimeJobOptions): RuntimeJob {
  const { shots = DEFAULT_SHOTS } = options;
  const params = pubs.map(({ samples, circuit }): SamplerPub => {
    const count = circuit.slots.names.length;
    const shape = count === 0 ? [0] : [samples.length, count];
    const values = encodeNdarray({ shape, values: valuesOf(samples, circuit, options) });
    return [circuit.text, values, shots];
  });
  const given = Object.entries(options.options ?? {}).filter(([name]) => name !== 'resilience');
  return {
    pubs,
    body: {
      program_id: 'sampler',
      backend: backendOf(options),
      params: {
        pubs: params,
        options: Object.fromEntries(given),
        version: 2,
        support_qiskit: true,
      },
    },
  };
}

/** A circuit for each set of modalities that occurs, and for each state that has to be prepared by its numbers. */
function pubsOf(
  program: Program,
  circuitIndex: number,
  options: RuntimeJobOptions,
  readout: 'measure' | 'state',
): readonly RuntimePub[] {
  const groups = sampleGroups(program.circuits[circuitIndex]!, options.samples);
  return groups.map(({ samples, fixed, present }) => {
    const emitted = emitOpenqasm3(program, circuitIndex, {
      form: 'isa',
      target: options.target,
      lowering: { ...options.lowering, slots: true },
      readout,
      values: fixed,
      ...(present && { present }),
    });
    if (emitted.slots === undefined) throw new Error('a text with slots has their program');
    return { samples, circuit: { ...emitted, slots: emitted.slots } };
  });
}

/** Row-major, the angles of a sample in the order of their names. */
function valuesOf(
  samples: readonly number[],
  { slots }: SlottedProgram,
  options: RuntimeJobOptions,
): Float64Array {
  const binder = createBinder(slots.program);
  const all = new Float64Array(samples.length * binder.angles);
  samples.forEach((sample, row) => {
    const out = all.subarray(row * binder.angles, (row + 1) * binder.angles);
    binder.bind(options.samples[sample]!.values, out);
  });
  return all;
}

function backendOf({ backend, target }: RuntimeJobOptions): string {
  return backend ?? `ibm_${target.name}`;
}
