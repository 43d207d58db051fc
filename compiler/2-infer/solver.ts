import { known, minus, plus, times, valueOf, type Size, type Unknown } from './size.ts';

/**
 * Equations between sizes, solved as they come: one unknown is solved, an unknown with coefficient one is
 * substituted, the rest is kept until more is known. Nothing is searched.
 */
export interface Solver {
  /** False when the two are known to differ. */
  equate(a: Size, b: Size): boolean;
  /** With everything substituted that is known by now. */
  resolve(size: Size): Size;
}

export function createSolver(): Solver {
  const solutions = new Map<Unknown, Size>();
  const powers = new Set<Unknown>();
  let waiting: Size[] = [];

  function resolve(size: Size): Size {
    let result = size;
    for (const variable of size.terms.keys()) {
      const solution = solutions.get(variable) ?? powerValue(variable);
      if (solution === undefined) continue;
      const coefficient = result.terms.get(variable) ?? 0;
      const rest = plus(result, { constant: 0, terms: new Map([[variable, -coefficient]]) });
      result = plus(rest, times(resolve(solution), coefficient));
    }
    return result;
  }

  function powerValue(variable: Unknown): Size | undefined {
    if (variable.power === undefined) return undefined;
    powers.add(variable);
    const exponent = valueOf(resolve(variable.power));
    return exponent === undefined ? undefined : known(2 ** exponent);
  }

  /** Undefined while undecided. */
  function settle(difference: Size): boolean | undefined {
    const value = valueOf(difference);
    if (value !== undefined) return value === 0;
    const unknowns = [...difference.terms];
    const candidate =
      unknowns.length === 1
        ? unknowns[0]
        : unknowns.find(([variable, c]) => Math.abs(c) === 1 && variable.power === undefined);
    if (candidate === undefined) return undefined;
    const [variable, coefficient] = candidate;
    const rest = plus(difference, { constant: 0, terms: new Map([[variable, -coefficient]]) });
    const solution = times(rest, -1 / coefficient);
    return assign(variable, solution);
  }

  function assign(variable: Unknown, solution: Size): boolean | undefined {
    const value = valueOf(solution);
    if (variable.power === undefined) {
      if (value !== undefined && (!Number.isInteger(value) || value < 0)) return false;
      solutions.set(variable, solution);
      return true;
    }
    if (value === undefined) return undefined;
    const exponent = Math.log2(value);
    if (!Number.isInteger(exponent)) {
      // The checker will refuse it; the next power keeps what follows from failing too.
      equate(variable.power, known(Math.ceil(exponent)));
      return false;
    }
    solutions.set(variable, solution);
    return equate(variable.power, known(exponent));
  }

  function equate(a: Size, b: Size): boolean {
    const first = settle(resolve(minus(a, b)));
    if (first === undefined) {
      waiting.push(minus(a, b));
      return true;
    }
    if (first) propagate();
    return first;
  }

  function propagate(): void {
    for (let progress = true; progress;) {
      progress = false;
      const pending = waiting;
      waiting = [];
      for (const difference of pending) {
        if (settle(resolve(difference)) === undefined) waiting.push(difference);
        else progress = true;
      }
    }
  }

  return { equate, resolve };
}
