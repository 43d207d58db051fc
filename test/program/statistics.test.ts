import { expect, test } from 'vitest';
import type { Circuit, Gate, GateName } from '../../runtime/program/circuit.ts';
import { circuitStatistics } from '../../runtime/program/statistics.ts';

test('counts gates by name, and the longest chain of them', () => {
  const statistics = circuitStatistics(
    circuit(3, [
      gate('h', [0]),
      gate('x', [1], [0]), // waits for h
      gate('rz', [2]),
      gate('x', [2], [0, 1]), // waits for both
      gate('swap', [0, 1]),
    ]),
  );
  expect(statistics).toEqual({
    qubits: 3,
    gates: { h: 1, cx: 1, rz: 1, ccx: 1, swap: 1 },
    twoQubit: 2,
    depth: 4,
    twoQubitDepth: 3,
    oneQubit: 1,
  });
});

test('a barrier holds gates back and is none, a global phase is none', () => {
  const gates = [gate('x', [0]), gate('barrier', [0, 1]), gate('x', [1]), gate('phase', [])];
  expect(circuitStatistics(circuit(2, gates))).toMatchObject({ gates: { x: 2 }, depth: 2 });
  expect(circuitStatistics(circuit(2, [gate('x', [0]), gate('x', [1])]))).toMatchObject({
    depth: 1,
  });
});

test('an empty circuit has nothing', () => {
  expect(circuitStatistics(circuit(2, []))).toMatchObject({ qubits: 2, gates: {}, depth: 0 });
});

function circuit(qubits: number, gates: readonly Gate[]): Circuit {
  const named = Array.from({ length: qubits }, (_, index) => ({ register: 'q', index }));
  return { qubits: named, leaves: [], angles: [], gates, measurements: [] };
}

function gate(name: GateName, qubits: readonly number[], controls: readonly number[] = []): Gate {
  return { name, qubits, controls, angles: [], when: [], origin: 0 };
}
