import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  LIBRARY_NAMES,
  findTarget,
  generatedDevice,
  libraryDevice,
  listTargets,
  neighbours,
  parseDevice,
  type Device,
  withBasis,
  withFractionalGates,
} from '../../compiler/targets/index.ts';
import { UserProblem } from '../../runtime/program/index.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

describe('generated targets', () => {
  test.for([
    ['linear:5', 5, 4],
    ['linear:1', 1, 0],
    ['ring:5', 5, 5],
    ['ring:2', 2, 1],
    ['grid:3x4', 12, 17],
    ['full:6', 6, 15],
  ] as const)('%s has %i qubits and %i edges', ([name, qubits, edges]) => {
    const device = generatedDevice(name)!;
    expect([device.qubits, device.edges.length]).toEqual([qubits, edges]);
    expect(device.basis).toEqual(['rz', 'sx', 'x', 'cz']);
  });

  test.for([1, 7, 20, 57, 127, 433])(
    'heavyhex:%i hangs together, at most three at a qubit',
    (size) => {
      const device = generatedDevice(`heavyhex:${size}`)!;
      expect(device.qubits).toBe(size);
      expect(reachable(device)).toBe(size);
      expect(Math.max(...neighbours(device).map((list) => list.length))).toBeLessThanOrEqual(3);
    },
  );

  test('a large heavy hexagon lattice has qubits with three neighbours, and cells of twelve', () => {
    const near = neighbours(generatedDevice('heavyhex:127')!);
    expect(near.filter((list) => list.length === 3).length).toBeGreaterThan(20);
    expect(shortestCycle(near)).toBe(12);
  });

  test.for(['linear:0', 'grid:3', 'ring:x', 'full:100000'])('%s is none', (name) => {
    expect(generatedDevice(name)).toBeUndefined();
  });
});

describe('names', () => {
  test('of the library, the simulator and generated lattices are found', async () => {
    expect(await findTarget('simulator')).toMatchObject({ kind: 'simulator' });
    expect(await findTarget('ring:4')).toMatchObject({ kind: 'device', device: { qubits: 4 } });
    expect(await findTarget('torino')).toMatchObject({ kind: 'device', device: { qubits: 133 } });
  });

  test.for(['ibm:ibm_fez', 'fake:fez', 'aer', 'braket:local'])(
    '%s is known, and not yet there',
    async (name) => {
      expect(await findTarget(name)).toMatchObject({ kind: 'not-yet' });
    },
  );

  test('that are misspelt name the nearest', async () => {
    const target = await findTarget('marakesh');
    expect(target).toMatchObject({ kind: 'unknown', message: 'There is no target `marakesh`.' });
    expect(target).toHaveProperty('help', expect.stringContaining('Did you mean `marrakesh`?'));
    expect(await findTarget('grid:9')).toHaveProperty(
      'help',
      expect.stringContaining('`grid:RxC`'),
    );
    expect(await findTarget('constructor')).toMatchObject({ kind: 'unknown' });
  });
});

test('the list has a line for every device of the library', async () => {
  const targets = await listTargets();
  expect(targets.map(({ name }) => name)).toEqual(LIBRARY_NAMES);
  expect(targets.find(({ name }) => name === 'fez')).toEqual({
    name: 'fez',
    qubits: 156,
    basis: ['cz', 'id', 'rz', 'sx', 'x'],
    edges: 176,
    fractional: true,
    source: 'library',
  });
});

