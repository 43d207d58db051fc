import { describe, expect, test } from 'vitest';
import {
  generatedDevice,
  LIBRARY_NAMES,
  libraryDevice,
  parseDevice,
  type Device,
} from '../../compiler/targets/index.ts';
import { regionOf } from '../../compiler/targets/region.ts';

const line = (errors: readonly number[]): Device =>
  parseDevice(
    JSON.stringify({
      name: 'line',
      qubits: errors.length + 1,
      basis: ['cz', 'rz', 'sx', 'x'],
      edges: errors.map((error, qubit) => [qubit, qubit + 1, error]),
    }),
    'line.json',
  );

describe('a region of a device', () => {
  test.each(LIBRARY_NAMES)('of %s hangs together along edges that the device has', async (name) => {
    const device = (await libraryDevice(name))!;
    for (const size of [1, 2, 5, 9, 16]) {
      const { qubits, edges } = regionOf(device, size)!;
      expect(new Set(qubits).size).toBe(size);
      const touch = ([a, b]: readonly [number, number]): boolean =>
        device.edges.some(
          ({ from, to }) =>
            (from === qubits[a] && to === qubits[b]) || (from === qubits[b] && to === qubits[a]),
        );
      expect(edges.every(touch)).toBe(true);
      const reached = new Set([0]);
      for (const at of reached) {
        for (const [a, b] of edges) {
          if (a === at) reached.add(b);
          if (b === at) reached.add(a);
        }
      }
      expect(reached.size).toBe(size);
      expect(regionOf(device, size)).toEqual({ qubits, edges });
    }
  });

  test('lies where the gates fail least, and its qubits follow the path, its edges in layers', () => {
    const device = line([0.05, 0.04, 0.001, 0.002, 0.003, 0.06, 0.001]);
    expect(regionOf(device, 4)).toEqual({
      qubits: [2, 3, 4, 5],
      edges: [
        [0, 1],
        [2, 3],
        [1, 2],
      ],
    });
  });

  test('keeps away from a pair that is out of order', () => {
    expect(regionOf(line([0.01, 1, 0.02, 0.02]), 3)?.qubits).toEqual([2, 3, 4]);
    expect(regionOf(line([0.01, 1, 0.02, 0.02]), 4)).toBeUndefined();
  });

  test('of a device whose errors are not known begins with its first qubit', () => {
    expect(regionOf(generatedDevice('grid:2x3')!, 4)).toEqual({
      qubits: [0, 1, 2, 3],
      edges: [
        [0, 1],
        [0, 3],
        [1, 2],
      ],
    });
  });
});
