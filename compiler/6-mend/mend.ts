import { withoutEchoes } from '../diagnostics/echoes.ts';
import { edited } from '../diagnostics/edited.ts';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import type { World } from '../1-resolve/world.ts';
import { candidatesFor, lastCandidatesFor } from './candidates.ts';

/** Compiles the files again, some of them with other texts; gives what is wrong then. */
export type Attempt = (texts: ReadonlyMap<string, string>) => readonly Diagnostic[];

/** More errors than these are mended one after another. */
const MOST_ERRORS = 3;
/** Of one error. */
const MOST_ATTEMPTS = 24;
const MOST_FIXES = 3;
/** Of all errors together, for a person waits. */
const MOST_COMPILATIONS = 40;

/**
 * Leaves out what only echoes another mistake, and gives each error the edits that mend it. An edit is offered only where it was tried: with it, the file compiles
 * without this error and without any that was not there before.
 */
export function mended(
  diagnostics: readonly Diagnostic[],
  world: World,
  attempt: Attempt,
): Diagnostic[] {
  const told = withoutEchoes(diagnostics);
  const before = mistakesIn(diagnostics);
  const chosen = new Set(before.filter(({ code }) => code !== 'not-yet').slice(0, MOST_ERRORS));
  let compilations = 0;
  return told.map((one) => {
    if (one.severity === 'warning') return one;
    const module = world.modules.get(one.at.file);
    if (!chosen.has(one) || module === undefined || module.library) return { ...one, fixes: [] };
    const left = errorCounts(before.filter((other) => other !== one));
    const proves = (fix: Fix): boolean => {
      const texts = textsWith(fix, world);
      if (texts === undefined || compilations++ >= MOST_COMPILATIONS) return false;
      return isWithin(errorCounts(mistakesIn(attempt(texts))), left);
    };
    const source = { world, module };
    const resultOf = (fix: Fix): string | undefined => {
      const texts = textsWith(fix, world);
      return texts && JSON.stringify([...texts]);
    };
    const fixes = proven(candidatesFor(one, source), resultOf, proves);
    return {
      ...one,
      fixes:
        fixes.length > 0
          ? fixes
          : proven(lastCandidatesFor(one, source), resultOf, proves).slice(0, 1),
    };
  });
}

/** Errors without echoes, and what this version cannot run yet, which waits behind them. */
function mistakesIn(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const told = new Set(withoutEchoes(diagnostics));
  return diagnostics.filter(
    (one) => one.severity === 'error' && (told.has(one) || one.code === 'not-yet'),
  );
}

/** The first candidates that hold, none twice. */
function proven(
  candidates: Iterable<Fix>,
  resultOf: (fix: Fix) => string | undefined,
  proves: (fix: Fix) => boolean,
): Fix[] {
  const fixes: Fix[] = [];
  const tried = new Set<string>();
  for (const fix of candidates) {
    const key = resultOf(fix);
    if (key === undefined || tried.has(key)) continue;
    if (fixes.some((one) => includes(fix, one))) continue;
    if (fixes.length >= MOST_FIXES || tried.size >= MOST_ATTEMPTS) break;
    tried.add(key);
    if (proves(fix)) fixes.push(fix);
  }
  return fixes;
}

/** The changed files; undefined for an edit of a file that is not the user's. */
function textsWith(fix: Fix, world: World): Map<string, string> | undefined {
  const texts = new Map<string, string>();
  for (const { at } of fix.edits) {
    const module = world.modules.get(at.file);
    if (module === undefined || module.library) return undefined;
    texts.set(at.file, edited(module.text, at.file, fix));
  }
  return texts;
}

function errorCounts(diagnostics: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code, message } of diagnostics) {
    const key = `${code}: ${message}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function isWithin(some: ReadonlyMap<string, number>, all: ReadonlyMap<string, number>): boolean {
  return [...some].every(([key, count]) => count <= (all.get(key) ?? 0));
}

/** Does a fix do all that another does? What it does beyond that is not needed. */
function includes(fix: Fix, other: Fix): boolean {
  const own = new Set(fix.edits.map((edit) => JSON.stringify(edit)));
  return other.edits.every((edit) => own.has(JSON.stringify(edit)));
}
