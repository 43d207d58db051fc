import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sourceHost } from '../../cli/host.ts';
import { libraryFiles } from '../../compiler/1-resolve/load.ts';
import { createService, type Service } from '../../editor/service/index.ts';
import { randomStream, type RandomStream } from '../../runtime/data/random.ts';
import type { Report, Row } from '../bench.ts';
import { longModel } from '../long-model.ts';

const LINES = [50, 500, 2000];
const KEYSTROKES = 200;
const WARM_UP = 20;
const EDITS = 10_000;
/** What a key of the issue may take, in milliseconds, at the 95th percentile. */
const GOALS: Readonly<Record<string, number>> = {
  'syntax diagnostics': 16,
  'full diagnostics, 500 lines': 50,
  completion: 30,
};

const PATH = 'long.qmm';

/**
 * What an editor waits for after a keystroke at a random place of a long model. Arguments: `keys` or `memory` for one of
 * the two.
 */
export function run(names: readonly string[]): Report {
  const wanted = (name: string): boolean => names.length === 0 || names.includes(name);
  const rows = [
    ...(wanted('keys') ? LINES.flatMap(keystrokes) : []),
    ...(wanted('memory') ? memory() : []),
  ];
  return {
    notes: [
      `Generated models; ${KEYSTROKES} keystrokes (a letter put in or taken out) at random places; times in ms, p95CpuMs without what other programs of the machine took; Node ${process.versions.node}.`,
      'Each answer is asked for right after a keystroke, the completion behind it, and pays for all that is stale then.',
    ],
    rows,
  };
}

function openService(text: string): Service {
  const host = sourceHost();
  const service = createService({ read: (path) => host.read(path), library: libraryFiles });
  service.set({ path: PATH, version: 0, text });
  return service;
}

function keystrokes(lines: number): Row[] {
  const text = longModel(lines);
  const service = openService(text);
  const random = randomStream(1, 'keystrokes');
  let version = 1;
  const show = (shown: string): void => {
    service.set({ path: PATH, version: version++, text: shown });
  };
  service.diagnosticsFor(PATH);
  const measures = {
    'syntax diagnostics': () => service.syntaxDiagnosticsFor(PATH),
    completion: (offset: number) => service.completionsAt(PATH, offset),
    'full diagnostics': () => service.diagnosticsFor(PATH),
  };
  return Object.entries(measures).map(([what, answer]) => {
    const times: Time[] = [];
    for (let key = -WARM_UP; key < KEYSTROKES; key++) {
      const { changed, offset } = keystroke(text, random);
      // At rest before each, so that an answer pays for all that the keystroke made stale.
      show(text);
      service.syntaxDiagnosticsFor(PATH);
      show(changed);
      const time = timed(() => answer(offset));
      if (key >= 0) times.push(time);
    }
    return row(lines, what, times);
  });
}

/** A letter behind or in place of another one, as a typist does it. */
function keystroke(
  text: string,
  random: RandomStream,
): { readonly changed: string; readonly offset: number } {
  const offset = random.below(text.length);
  const letter = 'abcdefghijklmnopqrstuvwxyz0123456789()[]{},:=|>+- '.charAt(random.below(50));
  return random.below(4) === 0
    ? { changed: text.slice(0, offset) + text.slice(offset + 1), offset }
    : { changed: text.slice(0, offset) + letter + text.slice(offset), offset: offset + 1 };
}

function row(lines: number, what: string, times: readonly Time[]): Row {
  const at = (share: number, of: keyof Time): number => {
    const sorted = times.map((time) => time[of]).sort((a, b) => a - b);
    return sorted[Math.floor(share * (sorted.length - 1))]!;
  };
  const goal = GOALS[what] ?? GOALS[`${what}, ${lines} lines`] ?? null;
  return {
    lines,
    what,
    medianMs: at(0.5, 'wall'),
    p95Ms: at(0.95, 'wall'),
    worstMs: at(1, 'wall'),
    p95CpuMs: at(0.95, 'cpu'),
    goalMs: goal,
    met: goal === null ? '' : at(0.95, 'wall') <= goal ? 'yes' : 'no',
  };
}

/** How much stays in memory over many edits of one document, all of which are answered. */
function memory(): Row[] {
  const text = longModel(50);
  const service = openService(text);
  const random = randomStream(2, 'edits');
  const sizes: number[] = [];
  for (let edit = 1; edit <= EDITS; edit++) {
    const { changed, offset } = keystroke(text, random);
    service.set({ path: PATH, version: edit, text: changed });
    service.syntaxDiagnosticsFor(PATH);
    service.completionsAt(PATH, offset);
    // As often as somebody who types pauses.
    if (edit % 10 === 0) service.diagnosticsFor(PATH);
    if (edit === EDITS / 10 || edit === EDITS) sizes.push(liveMegabytes());
  }
  const [early = 0, late = 0] = sizes;
  return [
    {
      lines: 50,
      what: `memory after ${EDITS / 10} and ${EDITS} edits, MiB`,
      early,
      late,
      met: late <= 1.1 * early ? 'yes' : 'no',
    },
  ];
}

/** What is still reachable, after a collection. */
function liveMegabytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** In milliseconds; on a busy machine the clock runs on while others compute. */
interface Time {
  readonly wall: number;
  readonly cpu: number;
}

function timed(work: () => unknown): Time {
  const [start, before] = [performance.now(), process.threadCpuUsage()];
  work();
  const { user, system } = process.threadCpuUsage(before);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
}
