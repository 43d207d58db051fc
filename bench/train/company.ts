import { spawnSync } from 'node:child_process';
import { peerEnvironment } from '../peers/environment.ts';
import { type Peer, ownCommand, peerCommand } from '../peers/peers.ts';
import { type PeerProcess, startPeer } from '../peers/process.ts';
import type { Progress } from './progress.ts';

/** Processes of us and of the peers, one for each number of threads, started when they are first needed. */
export interface Company {
  /** @param place more than one can be there at once */
  us(threads: number, place?: 'first' | 'second'): Promise<PeerProcess>;
  /** @throws Error with the reason where the peer cannot be installed or started */
  peer(peer: Peer, threads: number): Promise<PeerProcess>;
  /** By package, as the processes told. */
  versions(): Readonly<Record<string, string>>;
  /** Ends all of them. */
  dismiss(): void;
}

/** Importing a package the first time compiles it. */
const START_SECONDS = 300;

export function gatherCompany(progress: Progress): Company {
  const running = new Map<string, PeerProcess>();
  const versions: Record<string, string> = {};
  const canPin = spawnSync('taskset', ['--version']).status === 0;
  const find = async (key: string, start: () => Promise<PeerProcess>): Promise<PeerProcess> => {
    const known = running.get(key);
    if (known !== undefined && !known.hasEnded()) return known;
    const process = await start();
    running.set(key, process);
    Object.assign(versions, (await process.ask({ do: 'hello' }, START_SECONDS)).versions);
    return process;
  };
  return {
    us: (threads, place = 'first') =>
      find(`us/${place}/${threads}`, () => Promise.resolve(startPeer(ownCommand(threads, canPin)))),
    peer: (peer, threads) =>
      find(`${peer.name}/${threads}`, async () => {
        progress(`starting ${peer.title}`);
        const environment = await peerEnvironment(peer.packages, progress);
        if (environment.kind === 'missing') throw new Error(environment.reason);
        return startPeer(peerCommand(peer, environment.python, threads, canPin));
      }),
    versions: () => versions,
    dismiss() {
      for (const process of running.values()) process.stop();
      running.clear();
    },
  };
}
