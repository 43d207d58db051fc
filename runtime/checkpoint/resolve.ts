import type { Host } from '../host.ts';
import { UserProblem } from '../program/index.ts';

const RUNS = 'runs';
const LAST = `${RUNS}/last`;

/** Run folders `runs/<model>/<number>`, by model, then by number. */
export function listRuns(host: Host): string[] {
  return host.list(RUNS).flatMap((model) =>
    host
      .list(`${RUNS}/${model}`)
      .filter((name) => host.read(`${RUNS}/${model}/${name}/run.json`) !== undefined)
      .sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1))
      .map((name) => `${RUNS}/${model}/${name}`),
  );
}

/**
 * The folder of a run named on the command line: the folder itself, or `last` for the one that was begun last.
 * @throws UserProblem `run-not-found`
 */
export function resolveRun(name: string, host: Host): string {
  const folder = name === 'last' ? lastRun(host) : name.replace(/\/+$/, '');
  if (folder !== undefined && host.read(`${folder}/run.json`)) return folder;
  const known = listRuns(host);
  throw new UserProblem({
    code: 'run-not-found',
    message:
      name === 'last'
        ? 'There is no last run here.'
        : `There is no run in \`${name}\`: it has no run.json.`,
    help:
      known.length > 0
        ? `Runs here: ${known.slice(-5).join(', ')}.`
        : 'Train one: `qmm train main.qmm`.',
    ...(name === 'last' ? {} : { file: name }),
  });
}

/** Remembers a run as the last one, where it lies with the others. */
export function rememberLastRun(host: Host, folder: string): void {
  if (folder.startsWith(`${RUNS}/`)) host.write(LAST, `${folder}\n`);
}

function lastRun(host: Host): string | undefined {
  const bytes = host.read(LAST);
  const remembered = bytes && new TextDecoder().decode(bytes).trim();
  if (remembered && host.read(`${remembered}/run.json`)) return remembered;
  return listRuns(host).at(-1);
}
