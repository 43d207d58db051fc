import type { Run } from '../runtime/program/run.ts';

/** Two runs of one model, with the same arguments, are one model. */
export function distinctPrograms(runs: readonly Run[]): readonly Run[] {
  const byProgram = new Map<string, Run>();
  for (const run of runs) {
    const key = JSON.stringify(run.program);
    if (!byProgram.has(key)) byProgram.set(key, run);
  }
  return [...byProgram.values()];
}
