import type { PeerProcess } from '../peers/process.ts';
import { type Spread, spreadOf } from './spread.ts';

/** Milliseconds of one run of each, and how many times as long theirs takes: round by round, one right after the other. */
export interface Duel {
  readonly ours: Spread;
  readonly theirs: Spread;
  readonly ratio: Spread;
  readonly rounds: number;
}

export interface DuelSettings {
  readonly rounds: number;
  /** How long each side runs in a round. */
  readonly seconds: number;
  /** After this, what has been measured is enough: no further round begins. */
  readonly limitSeconds: number;
}

/** Longest single run that is waited for. */
const PATIENCE_SECONDS = 300;

/** Times two processes with a task open each, in turns, so that a busy moment hits both. @param scale of their times */
export async function duel(
  ours: PeerProcess,
  theirs: PeerProcess,
  { rounds, seconds, limitSeconds }: DuelSettings,
  scale = 1,
): Promise<Duel> {
  const started = performance.now();
  const times = { ours: [] as number[], theirs: [] as number[] };
  const request = { do: 'time', seconds } as const;
  for (let round = 0; round < rounds; round++) {
    const own = await ours.ask(request, PATIENCE_SECONDS);
    const other = await theirs.ask(request, PATIENCE_SECONDS);
    times.ours.push(own.milliseconds);
    times.theirs.push(other.milliseconds * scale);
    if (performance.now() - started > limitSeconds * 1000) break;
  }
  return {
    ours: spreadOf(times.ours),
    theirs: spreadOf(times.theirs),
    ratio: spreadOf(times.theirs.map((time, i) => time / times.ours[i]!)),
    rounds: times.ours.length,
  };
}
