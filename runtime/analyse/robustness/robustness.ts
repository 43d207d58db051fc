import { loadRun } from '../../checkpoint/load-run.ts';
import { randomStream } from '../../data/random.ts';
import type { Host } from '../../host.ts';
import { evaluateRun, type EvaluateRequest, leafValues } from '../../predict/index.ts';
import type { Scores } from '../../train/progress.ts';
import type { NoiseModel } from '../../program/index.ts';
import { askMachine, type MachineRequest } from './machine.ts';
import { depolarizing, misreading } from './noise-models.ts';
import { withoutMisreadings } from './readout.ts';
import { scoredMetric } from './scored-metric.ts';
import { wholeOnes } from './whole-ones.ts';
import { whyUnmitigated } from './why-unmitigated.ts';
import { zeroNoiseValues } from './zero-noise.ts';

export interface RobustnessRequest {
  readonly folder: string;
  readonly host: Host;
  readonly seed: number;
  /** Called before each of the trials, with what is tried. */
  readonly onTrial?: (what: string) => void;
}

export interface Robustness {
  /** What is scored: the accuracy, where there is one; else as `scoredMetric` chooses. */
  readonly metric: string;
  readonly samples: number;
  readonly split: string;
  /** Without noise and shots. */
  readonly exact: number;
  /** By the probability that a gate's qubits are replaced by noise. */
  readonly depolarizing: readonly NoisyScore[];
  /** By the repetitions of each circuit, with what one evaluation is off by. */
  readonly shots: readonly {
    readonly at: number;
    readonly score: number;
    readonly error: number;
  }[];
  /** By the probability that a bit is read wrongly. */
  readonly readout: readonly NoisyScore[];
  /** Why nothing was mitigated; absent where it was. */
  readonly unmitigated?: string;
}

export interface NoisyScore {
  readonly at: number;
  readonly score: number;
  /** After zero-noise extrapolation, or readout mitigation, from `MITIGATED_SHOTS` of each circuit. */
  readonly mitigated?: number;
  /** How far values of circuits are off then (root mean square), as they are measured and after mitigation. */
  readonly valueError?: number;
  readonly mitigatedValueError?: number;
}

type Machine = Omit<MachineRequest, 'noise'>;

interface Scored {
  readonly split: string;
  readonly scores: Scores;
  readonly errors: Scores | undefined;
}

/** Enough samples to see a few points of accuracy. */
const SAMPLES = 100;
const DEPOLARIZING = [0.001, 0.003, 0.01, 0.03, 0.1];
const SHOTS = [10, 30, 100, 300, 1000, 3000];
const READOUT = [0.01, 0.02, 0.05, 0.1, 0.2];
export const MITIGATED_SHOTS = 4096;

/**
 * What a trained run scores on the first samples of its test split as circuits get worse in one respect at a time:
 * depolarising after every gate of the model as written, fewer shots, wrong readings; and what error mitigation wins
 * back, where the values of circuits can be put in place of simulated ones.
 * @throws UserProblem for a damaged run, or circuits that cannot be simulated with noise
 */
export async function robustness(request: RobustnessRequest): Promise<Robustness> {
  const { folder, host, seed, onTrial } = request;
  const { program } = loadRun(folder, host).model;
  const known = wholeOnes(await leafValues({ folder, host, limit: SAMPLES }));
  const { rows } = known;
  const scores = async (how: Partial<EvaluateRequest>): Promise<Scored> => {
    const { metrics, standardErrors } = await evaluateRun({
      folder,
      host,
      rows,
      noise: null,
      ...how,
    });
    // Without a name, rows count as those of one split.
    const split = Object.keys(metrics)[0]!;
    return { split, scores: metrics[split]!, errors: standardErrors?.[split] };
  };
  const exact = await scores({});
  const { name: metric } = scoredMetric(Object.keys(exact.scores));
  const scoreOf = async (how: Partial<EvaluateRequest>): Promise<number> =>
    (await scores(how)).scores[metric]!;
  const unmitigated = whyUnmitigated(program);
  const machine = (circuit: number, name: string): Machine => ({
    circuit: program.circuits[circuit]!,
    leaves: known.circuits[circuit]!,
    rows: rows.length,
    shots: MITIGATED_SHOTS,
    random: randomStream(seed, `analyse/noise/${name}/${circuit}`),
  });
  const perfect = program.circuits.map((_, circuit) =>
    unmitigated === undefined
      ? askMachine({ ...machine(circuit, 'exact'), shots: null, noise: depolarizing(0) })
      : new Float64Array(0),
  );
  const mitigated = async (
    name: string,
    noise: NoiseModel,
    mend: (machine: Machine) => Float64Array,
  ): Promise<Omit<NoisyScore, 'at' | 'score'>> => {
    if (unmitigated !== undefined) return {};
    onTrial?.(`${name}, mitigated`);
    const raw = perfect.map((_, k) => askMachine({ ...machine(k, `${name}/raw`), noise }));
    const circuits = perfect.map((_, k) => mend(machine(k, name)));
    return {
      mitigated: await scoreOf({ measured: { rows, circuits } }),
      valueError: distance(raw, perfect),
      mitigatedValueError: distance(circuits, perfect),
    };
  };

  const depolarized: NoisyScore[] = [];
  for (const at of DEPOLARIZING) {
    const name = `depolarizing ${at}`;
    onTrial?.(name);
    const score = await scoreOf({ noise: depolarizing(at) });
    const mended = await mitigated(name, depolarizing(at), (own) => zeroNoiseValues(own, at));
    depolarized.push({ at, score, ...mended });
  }
  const shots: { at: number; score: number; error: number }[] = [];
  for (const at of SHOTS) {
    onTrial?.(`${at} shots`);
    const { scores: drawn, errors } = await scores({ shots: at });
    shots.push({ at, score: drawn[metric]!, error: errors?.[metric] ?? 0 });
  }
  const misread: NoisyScore[] = [];
  for (const at of READOUT) {
    const name = `readout error ${at}`;
    onTrial?.(name);
    const score = await scoreOf({ noise: misreading(at) });
    const mended = await mitigated(name, misreading(at), (own) => withoutMisreadings(own, at));
    misread.push({ at, score, ...mended });
  }
  return {
    metric,
    samples: rows.length,
    split: exact.split,
    exact: exact.scores[metric]!,
    depolarizing: depolarized,
    shots,
    readout: misread,
    ...(unmitigated === undefined ? {} : { unmitigated }),
  };
}

/** Root mean square over all values of all circuits. */
function distance(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  const squares = a.flatMap((values, k) =>
    Array.from(values, (value, i) => (value - b[k]![i]!) ** 2),
  );
  return Math.sqrt(squares.reduce((sum, each) => sum + each, 0) / Math.max(1, squares.length));
}
