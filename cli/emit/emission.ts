import { circuitStats, type CircuitStats } from '../../compiler/emit/stats.ts';
import type { Device } from '../../compiler/targets/index.ts';
import type { Mitigation } from '../../compiler/index.ts';
import type { Program, Run } from '../../runtime/program/index.ts';
import type { Lowering } from '../lowering.ts';
import type { OpenedRun } from '../open-run.ts';
import type { TracedPass } from '../trace-passes.ts';

/** What `qmm compile` was asked for one model. */
export interface EmitRequest {
  /** As typed. */
  readonly file: string;
  readonly run: Run;
  /** All of the file, for what is written once for them. */
  readonly runs: readonly Run[];
  /** Its texts by path. */
  readonly sources: ReadonlyMap<string, string>;
  /** File name of what is written, without extension. */
  readonly stem: string;
  /** As typed. */
  readonly out: string | undefined;
  /** Without it, the model's own gates on qubits that all touch each other. */
  readonly device: Device | undefined;
  /** Whose weights to use; without it they stay open. */
  readonly trained: OpenedRun | undefined;
  /** Whose features to use: a split of the run's data, or of other data. */
  readonly features: { readonly split: SplitName | undefined } | undefined;
  /** `--option KEY=VALUE`, as typed. */
  readonly options: readonly string[];
  /** Of the target that the file declares. */
  readonly shots: number | undefined;
  /** Of the same target. */
  readonly mitigation: readonly Mitigation[];
  /** At most so many samples. */
  readonly take: number | undefined;
  readonly lowering: Lowering;
  /** Watch the passes. */
  readonly trace: boolean;
}

export type SplitName = 'train' | 'validate' | 'test';

/** One text to write. */
export interface Emitted {
  /** Comes between the model's name and the extension where a model has several texts; empty for the only one. */
  readonly part: string;
  readonly extension: string;
  readonly text: string;
  readonly stats: CircuitStats & { readonly passes?: readonly TracedPass[] };
  /** Further files, e.g. a source map; their names are that of the text, without its end `replace`, and a suffix. */
  readonly beside?: readonly {
    readonly suffix: string;
    readonly replace?: string;
    readonly text: string;
  }[];
}

export type Emit = (request: EmitRequest) => Promise<readonly Emitted[]>;

/** What all circuits of a model cost together, in its own gates; the depth is that of the deepest. */
export function programStats(program: Program): CircuitStats {
  const weights = program.parameters.reduce(
    (sum, { shape }) => sum + shape.reduce((size, length) => size * length, 1),
    0,
  );
  return sumStats(
    program.circuits.map((circuit) => circuitStats(circuit, 0)),
    weights,
  );
}

export function sumStats(all: readonly CircuitStats[], parameters: number): CircuitStats {
  const gates: Record<string, number> = {};
  for (const [name, count] of all.flatMap((one) => Object.entries(one.gates))) {
    gates[name] = (gates[name] ?? 0) + count;
  }
  const total = (read: (one: CircuitStats) => number): number =>
    all.reduce((sum, one) => sum + read(one), 0);
  const most = (read: (one: CircuitStats) => number): number => Math.max(0, ...all.map(read));
  return {
    qubits: most((one) => one.qubits),
    physicalQubits: most((one) => one.physicalQubits),
    parameters,
    gates,
    twoQubit: total((one) => one.twoQubit),
    depth: most((one) => one.depth),
    twoQubitDepth: most((one) => one.twoQubitDepth),
    oneQubit: total((one) => one.oneQubit),
    swapsInserted: total((one) => one.swapsInserted),
    ...worstFigures(all),
  };
}

/** Of the longest circuit and of the one that fails most often, where all of them are known. */
export function worstFigures(
  all: readonly CircuitStats[],
): Pick<CircuitStats, 'duration' | 'successProbability'> {
  const durations = all.flatMap(({ duration }) => duration ?? []);
  const chances = all.flatMap(({ successProbability }) => successProbability ?? []);
  const isWhole = (list: readonly number[]): boolean =>
    list.length > 0 && list.length === all.length;
  return {
    ...(isWhole(durations) && { duration: Math.max(...durations) }),
    ...(isWhole(chances) && { successProbability: Math.min(...chances) }),
  };
}
