import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceHost } from '../../cli/host.ts';
import { compile, readLibrary } from '../../compiler/index.ts';
import type { Report, Row } from '../bench.ts';
import { longModel } from '../long-model.ts';
import { timeTogether } from '../timing.ts';

const LINES = 500;
const STARTS = 21;

/**
 * How long `check` takes: in a process that goes on, as an editor has it, and from a cold shell beside a bare Node.
 * Arguments: `warm` or `cold` for one of the two.
 */
export function run(names: readonly string[]): Report {
  const text = longModel(LINES);
  const wanted = (name: string): boolean => names.length === 0 || names.includes(name);
  const rows = [...(wanted('warm') ? warm(text) : []), ...(wanted('cold') ? cold(text) : [])];
  return {
    notes: [
      `A generated model of ${text.split('\n').length - 1} lines; Node ${process.versions.node}; times in ms, of repeats in turns.`,
      `Cold: ${STARTS} starts of the built program (\`npm run build\`) and of \`node -e 0\`, in turns; timesNode is the ratio of the medians.`,
    ],
    rows,
  };
}

function warm(text: string): Row[] {
  const read = (path: string): string | undefined =>
    path === 'long.qmm' ? text : sourceHost().read(path);
  const library = readLibrary(read);
  const wrong = text.replace('objective classify(logits', 'objective classify(logit');
  const readWrong = (path: string): string | undefined =>
    path === 'long.qmm' ? wrong : read(path);
  const timings = timeTogether({
    'right, library kept': () => {
      check({ read }, library);
    },
    'right, library read': () => {
      check({ read });
    },
    'one mistake, fixes tried': () => {
      check({ read: readWrong }, library);
    },
  });
  return Object.entries(timings).map(([name, { bestMs, medianMs }]) => ({
    check: `warm: ${name}`,
    bestMs,
    medianMs,
    timesNode: null,
  }));
}

function check(
  host: { readonly read: (path: string) => string | undefined },
  library?: ReturnType<typeof readLibrary>,
): void {
  const { runs, diagnostics } = compile({
    entry: 'long.qmm',
    host,
    ...(library === undefined ? {} : { library }),
  });
  if (runs.length + diagnostics.length === 0) throw new Error('nothing was checked');
}

function cold(text: string): Row[] {
  const root = join(import.meta.dirname, '..', '..');
  if (!existsSync(join(root, 'dist', 'cli.js'))) throw new Error('`npm run build` comes first.');
  const folder = mkdtempSync(join(tmpdir(), 'qmm-bench-'));
  const file = join(folder, 'long.qmm');
  const example = join(root, 'examples', 'moons', 'main.qmm');
  const program = join(root, 'bin', 'qmm.js');
  writeFileSync(file, text);
  const plain = { QMM_SNAPSHOT: '0' };
  const commands: readonly (readonly [
    string,
    readonly string[],
    Readonly<Record<string, string>>,
  ])[] = [
    ['node -e 0', ['-e', '0'], {}],
    ['qmm check, the smallest example', [program, 'check', example], {}],
    [`qmm check, ${LINES} lines`, [program, 'check', file], {}],
    ['qmm check, the smallest example, no snapshot', [program, 'check', example], plain],
  ];
  try {
    const times = commands.map(([name, words, env]) => ({ name, words, env, all: [] as number[] }));
    timed([program, 'check', example], {});
    waitForSnapshot(join(root, 'dist'));
    for (let start = 0; start <= STARTS; start++) {
      for (const { words, env, all } of times) {
        const milliseconds = timed(words, env);
        // The first start fills the compile cache.
        if (start > 0) all.push(milliseconds);
      }
    }
    const bare = median(times[0]!.all);
    return times.map(({ name, all }) => ({
      check: `cold: ${name}`,
      bestMs: Math.min(...all),
      medianMs: median(all),
      timesNode: median(all) / bare,
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The first start makes it, beside the work of the bench. */
function waitForSnapshot(dist: string): void {
  const until = performance.now() + 30_000;
  const made = (): boolean => readdirSync(dist).some((name) => name.endsWith('.blob'));
  const pause = new Int32Array(new SharedArrayBuffer(4));
  while (!made() && performance.now() < until) Atomics.wait(pause, 0, 0, 100);
}

function timed(words: readonly string[], env: Readonly<Record<string, string>>): number {
  const begin = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, {
    env: { ...process.env, QMM_BUILT: '1', ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
  return performance.now() - begin;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
