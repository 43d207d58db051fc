import { dirname, resolve } from 'node:path';
import type { TrainRequest } from '../runtime/train/progress.ts';
import { chooseTrained } from './choose-runs.ts';
import { nodeHost } from './host.ts';
import { changeRun } from './overrides.ts';
import { readValidSource } from './source.ts';

/** Marks `--set` among the overrides that a run stores. */
export const setPrefix = 'set ';

type Stored = Pick<TrainRequest, 'run' | 'base' | 'sources' | 'overrides'>;

/** The file as it is now, with what was asked when the run began. */
async function readAgain(file: string, { run, overrides }: Stored): Promise<Stored> {
  const settings = Object.entries(overrides).flatMap(([key, value]) =>
    key.startsWith(setPrefix) ? [[key.slice(setPrefix.length), value] as const] : [],
  );
  const { data, seed, on, shots } = overrides;
  const { runs, sources } = await readValidSource(file, {
    set: Object.fromEntries(settings),
    ...(on === undefined
      ? {}
      : { onMachine: { shots: shots === undefined ? undefined : Number(shots) } }),
  });
  const base = resolve(dirname(file));
  const changes = {
    ...(data === undefined ? {} : { data }),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  };
  // What the run starts from may stand before it.
  const again = chooseTrained(runs, file, run.name).find(({ name }) => name === run.name);
  return {
    run: changeRun(again ?? run, changes, base),
    base,
    sources: Object.fromEntries(sources),
    overrides,
  };
}

/**
 * A run that was begun, ready to go on.
 *
 * @param file read again with what was asked when the run began; without it, the source that the run keeps counts
 * @throws UserProblem where there is no such run
 */
export async function readBegun(
  name: string,
  file: string | undefined,
): Promise<{ path: string; request: Stored }> {
  const { readRunRecord, resolveRun } = await import('../runtime/checkpoint/index.ts');
  const host = nodeHost();
  const path = resolveRun(name, host);
  const { base, overrides, run, sources } = readRunRecord(host, path);
  const stored = { run, base, sources, overrides };
  return { path, request: file === undefined ? stored : await readAgain(file, stored) };
}
