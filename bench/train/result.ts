import type { Row } from '../bench.ts';
import type { Duel } from './duel.ts';
import { AGREEMENT } from './agreement.ts';

/** A line of the table. */
export interface Result {
  readonly what: string;
  readonly peer: string;
  readonly threads: number;
  /** Of the peer's first call, with tracing and compiling. */
  readonly firstSeconds?: number;
  readonly duel?: Duel;
  /** How many times as long as our whole training step their step takes. */
  readonly training?: number;
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
    theirsHalf: duel ? `${text(duel.theirs.low)}..${text(duel.theirs.high)}` : null,
    ours: rounded(duel?.ours.median),
    oursHalf: duel ? `${text(duel.ours.low)}..${text(duel.ours.high)}` : null,
    ratio: rounded(duel?.ratio.median),
    ratioHalf: duel ? `${text(duel.ratio.low)}..${text(duel.ratio.high)}` : null,
    training: rounded(result.training),
    goal: goal === undefined ? null : `>= ${goal}`,
    verdict: verdictOf(result),
    agrees: distance === undefined ? null : agreement(distance),
    note: result.note ?? null,
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

function text(value: number): string {
  return String(Number(value.toPrecision(3)));
}
