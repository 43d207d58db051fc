import { freemem } from 'node:os';
import { type Peer, peers } from '../peers/peers.ts';
import type { PeerProcess } from '../peers/process.ts';
import type { Task, Value } from '../peers/protocol.ts';
import { distance } from './agreement.ts';
import type { Case } from './cases.ts';
import type { Company } from './company.ts';
import { type DuelSettings, duel } from './duel.ts';
import type { Progress } from './progress.ts';
import type { Result } from './result.ts';
import { taskOf } from './task.ts';

export interface ContestSettings extends DuelSettings {
  /** How long a peer may take to make a task ready. */
  readonly openSeconds: number;
  /** Only with one thread? */
  readonly single: boolean;
  /** Peers by name, those of them that can; undefined for those that a case asks for. */
  readonly peers: readonly string[] | undefined;
}

const OUR_SECONDS = 120;

/** One case with each number of threads and each of its peers. What a peer cannot do is a note, and the next one goes on. */
export async function contest(
  one: Case,
  company: Company,
  settings: ContestSettings,
  progress: Progress,
): Promise<Result[]> {
  const asked = peers.filter(
    (peer) => (settings.peers ?? one.peers).includes(peer.name) && can(peer, one),
  );
  const results: Result[] = [];
  for (const threads of settings.single ? [1] : one.threads) {
    for (const peer of asked) {
      progress(
        `${one.title}: ${peer.title}, ${threads === 1 ? 'one thread' : `${threads} threads`}`,
      );
      results.push(await against(peer, one, threads, company, settings));
    }
  }
  return results;
}

function can({ works, noise }: Peer, { what, depolarizing }: Case): boolean {
  return works.includes(what) && (depolarizing === null || noise);
}

async function against(
  peer: Peer,
  one: Case,
  threads: number,
  company: Company,
  settings: ContestSettings,
): Promise<Result> {
  const goal = one.goals[peer.name];
  const head = {
    what: one.title,
    peer: peer.title,
    threads,
    ...(goal === undefined ? {} : { goal }),
  };
  const needed = peer.keepsStates ? bytesOfKeptStates(one) : 0;
  if (needed > freemem() * 0.7) {
    const gigabytes = (needed / 2 ** 30).toFixed(0);
    return { ...head, note: `its gradient would need about ${gigabytes} GiB` };
  }
  try {
    const samples =
      one.what === 'step' ? Math.min(one.batch, peer.stepSamples ?? Infinity) : one.batch;
    const scale = one.batch / samples;
    const us = await company.us(threads);
    const ownValue = await valueOn(us, taskOf(one, threads, samples), OUR_SECONDS);
    const them = await company.peer(peer, threads);
    const opened = await them.ask(
      { do: 'open', ...taskOf(one, threads, samples) },
      settings.openSeconds,
    );
    const theirValue = await them.ask({ do: 'evaluate' }, settings.openSeconds);
    await valueOn(us, taskOf(one, threads), OUR_SECONDS);
    const training = await trainingOf(one, threads, company);
    const measured = await duel({ ours: us, theirs: them, scale, ...training }, settings);
    return {
      ...head,
      firstSeconds: opened.firstSeconds,
      duel: measured,
      distance: distance(ownValue, theirValue),
      ...(scale === 1 ? {} : { note: `${samples} of ${one.batch} samples, scaled` }),
    };
  } catch (error) {
    return { ...head, note: error instanceof Error ? error.message : String(error) };
  }
}

async function valueOn(us: PeerProcess, task: Task, seconds: number): Promise<Value> {
  await us.ask({ do: 'open', ...task }, seconds);
  return us.ask({ do: 'evaluate' }, seconds);
}

/** A process of ours with whole training steps; nothing where there is no training. */
async function trainingOf(
  one: Case,
  threads: number,
  company: Company,
): Promise<{ readonly training?: PeerProcess }> {
  if (one.what !== 'step') return {};
  const training = await company.us(threads, 'second');
  const task = taskOf({ ...one, what: 'training' }, threads);
  await training.ask({ do: 'open', ...task }, OUR_SECONDS);
  return { training };
}

/** Reverse-mode differentiation of single-precision states: one of them after each gate. */
function bytesOfKeptStates({ workload: { circuit }, batch, what }: Case): number {
  return what === 'step' ? circuit.gates.length * 2 ** circuit.qubits.length * 8 * batch : 0;
}
