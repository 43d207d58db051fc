import { type Builder, buildCircuit } from './builder.ts';
import type { Family } from './family.ts';

/** RY of a feature on each qubit, layers with weights, Z of every qubit. */
function layered(
  name: string,
  layer: (builder: Builder, index: number) => void,
  best: Family['best'],
): Family {
  return {
    name,
    best,
    build: (qubits, layers) => {
      const builder = buildCircuit(qubits);
      for (const q of builder.wires) builder.turn('ry', [q], 'sampled');
      for (let index = 0; index < layers; index++) layer(builder, index);
      return builder.workload();
    },
  };
}

/** Each qubit and the one after it, the last and the first too. */
function ring({ wires }: Builder, range = 1): (readonly [number, number])[] {
  const count = wires.length;
  return wires.map((q) => [q, (q + range) % count] as const);
}

function neighbours({ wires }: Builder): (readonly [number, number])[] {
  return wires.slice(1).map((q) => [q - 1, q] as const);
}

/** Even pairs, then odd ones. */
function bricks(builder: Builder): (readonly [number, number])[] {
  const pairs = neighbours(builder);
  return [...pairs.filter(([a]) => a % 2 === 0), ...pairs.filter(([a]) => a % 2 === 1)];
}

function everyQubit(builder: Builder, ...names: readonly ('rx' | 'ry' | 'rz')[]): void {
  for (const name of names) for (const q of builder.wires) builder.turn(name, [q], 'shared');
}

function general({ turn }: Builder, qubit: number, controls: readonly number[] = []): void {
  for (const name of ['rz', 'ry', 'rz'] as const) turn(name, [qubit], 'shared', controls);
}

/** A real rotation a qubit and one diagonal: what a layer of any gates on one qubit and CX or CZ comes to. */
const rotationsAndDiagonal = (qubits: number): number => 4 * qubits + 6;

export const layeredFamilies: readonly Family[] = [
  layered(
    'RY RZ, CZ ring',
    (builder) => {
      everyQubit(builder, 'ry', 'rz');
      for (const [a, b] of ring(builder)) builder.put('z', [b], [a]);
    },
    rotationsAndDiagonal,
  ),
  layered(
    'U3, CNOT ring',
    (builder) => {
      for (const q of builder.wires) general(builder, q);
      for (const [a, b] of ring(builder)) builder.put('x', [b], [a]);
    },
    rotationsAndDiagonal,
  ),
  layered(
    'strongly entangling',
    (builder, index) => {
      for (const q of builder.wires) general(builder, q);
      const range = 1 + (index % Math.max(1, builder.wires.length - 1));
      for (const [a, b] of ring(builder, range)) builder.put('x', [b], [a]);
    },
    rotationsAndDiagonal,
  ),
  layered(
    'RX RZ, CNOT linear',
    (builder) => {
      everyQubit(builder, 'rx', 'rz');
      for (const [a, b] of neighbours(builder)) builder.put('x', [b], [a]);
    },
    rotationsAndDiagonal,
  ),
  layered(
    'RY, CNOT all pairs',
    (builder) => {
      everyQubit(builder, 'ry');
      for (const a of builder.wires) {
        for (const b of builder.wires.slice(a + 1)) builder.put('x', [b], [a]);
      }
    },
    (qubits) => 4 * qubits,
  ),
  layered(
    'RX RX, RZZ ring',
    (builder) => {
      everyQubit(builder, 'rx', 'rx');
      for (const pair of ring(builder)) builder.turn('rzz', pair, 'shared');
    },
    rotationsAndDiagonal,
  ),
  layered(
    'RXX RYY RZZ bricks',
    (builder) => {
      for (const pair of bricks(builder)) {
        for (const name of ['rxx', 'ryy', 'rzz'] as const) builder.turn(name, pair, 'shared');
      }
    },
    // XX and YY of a pair turn two halves of the state by two angles.
    (qubits) => 6 * (qubits - 1) + 2 * 6,
  ),
  layered(
    'Givens bricks',
    (builder) => {
      for (const pair of bricks(builder)) {
        builder.turnAgain('ryy', pair, builder.turn('rxx', pair, 'shared'));
      }
    },
    // Half of the amplitudes turn.
    (qubits) => 3 * (qubits - 1),
  ),
  layered(
    'RZ, RXX bricks',
    (builder) => {
      for (const [a, b] of bricks(builder)) {
        builder.turn('rz', [a], 'shared');
        builder.turn('rz', [b], 'shared');
        builder.turn('rxx', [a, b], 'shared');
      }
    },
    (qubits) => 4 * (qubits - 1) + 2 * 6,
  ),
  layered(
    'RX RZ, CRX ring',
    (builder) => {
      everyQubit(builder, 'rx', 'rz');
      for (const [a, b] of ring(builder)) builder.turn('rx', [b], 'shared', [a]);
    },
    (qubits) => 4 * qubits + 3 * qubits + 2 * 6,
  ),
  layered(
    'RX RZ, CRZ ring',
    (builder) => {
      everyQubit(builder, 'rx', 'rz');
      for (const [a, b] of ring(builder)) builder.turn('rz', [b], 'shared', [a]);
    },
    rotationsAndDiagonal,
  ),
  layered(
    'U3, CU3 ring',
    (builder) => {
      for (const q of builder.wires) general(builder, q);
      for (const [a, b] of ring(builder)) general(builder, b, [a]);
    },
    // Each controlled one stands between diagonals that no other can share.
    (qubits) => 4 * qubits + 6 + (3 + 6) * qubits,
  ),
  layered(
    'H, CZ, RX (Clifford and T)',
    ({ wires, put, turn }) => {
      for (const q of wires) put('h', [q]);
      for (const q of wires) put('t', [q]);
      for (const q of wires.slice(1)) put('z', [q], [q - 1]);
      for (const q of wires) turn('rx', [q], 'shared');
    },
    (qubits) => 4 * qubits + 6,
  ),
  layered(
    'RY, Toffoli chain',
    (builder) => {
      everyQubit(builder, 'ry');
      for (const q of builder.wires.slice(2)) builder.put('x', [q], [q - 2, q - 1]);
    },
    // X where both controls are 1: a quarter of the amplitudes change places.
    (qubits) => 4 * qubits,
  ),
  layered(
    'general two-qubit bricks',
    (builder) => {
      for (const [a, b] of bricks(builder)) {
        general(builder, a);
        general(builder, b);
        for (const name of ['rxx', 'ryy', 'rzz'] as const) builder.turn(name, [a, b], 'shared');
        general(builder, a);
        general(builder, b);
      }
    },
    // Of each pair four rotations, one of XX and YY together; three diagonals a layer of bricks.
    (qubits) => (4 * 4 + 6) * (qubits - 1) + 2 * 3 * 6,
  ),
];
