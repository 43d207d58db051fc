import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The run folder below `runs/` of a folder whose metrics were written last; undefined where nothing has been trained.
 * @param since in milliseconds of the system's clock; what was written before does not count
 */
export function latestRun(folder: string, since = 0): string | undefined {
  const runs = join(folder, 'runs');
  const written = subfolders(runs)
    .flatMap((model) => subfolders(model))
    .map((run) => ({
      run,
      at: statSync(join(run, 'metrics.jsonl'), { throwIfNoEntry: false })?.mtimeMs ?? -1,
    }))
    .filter(({ at }) => at >= since);
  return written.sort((a, b) => a.at - b.at).at(-1)?.run;
}

function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(folder, name));
  } catch {
    // Not there yet, or removed in between.
    return [];
  }
}
