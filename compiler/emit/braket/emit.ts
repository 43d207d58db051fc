import { UserProblem, type Circuit, type Program } from '../../../runtime/program/index.ts';
import { bind, withModalities } from '../../passes/bind.ts';
import { inBases, type ProbabilityReading, type WordReading } from '../../passes/in-bases.ts';
import type { Lowering } from '../../passes/lower.ts';
import type { Device } from '../../targets/device.ts';
import { refuseAmplitudes } from '../openqasm3/amplitudes.ts';
import { readingOrigin } from '../reading-origin.ts';
import { sampleGroups, type SampleValues } from '../sample-groups.ts';
import type { CircuitStats } from '../stats.ts';
import type { Pragmas } from './readout.ts';
import { braketSource, type BraketSource } from './source.ts';

export interface BraketJobOptions {
  readonly samples: readonly SampleValues[];
  /** For each circuit that is run; null for exact values, which simulators tell. */
  readonly shots: number | null;
  /** Whose gates and qubits to write, verbatim; without it, the circuit's own. */
  readonly target?: Device;
  readonly lowering?: Lowering;
}

/** What `CreateQuantumTask` is told, with what is needed to read the answer. */
export interface BraketTask {
  readonly body: BraketBody;
  /** In the order of the results. */
  readonly runs: readonly BraketRun[];
  readonly stats: readonly CircuitStats[];
}

/** One execution: a text with numbers for its inputs. */
export interface BraketRun {
  /** Indices into the samples that were given; several where nothing tells them apart. */
  readonly samples: readonly number[];
  readonly reading:
    | ({ readonly kind: 'exact' } & Omit<Pragmas, 'lines'>)
    | {
        readonly kind: 'outcomes';
        /** Of the circuit, in the order of the columns of the measurements. */
        readonly qubits: readonly number[];
        readonly words: readonly WordReading[];
        readonly probabilities: readonly ProbabilityReading[];
      };
}

interface BraketBody {
  /** Of all executions together. */
  readonly shots: number;
  readonly action: BraketAction;
}

type BraketAction =
  | {
      readonly braketSchemaHeader: Header<'braket.ir.openqasm.program'>;
      readonly source: string;
      readonly inputs?: Readonly<Record<string, number>>;
    }
  | {
      readonly braketSchemaHeader: Header<'braket.ir.openqasm.program_set'>;
      readonly programs: readonly {
        readonly source: string;
        readonly inputs?: Readonly<Record<string, readonly number[]>>;
      }[];
    };

interface Header<Name extends string> {
  readonly name: Name;
  readonly version: '1';
}

/** A text and the numbers of each of its executions. */
interface Batch {
  readonly source: BraketSource;
  readonly rows: readonly { readonly samples: readonly number[]; readonly values: number[] }[];
  readonly reading: BraketRun['reading'];
}

/** Executions of one program set (Amazon Braket Developer Guide, "Program sets"). */
const MOST_EXECUTIONS = 100;

/**
 * A circuit on samples as tasks for Amazon Braket: exact, a task for each sample that asks for every value; with shots,
 * the circuit once for each basis that has to be measured, all samples and bases in one program set. Weights are
 * numbers, features are inputs.
 *
 * @throws UserProblem where the target is too small or lacks an operation, for amplitudes to read, and for what decides
 *   on the way
 */
export function emitBraket(
  program: Program,
  circuitIndex: number,
  options: BraketJobOptions,
): readonly BraketTask[] {
  refuseAmplitudes(program, circuitIndex, options.target ?? { name: 'Braket' });
  refuseNothingRead(program, circuitIndex);
  const programs = programsOf(program, circuitIndex, options);
  const { shots } = options;
  const single = programs.flatMap(({ rows, ...rest }) =>
    rows.map((row) => ({ ...rest, rows: [row] })),
  );
  if (shots === null || single.length === 1) return single.map((one) => taskOf(one, shots ?? 0));
  return pieces(programs, MOST_EXECUTIONS).map((some) => setOf(some, shots));
}

