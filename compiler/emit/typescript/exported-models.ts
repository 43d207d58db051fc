import type { Run } from '../../../runtime/program/index.ts';

/** What a .qmm file exports to who imports it: a model under the name that it has there. */
export interface ExportedModel {
  readonly name: string;
  readonly run: Run;
}

/** A model by its own name; where a file trains it with several arguments, each by the name of its `train`. */
export function exportedModels(runs: readonly Run[]): readonly ExportedModel[] {
  const distinct = new Map<string, Run>();
  for (const run of runs) {
    const key = JSON.stringify(run.program);
    if (!distinct.has(key)) distinct.set(key, run);
  }
  const all = [...distinct.values()];
  return all.map((run) => {
    const { model } = run.program;
    const isOnly = all.filter(({ program }) => program.model === model).length === 1;
    return { name: isOnly ? model : run.name, run };
  });
}
