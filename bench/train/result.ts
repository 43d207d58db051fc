import type { Row } from '../bench.ts';
import { AGREEMENT } from './agreement.ts';
import type { Duel } from './duel.ts';
import type { Figure } from './figures.ts';
import type { Spread } from './spread.ts';

/** A line of the table. */
export interface Result {
  readonly what: string;
  readonly peer: string;
  readonly threads: number;
  /** Of the peer's first call, with tracing and compiling. */
  readonly firstSeconds?: number;
  readonly duel?: Duel;
  readonly distance?: number;
  /** Smallest ratio that is wanted. */
  readonly goal?: number;
  readonly note?: string;
}

/** The results as rows of one table: milliseconds of one run, medians with what half of the rounds lie between. */
export function rowOf(result: Result): Row {
  const { what, peer, threads, duel, goal, distance } = result;
  return {
    what,
    threads,
    peer,
    first: rounded(result.firstSeconds),
    theirs: rounded(duel?.theirs.median),
    theirsHalf: half(duel?.theirs),
    ours: rounded(duel?.ours.median),
    oursHalf: half(duel?.ours),
    ratio: rounded(duel?.ratio.median),
    ratioHalf: half(duel?.ratio),
    training: rounded(duel?.training?.median),
    goal: goal === undefined ? null : `>= ${goal}`,
    verdict: verdictOf(result),
    agrees: distance === undefined ? null : agreement(distance),
    note: result.note ?? null,
  };
}

/** A figure as a row of the same table. */
export function figureRow({ what, value, unit, goal }: Figure): Row {
  const isMet = goal.bound === 'at least' ? value.median >= goal.value : value.median <= goal.value;
  return {
    what,
    ours: rounded(value.median),
    oursHalf: half(value),
    goal: `${goal.bound === 'at least' ? '>=' : '<='} ${goal.value}`,
    verdict: isMet ? 'met' : 'missed',
    note: unit,
  };
}

function verdictOf({ goal, duel }: Result): string | null {
  if (goal === undefined) return null;
  if (duel === undefined) return 'not measured';
  return duel.ratio.median >= goal ? 'met' : 'missed';
}

function agreement(distance: number): string {
  return `${distance <= AGREEMENT ? 'yes' : 'NO'} ${distance.toExponential(0)}`;
}

function rounded(value: number | undefined): number | null {
  return value === undefined ? null : Number(value.toPrecision(3));
}

function half(spread: Spread | undefined): string | null {
  if (spread === undefined) return null;
  const text = (value: number): string => String(Number(value.toPrecision(3)));
  return `${text(spread.low)}..${text(spread.high)}`;
}
