import { dirname } from 'node:path';
import { emitOpenqasm3 } from '../compiler/emit/openqasm3/index.ts';
import { circuitStats, type CircuitStats } from '../compiler/emit/stats.ts';
import type { Device } from '../compiler/targets/index.ts';
import { estimateCost, machineCost } from '../runtime/estimate/index.ts';
import { MACHINE_SHOTS, UserProblem } from '../runtime/program/index.ts';
import type { Run } from '../runtime/program/run.ts';
import { chainsOf, type ChainSize } from '../runtime/simulate/index.ts';
import { worstFigures } from './emit/emission.ts';
import { nodeHost } from './host.ts';
import type { Lowering } from './lowering.ts';
import { requireTrainableOn } from './training-on/refuse.ts';

/** What one model costs. */
export interface Estimate {
  /** Of all its circuits together; on a target, in its own gates. */
  readonly gates: number;
  readonly twoQubit: number;
  /** Of the deepest circuit. */
  readonly depth: number;
  /** Of one shot of the longest circuit, in nanoseconds, on a machine whose times are known. */
  readonly duration?: number;
  /** That nothing goes wrong in one shot of the circuit that fails most often, by a machine's calibration. */
  readonly successProbability?: number;
  readonly bytes: number;
  /** Run for one sample; by a machine that trains, and with shots, shifted ones included. */
  readonly circuits: number;
  /** Of the whole training; 0 where the simulator is exact, null where the data is not there. */
  readonly shots: number | null;
  /** Of the whole training on a target. */
  readonly jobs: number;
  /** Of a machine for the whole training on a target, by IBM's rule of thumb; absent where it trains nothing. */
  readonly machineSeconds?: number;
  /** Why the target cannot train it. */
  readonly untrainable?: string;
  /** Of the whole training, on this machine; null where it cannot be told. */
  readonly seconds: number | null;
  /** Matrix product states that wide circuits need, with the values of a bond that they can reach and may have. */
  readonly chains: readonly Pick<ChainSize, 'qubits' | 'bond' | 'most'>[];
}

/** @param device counts gates as this one needs them; without it, as the model says them */
export function estimateRun(
  run: Run,
  file: string,
  device: Device | undefined,
  lowering: Lowering,
): Estimate {
  const stats = allStats(run, device, lowering);
  const base = dirname(file);
  const { bytes, seconds, circuits, shots } = estimateCost(run, base, nodeHost());
  const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
  return {
    gates: total(stats.flatMap(({ gates }) => Object.values(gates))),
    twoQubit: total(stats.map(({ twoQubit }) => twoQubit)),
    depth: Math.max(0, ...stats.map(({ depth }) => depth)),
    ...worstFigures(stats),
    bytes,
    circuits: circuits > 0 ? Math.round(circuits) : stats.length,
    shots,
    jobs: 0,
    seconds,
    ...(device ? onDevice(run, base, device) : {}),
    chains: run.program.circuits
      .flatMap(chainsOf)
      .map(({ qubits, bond, most }) => ({ qubits, bond, most })),
  };
}

/** What a machine would take to train it. */
function onDevice(run: Run, base: string, { name }: Device): Partial<Estimate> {
  const { train } = run;
  if (train === null) return {};
  try {
    const cost = machineCost(run, base, nodeHost(), train.execution.shots ?? MACHINE_SHOTS);
    requireTrainableOn(name, run, cost);
    if (cost === null) return {};
    const { step, whole } = cost;
    return {
      circuits: Math.round(step.circuits / step.samples),
      shots: whole.shots,
      jobs: whole.jobs,
      machineSeconds: whole.seconds,
    };
  } catch (error) {
    if (error instanceof UserProblem) return { untrainable: error.details.message };
    throw error;
  }
}

/** What the calibration of a machine says of a run's circuits. */
export function circuitFigures(run: Run, device: Device): ReturnType<typeof worstFigures> {
  return worstFigures(allStats(run, device, {}));
}

function allStats(run: Run, device: Device | undefined, lowering: Lowering): CircuitStats[] {
  return run.program.circuits.map((_, index) => statsOf(run, index, device, lowering));
}

function statsOf(
  { program }: Run,
  index: number,
  device: Device | undefined,
  lowering: Lowering,
): CircuitStats {
  return device
    ? // As jobs have it, whose angles a bind program gives.
      emitOpenqasm3(program, index, {
        form: 'isa',
        target: device,
        lowering: { ...lowering, slots: true },
      }).stats
    : circuitStats(program.circuits[index]!, 0);
}
