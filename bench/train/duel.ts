import type { PeerProcess } from '../peers/process.ts';
import { type Spread, spreadOf } from './spread.ts';

/** Processes with a task open each. */
export interface Contestants {
  readonly ours: PeerProcess;
  readonly theirs: PeerProcess;
  /** How many times as long theirs would take for the whole task; 1 where it does all of it. */
  readonly scale: number;
  /** Another one of ours that does more than theirs: whole training steps. */
  readonly training?: PeerProcess;
}

/** Milliseconds of one run of each, and how many times as long theirs takes: round by round, one right after the other. */
export interface Duel {
  readonly ours: Spread;
  readonly theirs: Spread;
  readonly ratio: Spread;
  /** How many times as long as our training theirs takes. */
  readonly training?: Spread;
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

/** Times processes in turns, so that a busy moment hits all of them. */
export async function duel(
  { ours, theirs, scale, training }: Contestants,
  { rounds, seconds, limitSeconds }: DuelSettings,
): Promise<Duel> {
  const started = performance.now();
  const time = async (process: PeerProcess): Promise<number> =>
    (await process.ask({ do: 'time', seconds }, PATIENCE_SECONDS)).milliseconds;
  const measured: { own: number; other: number; whole: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const own = await time(ours);
    const other = scale * (await time(theirs));
    measured.push({ own, other, whole: training ? await time(training) : NaN });
    if (performance.now() - started > limitSeconds * 1000) break;
  }
  return {
    ours: spreadOf(measured.map(({ own }) => own)),
    theirs: spreadOf(measured.map(({ other }) => other)),
    ratio: spreadOf(measured.map(({ own, other }) => other / own)),
    ...(training ? { training: spreadOf(measured.map(({ other, whole }) => other / whole)) } : {}),
    rounds: measured.length,
  };
}
