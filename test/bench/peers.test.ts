import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { peers } from '../../bench/peers/peers.ts';
import { type PeerProcess, startPeer } from '../../bench/peers/process.ts';
import type { Task } from '../../bench/peers/protocol.ts';
import { duel } from '../../bench/train/duel.ts';

const running: PeerProcess[] = [];

afterEach(() => {
  running.splice(0).forEach((process) => {
    process.stop();
  });
});

function start(script: string, ...words: readonly string[]): PeerProcess {
  const peer = startPeer({
    command: process.execPath,
    words: [join(import.meta.dirname, script), ...words],
    environment: process.env,
  });
  running.push(peer);
  return peer;
}

const fake = (milliseconds: number): PeerProcess => start('fake-peer.ts', String(milliseconds));

/** Two qubits, RY(x) and RY(w0) on the first, CX, RZ(w1) and RX(w0 / 2) on the second; half of Z0 and all of X1. */
const task: Task = {
  circuit: {
    qubits: 2,
    gates: [
      { name: 'ry', qubits: [0], controls: [], angle: { constant: 0, terms: [[true, 0, 1]] } },
      { name: 'ry', qubits: [0], controls: [], angle: { constant: 0.25, terms: [[false, 0, 1]] } },
      { name: 'x', qubits: [1], controls: [0], angle: null },
      { name: 'rz', qubits: [1], controls: [], angle: { constant: 0, terms: [[false, 1, 1]] } },
      { name: 'ry', qubits: [1], controls: [], angle: { constant: 0, terms: [[false, 0, 0.5]] } },
    ],
    observables: [
      { coefficient: 0.5, factors: [[0, 'Z']] },
      { coefficient: 1, factors: [[1, 'X']] },
    ],
  },
  shared: [0.4, -1.1],
  sampled: [[0.7], [-2], [1.3]],
  what: 'step',
  threads: 1,
  depolarizing: null,
};

describe('a peer', () => {
  test('answers each request', async () => {
    const peer = fake(1);
    expect(await peer.ask({ do: 'hello' }, 20)).toEqual({ versions: { fake: '1.0' } });
    expect(await peer.ask({ do: 'open', ...task }, 20)).toEqual({ firstSeconds: 0.5 });
    const value = await peer.ask({ do: 'evaluate' }, 20);
    expect(value.loss).toBeCloseTo(-0.7, 12);
    expect(value.gradient).toEqual([1, 1]);
  });

  test('says what it cannot do, and goes on', async () => {
    const peer = fake(1);
    const refused = peer.ask({ do: 'open', ...task, threads: 5 }, 20);
    await expect(refused).rejects.toThrow('no gate named xyz');
    expect(await peer.ask({ do: 'open', ...task }, 20)).toEqual({ firstSeconds: 0.5 });
  });

  test('that ends is told with its last words', async () => {
    const peer = fake(1);
    const answer = peer.ask({ do: 'open', ...task, threads: 3 }, 20);
    await expect(answer).rejects.toThrow(/ended \(exit code 3\)/);
    expect(peer.hasEnded()).toBe(true);
    await expect(peer.ask({ do: 'hello' }, 20)).rejects.toThrow('out of luck');
  });

  test('that takes too long is ended', async () => {
    const peer = fake(1);
    await peer.ask({ do: 'hello' }, 20);
    const answer = peer.ask({ do: 'open', ...task, threads: 4 }, 0.2);
    await expect(answer).rejects.toThrow('not done in 0.2 s');
    expect(peer.hasEnded()).toBe(true);
  });

  test('that cannot be started is told', async () => {
    const peer = startPeer({ command: 'no-such-program', words: [], environment: process.env });
    await expect(peer.ask({ do: 'hello' }, 20)).rejects.toThrow(/could not be started.*ENOENT/);
  });

  test('is timed in turns with others, scaled where it did a part', async () => {
    const contestants = { ours: fake(2), theirs: fake(30), scale: 10, training: fake(6) };
    const settings = { rounds: 4, seconds: 1, limitSeconds: 60 };
    const measured = await duel(contestants, settings);
    expect(measured.rounds).toBe(4);
    expect(measured.ours).toEqual({ best: 2, low: 2, median: 2, high: 2 });
    expect(measured.theirs.median).toBe(300);
    expect(measured.ratio.median).toBe(150);
    expect(measured.training?.median).toBe(50);
    const hurried = await duel(contestants, { ...settings, limitSeconds: 0 });
    expect(hurried.rounds).toBe(1);
  });

  test('has a name of its own', () => {
    expect(new Set(peers.map(({ name }) => name)).size).toBe(peers.length);
  });
});

describe('this project as a peer', () => {
  test('finds loss and gradient, and times steps, whole training and kernels alone', async () => {
    const peer = start('../../bench/peers/qmm/serve.ts');
    const losses = await lossesAround(peer);
    await peer.ask({ do: 'open', ...task }, 60);
    const { loss, gradient } = await peer.ask({ do: 'evaluate' }, 60);
    expect(loss).toBeCloseTo(losses.here, 6);
    losses.slopes.forEach((slope, i) => {
      expect(gradient![i]).toBeCloseTo(slope, 3);
    });
    await peer.ask({ do: 'open', ...task, what: 'training' }, 60);
    expect((await peer.ask({ do: 'time', seconds: 0.02 }, 60)).calls).toBeGreaterThan(1);
    await peer.ask({ do: 'open', ...task, what: 'kernels' }, 60);
    expect((await peer.ask({ do: 'time', seconds: 0.02 }, 60)).calls).toBeGreaterThan(1);
  }, 60_000);
});

/** The loss, and its differences by each shared value. */
async function lossesAround(
  peer: PeerProcess,
): Promise<{ readonly here: number; readonly slopes: readonly number[] }> {
  const lossAt = async (shared: readonly number[]): Promise<number> => {
    await peer.ask({ do: 'open', ...task, what: 'forward', shared }, 60);
    return (await peer.ask({ do: 'evaluate' }, 60)).loss;
  };
  const slopes: number[] = [];
  for (const place of task.shared.keys()) {
    const moved = (by: number): number[] =>
      task.shared.map((value, i) => (i === place ? value + by : value));
    slopes.push(((await lossAt(moved(0.01))) - (await lossAt(moved(-0.01)))) / 0.02);
  }
  return { here: await lossAt(task.shared), slopes };
}