describe('device files', () => {
  const wrong = [
    ['no JSON', '{', 'my.json is no device file'],
    ['no name', '{"qubits": 2, "basis": ["cz"]}', 'name'],
    ['no qubits', '{"name": "mine", "basis": ["cz"]}', 'it has no `qubits`'],
    [
      'an edge too far',
      '{"name": "mine", "qubits": 2, "basis": ["cz"], "edges": [[0, 1], [1, 2]]}',
      '[1, 2]',
    ],
    [
      'an edge of one',
      '{"name": "mine", "qubits": 2, "basis": ["cz"], "edges": [[0]]}',
      '`edges.0`',
    ],
  ] as const;

  test.for(wrong)('with %s are refused', ([, text, message]) => {
    const problem = problemOf(() => parseDevice(text, 'my.json'));
    expect(problem.details.message).toContain(message);
    expect(problem.details.file).toBe('my.json');
  });

  test('may number their qubits as they like', () => {
    const text =
      '{"name": "mine", "qubits": 3, "basis": ["cz"], "edges": [[1, 2], [2, 7, 0.01, 60]]}';
    const device = parseDevice(text, 'my.json');
    expect(device.labels).toEqual([1, 2, 7]);
    expect(device.edges).toEqual([
      { from: 0, to: 1 },
      { from: 1, to: 2, error: 0.01, duration: 60 },
    ]);
  });

  test('may say that all qubits touch', () => {
    const device = parseDevice(
      '{"name": "m", "qubits": 4, "basis": ["cz"], "coupling": "all"}',
      'm',
    );
    expect(device.edges).toHaveLength(6);
  });

  test('mark pairs out of order with an error of 1', () => {
    const text = '{"name": "m", "qubits": 3, "basis": ["cz"], "edges": [[0, 1], [1, 2, 1, 60]]}';
    expect(neighbours(parseDevice(text, 'm'))).toEqual([[1], [0], []]);
  });
});

describe('variants', () => {
  test('a machine with fractional gates has rx, and rzz of angles up to pi/2', async () => {
    const fez = withFractionalGates((await libraryDevice('fez'))!);
    expect(fez.basis).toEqual(['cz', 'id', 'rz', 'sx', 'x', 'rx', 'rzz']);
    expect(fez.rzzAngles).toBe('quadrant');
    const nighthawk = (await libraryDevice('nighthawk'))!;
    expect(() => withFractionalGates(nighthawk)).toThrow('`nighthawk` has no fractional gates');
  });

  test('a made-up target may have any gates, a machine has its own', async () => {
    expect(withBasis(generatedDevice('full:3')!, ['rz', 'rx', 'rzz']).basis).toContain('rzz');
    const fez = (await libraryDevice('fez'))!;
    expect(() => withBasis(fez, ['rzz'])).toThrow('`--basis` cannot change a machine');
  });
});

describeShared('the library', () => {
  test.for(LIBRARY_NAMES)('%s agrees with the published snapshot', async (name) => {
    const stored = await libraryDevice(name);
    const original = parseDevice(readFileSync(sharedPath('devices', `${name}.json`), 'utf8'), name);
    expect(stored!.qubits).toBe(original.qubits);
    expect(stored!.directed).toBe(original.directed);
    expect(stored!.fractional).toBe(original.fractional);
    expect(stored!.labels).toEqual(original.labels);
    expect(pairsOf(stored!)).toEqual(pairsOf(original));
    expect(reachable(original)).toBeGreaterThan(0.95 * original.qubits);
  });
});

function pairsOf({ edges }: Device): string[] {
  return edges.map(({ from, to }) => `${from}-${to}`).sort();
}

function reachable(device: Device): number {
  const near = neighbours(device);
  const counts = near.map((_, start) => {
    const seen = new Set([start]);
    for (const qubit of seen) near[qubit]!.forEach((next) => seen.add(next));
    return seen.size;
  });
  return Math.max(...counts);
}

/** Over all edges, the length of the shortest way around that does not use the edge, and the edge. */
function shortestCycle(near: readonly (readonly number[])[]): number {
  const around = near.flatMap((list, from) =>
    list.map((to) => {
      const distance = new Map([[from, 0]]);
      for (const [qubit, steps] of distance) {
        for (const next of near[qubit]!) {
          const isEdge = qubit === from && next === to;
          if (!isEdge && !distance.has(next)) distance.set(next, steps + 1);
        }
      }
      return (distance.get(to) ?? Infinity) + 1;
    }),
  );
  return Math.min(...around);
}

function problemOf(action: () => unknown): UserProblem {
  try {
    action();
  } catch (error) {
    if (error instanceof UserProblem) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}
