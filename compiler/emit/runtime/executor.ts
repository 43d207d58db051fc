import { zlibSync } from 'fflate';
import { UserProblem, type Program } from '../../../runtime/program/index.ts';
import { inBases, type BasisCircuit } from '../../passes/in-bases.ts';
import { refuseAmplitudes } from '../openqasm3/index.ts';
import { readingOrigin } from '../reading-origin.ts';
import { aroundOf, type Around, type AroundOptions } from './around.ts';
import { toBase64 } from './ndarray.ts';
import type { RuntimeOptions } from './options.ts';
import type { RuntimePub } from './pub.ts';
import { pubsOf, valuesOf, type PubOptions } from './pubs.ts';
import { refuseBeyondRuntime } from './refuse.ts';

export interface ExecutorJobOptions extends AroundOptions, PubOptions {
  /** Of each circuit with each sample's numbers; default 4096. */
  readonly shots?: number;
  readonly options?: RuntimeOptions;
}

/** The body of `POST /jobs` for the program `executor`, with what is needed to read the answer. */
export interface ExecutorJob {
  readonly body: ExecutorBody;
  /** In the order of the items. */
  readonly items: readonly (RuntimePub &
    Pick<BasisCircuit, 'qubits' | 'words' | 'probabilities'>)[];
}

interface ExecutorBody extends Around {
  readonly program_id: 'executor';
  readonly params: {
    readonly schema_version: 'v2.0';
    readonly quantum_program: {
      readonly shots: number;
      readonly circuits: { readonly data: readonly string[] };
      readonly items: readonly CircuitItem[];
      readonly meas_level: 'classified';
      readonly passthrough_data: null;
    };
    readonly options: { readonly init_qubits?: boolean; readonly rep_delay?: number };
  };
}

interface CircuitItem {
  readonly item_type: 'circuit';
  readonly circuit_arguments: F64Tensor;
  readonly shape: readonly [];
  readonly chunk_size: 'auto';
}

/** Base64 of a zlib stream of float64 values, little endian, row-major. */
interface F64Tensor {
  readonly data: string;
  readonly shape: readonly number[];
  readonly dtype: 'f64';
}

const DEFAULT_SHOTS = 4096;

/**
 * A circuit on samples as a job for the program `executor`, schema v2.0, of IBM's Qiskit Runtime: outcomes of the
 * circuit in each basis that has to be measured, and no mitigation, which is its clients' work.
 *
 * @throws UserProblem where the target is too small or lacks an operation, and for options that the program does not have
 */
export function emitExecutor(
  program: Program,
  circuitIndex: number,
  options: ExecutorJobOptions,
): ExecutorJob {
  const source = program.circuits[circuitIndex]!;
  refuseAmplitudes(program, circuitIndex, options.target);
  refuseOtherOptions(options.options ?? {});
  refuseBeyondRuntime(source, options.target.name, {});
  const items = inBases(source, readingOrigin(program, circuitIndex)).flatMap(
    ({ circuit, qubits, words, probabilities }) => {
      const circuits = program.circuits.map((one, index) =>
        index === circuitIndex ? circuit : one,
      );
      return pubsOf({ ...program, circuits }, circuitIndex, options, 'measure').map((pub) => ({
        ...pub,
        qubits,
        words,
        probabilities,
      }));
    },
  );
  const { execution, default_shots = DEFAULT_SHOTS } = options.options ?? {};
  return {
    items,
    body: {
      program_id: 'executor',
      ...aroundOf(options),
      params: {
        schema_version: 'v2.0',
        quantum_program: {
          shots: options.shots ?? default_shots,
          circuits: { data: items.map(({ circuit }) => circuit.text) },
          items: items.map(({ samples, circuit }) => {
            const count = circuit.slots.names.length;
            const shape = count === 0 ? [0] : [samples.length, count];
            return itemOf(shape, valuesOf(samples, circuit, options));
          }),
          meas_level: 'classified',
          passthrough_data: null,
        },
        options: { ...execution },
      },
    },
  };
}

function itemOf(shape: readonly number[], values: Float64Array): CircuitItem {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, k) => view.setFloat64(8 * k, value, true));
  return {
    item_type: 'circuit',
    circuit_arguments: { data: toBase64(zlibSync(bytes)), shape, dtype: 'f64' },
    shape: [],
    chunk_size: 'auto',
  };
}

function refuseOtherOptions(options: RuntimeOptions): void {
  const other = Object.keys(options).find((name) => !['execution', 'default_shots'].includes(name));
  if (other === undefined) return;
  throw new UserProblem({
    code: 'argument-invalid',
    message: `The program \`executor\` runs circuits as they are, and \`${other}\` changes them.`,
    help: 'Leave it out, or let the primitives do it: `--option program=primitives`.',
  });
}