function programsOf(
  program: Program,
  circuitIndex: number,
  { samples, shots, target, lowering }: BraketJobOptions,
): readonly Batch[] {
  const source = program.circuits[circuitIndex]!;
  const shared = source.leaves.map(({ node }) => program.nodes[node]!.rate === 'shared');
  const origin = readingOrigin(program, circuitIndex);
  return sampleGroups(source, samples).flatMap(({ samples: members, fixed, present }): Batch[] => {
    const { values } = samples[members[0]!]!;
    const chosen = present === undefined ? source : withModalities(source, present);
    const known = fixed.map((value, leaf) => (shared[leaf] === true ? values[leaf] : value));
    const circuit = bind(chosen, known);
    const rowsFor = ({ inputs }: BraketSource): Batch['rows'] =>
      inputs.length === 0
        ? [{ samples: members, values: [] }]
        : members.map((sample) => ({
            samples: [sample],
            values: inputs.map(({ leaf }) => samples[sample]!.values[leaf]!),
          }));
    const written = (one: Circuit, readout: 'exact' | 'outcomes'): BraketSource =>
      braketSource(program, circuitIndex, one, { target, lowering, readout });
    if (shots === null) {
      const text = written(circuit, 'exact');
      const { words, probabilities } = text.pragmas;
      const reading = { kind: 'exact', words, probabilities } as const;
      return [{ source: text, rows: rowsFor(text), reading }];
    }
    return inBases(circuit, origin).map(({ circuit: turned, qubits, words, probabilities }) => {
      const text = written(turned, 'outcomes');
      const reading = { kind: 'outcomes', qubits, words, probabilities } as const;
      return { source: text, rows: rowsFor(text), reading };
    });
  });
}

function taskOf({ source, rows, reading }: Batch, shots: number): BraketTask {
  const [{ samples, values }] = rows as [Batch['rows'][number]];
  const inputs = Object.fromEntries(source.inputs.map(({ name }, k) => [name, values[k]!]));
  return {
    body: {
      shots,
      action: {
        braketSchemaHeader: { name: 'braket.ir.openqasm.program', version: '1' },
        source: source.text,
        ...(source.inputs.length > 0 && { inputs }),
      },
    },
    runs: [{ samples, reading }],
    stats: [source.stats],
  };
}

function setOf(programs: readonly Batch[], shots: number): BraketTask {
  const executions = programs.reduce((sum, { rows }) => sum + rows.length, 0);
  return {
    body: {
      shots: shots * executions,
      action: {
        braketSchemaHeader: { name: 'braket.ir.openqasm.program_set', version: '1' },
        programs: programs.map(({ source, rows }) => {
          const columns = source.inputs.map(
            ({ name }, k) => [name, rows.map(({ values }) => values[k]!)] as const,
          );
          return {
            source: source.text,
            ...(columns.length > 0 && { inputs: Object.fromEntries(columns) }),
          };
        }),
      },
    },
    runs: programs.flatMap(({ rows, reading }) =>
      rows.map(({ samples }) => ({ samples, reading })),
    ),
    stats: programs.map(({ source }) => source.stats),
  };
}

/** Programs with at most so many executions together, in order; one with more is cut. */
function pieces(programs: readonly Batch[], most: number): readonly (readonly Batch[])[] {
  const result: Batch[][] = [];
  let left = 0;
  for (const { rows, ...rest } of programs) {
    for (let start = 0; start < rows.length;) {
      if (left === 0) {
        result.push([]);
        left = most;
      }
      const some = rows.slice(start, start + left);
      result.at(-1)!.push({ ...rest, rows: some });
      start += some.length;
      left -= some.length;
    }
  }
  return result;
}

function refuseNothingRead({ circuits, model }: Program, circuitIndex: number): void {
  if (circuits[circuitIndex]!.measurements.length > 0) return;
  throw new UserProblem({
    code: 'argument-invalid',
    message: `Nothing is read from the circuit of \`${model}\`, and Braket runs no task without results.`,
    help: 'Measure it in the end: `bit[2] c; c = measure q;`.',
  });
}
