import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

interface Wanted {
  /** In milliseconds of the system's clock; what was written before does not count. */
  readonly since?: number | undefined;
  /** Of the `train` declaration that it is a run of; any if left out. */
  readonly name?: string | undefined;
}

/** The run folder below `runs/` of a folder whose metrics were written last; undefined where there is none. */
export function latestRun(folder: string, { since = 0, name }: Wanted = {}): string | undefined {
  const runs = join(folder, 'runs');
  const written = subfolders(runs)
    .flatMap((model) => subfolders(model))
    .map((run) => ({
      run,
      at: statSync(join(run, 'metrics.jsonl'), { throwIfNoEntry: false })?.mtimeMs ?? -1,
    }))
    .filter(({ at }) => at >= since);
  const newestFirst = written.sort((a, b) => b.at - a.at).map(({ run }) => run);
  return newestFirst.find((run) => name === undefined || nameOf(run) === name);
}

function nameOf(run: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(run, 'run.json'), 'utf8')) as { name?: string }).name;
  } catch {
    // Begun a moment ago, or damaged: nobody can evaluate it.
    return undefined;
  }
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
