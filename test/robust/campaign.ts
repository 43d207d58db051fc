import { isDeepStrictEqual } from 'node:util';
import { formatText } from '../../compiler/format/format-text.ts';
import { UnreadableText } from '../../compiler/format/unreadable-text.ts';
import { plain, renderDiagnostics } from '../../compiler/diagnostics/render/index.ts';
import type { Compilation, Location } from '../../compiler/index.ts';
import { parse } from '../../grammar/index.ts';
import { randomStream } from '../../runtime/data/random.ts';
import { meaningOf } from '../format/support.ts';
import { compileText, library } from '../support/compile.ts';
import { mutated } from './mutate.ts';

/** What became of all programs. */
export interface Outcome {
  readonly programs: number;
  /** Those that were still right for the parser, and so were formatted. */
  readonly readable: number;
  readonly failures: readonly Failure[];
  /** Milliseconds of the slowest step of any program, and which one that was. */
  readonly slowest: { readonly milliseconds: number; readonly program: number };
}

interface Failure {
  /** By its number it can be made again: `mutant(texts, seed, program)`. */
  readonly program: number;
  readonly what: string;
}

interface Request {
  readonly texts: readonly string[];
  readonly seed: number;
  readonly programs: number;
  readonly progress?: (done: number) => void;
  /** Hears of each failure at once, for a campaign may take hours. */
  readonly failed?: (failure: Failure) => void;
}

/** Longer than this, and whoever waits believes it hangs. */
const PATIENCE_MILLISECONDS = 1000;

/** Trying out fixes takes many compilations, so only one program of so many has them tried. */
const FIXES_EVERY = 10;

/** Parses, checks and formats many broken programs; nothing may throw, hang or point outside its file. */
export async function campaign({
  texts,
  seed,
  programs,
  progress,
  failed,
}: Request): Promise<Outcome> {
  const failures: Failure[] = [];
  const fail = (failure: Failure): void => {
    failures.push(failure);
    failed?.(failure);
  };
  let readable = 0;
  let slowest = { milliseconds: 0, program: -1 };
  for (let program = 0; program < programs; program++) {
    const text = mutant(texts, seed, program);
    const time = createClock();
    try {
      const problems = time(() => parse(text).problems.length);
      const fixes = program % FIXES_EVERY === 0;
      const compilation = time(() => compileText(text, {}, { fixes }));
      const told = complaints(text, compilation);
      if (problems === 0) readable++;
      const formatted = await formatting(text, problems, time);
      for (const what of [...told, ...formatted]) fail({ program, what });
    } catch (error) {
      fail({ program, what: String(error instanceof Error ? error.stack : error) });
    }
    const milliseconds = time.longest();
    if (milliseconds > PATIENCE_MILLISECONDS && isSlowAgain(text))
      fail({ program, what: `${milliseconds.toFixed(0)} ms` });
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, program };
    if ((program + 1) % 1000 === 0) progress?.(program + 1);
  }
  return { programs, readable, failures, slowest };
}

/** The program of a number: one of the texts with a few things done to it. */
export function mutant(texts: readonly string[], seed: number, program: number): string {
  const random = randomStream(seed, `campaign/${program}`);
  return mutated(texts[random.below(texts.length)]!, random);
}

/** What is wrong with what was told: places outside of their files, and what cannot be drawn. */
function complaints(text: string, { diagnostics, sources }: Compilation): string[] {
  const all = new Map([
    ...sources,
    ...[...library.modules].map(([path, module]) => [path, module.text] as const),
  ]);
  renderDiagnostics(diagnostics, all, { paint: plain, width: 100 });
  const inside = ({ file, start, end }: Location): boolean =>
    0 <= start && start <= end && end <= (all.get(file)?.length ?? -1);
  return diagnostics.flatMap((one) => {
    const places = [
      one.at,
      ...one.related.map(({ at }) => at),
      ...one.fixes.flatMap(({ edits }) => edits.map(({ at }) => at)),
    ];
    const outside = places.filter((at) => !inside(at));
    return [
      ...outside.map((at) => `${one.code} points to ${JSON.stringify(at)} of ${text.length}`),
      ...(one.message.length > 5 ? [] : [`${one.code} says nothing`]),
      ...(one.message.includes('undefined') ? [`${one.code} says: ${one.message}`] : []),
    ];
  });
}

/** A readable text keeps what it says; any other is refused. */
async function formatting(text: string, problems: number, time: Clock): Promise<string[]> {
  const start = performance.now();
  try {
    const formatted = await formatText(text);
    time.took(performance.now() - start);
    if (problems > 0) return ['a text with mistakes was formatted'];
    const same = isDeepStrictEqual(meaningOf(formatted), meaningOf(text));
    return same ? [] : [`formatting changed the tree:\n${text}\n${formatted}`];
  } catch (error) {
    time.took(performance.now() - start);
    if (error instanceof UnreadableText && problems > 0) return [];
    throw error;
  }
}

/** A busy machine can make anything slow once. */
function isSlowAgain(text: string): boolean {
  const time = createClock();
  try {
    time(() => compileText(text));
  } catch {
    // Told of where it was thrown first.
  }
  return time.longest() > PATIENCE_MILLISECONDS;
}

interface Clock {
  <T>(step: () => T): T;
  took(milliseconds: number): void;
  longest(): number;
}

function createClock(): Clock {
  let longest = 0;
  const took = (milliseconds: number): void => {
    longest = Math.max(longest, milliseconds);
  };
  const time = <T>(step: () => T): T => {
    const start = performance.now();
    try {
      return step();
    } finally {
      took(performance.now() - start);
    }
  };
  return Object.assign(time, { took, longest: () => longest });
}
