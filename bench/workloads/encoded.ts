import { type Builder, buildCircuit, pauliZ } from './builder.ts';
import type { Family } from './family.ts';

/** A layer with weights, to tell what the encoding gives apart. */
function mix({ wires, turn, put }: Builder): void {
  for (const q of wires) turn('ry', [q], 'shared');
  for (const q of wires) turn('rz', [q], 'shared');
  for (const q of wires.slice(1)) put('x', [q], [q - 1]);
}

/** The features come in again in every layer. */
function reuploading(name: string, gates: readonly ('rx' | 'ry' | 'rz')[]): Family {
  return {
    name,
    build: (qubits, layers) => {
      const builder = buildCircuit(qubits);
      for (let layer = 0; layer < layers; layer++) {
        for (const gate of gates) for (const q of builder.wires) builder.turn(gate, [q], 'sampled');
        mix(builder);
      }
      return builder.workload();
    },
    // Cosines stay in what is turned by a sample's own angles; phases of a sample take 6 and their products 6.
    best: (qubits) =>
      gates.reduce((sum, gate) => sum + (gate === 'rz' ? 12 : 6 * qubits), 6 + 4 * qubits),
  };
}

export const encodedFamilies: readonly Family[] = [
  {
    name: 'IQP (ZZ feature map)',
    build: (qubits, layers) => {
      const builder = buildCircuit(qubits);
      const { wires, put, turn } = builder;
      for (let layer = 0; layer < layers; layer++) {
        for (const q of wires) put('h', [q]);
        for (const q of wires) turn('rz', [q], 'sampled');
        for (const a of wires) {
          for (const b of wires.slice(a + 1)) turn('rzz', [a, b], 'sampled');
        }
      }
      mix(builder);
      return builder.workload();
    },
    // The rotations of H; the table of all phases by halves (see `PhasePass`), and its product with the state.
    best: (qubits) => 4 * qubits + 16 + 6,
  },
  reuploading('re-uploading RX', ['rx']),
  reuploading('re-uploading RY RZ', ['ry', 'rz']),
  {
    name: 'QAOA, all pairs',
    build: (qubits, layers) => {
      const builder = buildCircuit(qubits);
      const { wires, put, turn, turnAgain } = builder;
      for (const q of wires) put('h', [q]);
      for (let layer = 0; layer < layers; layer++) {
        let cost: number | undefined;
        for (const a of wires) {
          for (const b of wires.slice(a + 1)) {
            if (cost === undefined) cost = turn('rzz', [a, b], 'shared');
            else turnAgain('rzz', [a, b], cost, 1 + a / 8 + b);
          }
        }
        const mixer = turn('rx', [0], 'shared');
        for (const q of wires.slice(1)) turnAgain('rx', [q], mixer);
      }
      return builder.workload(wires.slice(1).map((q) => pauliZ(q - 1, q)));
    },
    best: (qubits) => 4 * qubits + 6,
  },
  {
    name: 'amplitudes, RY RZ CNOT',
    build: (qubits, layers) => {
      const builder = buildCircuit(qubits);
      builder.load(builder.wires);
      for (let layer = 0; layer < layers; layer++) mix(builder);
      return builder.workload();
    },
    best: (qubits) => 4 * qubits + 6,
  },
  {
    name: 'QCNN',
    // A layer halves the qubits, so a layer more is a layer of convolutions on all of them.
    build: (qubits, layers) => {
      const builder = buildCircuit(qubits);
      const { wires, turn } = builder;
      for (const q of wires) turn('ry', [q], 'sampled');
      const convolve = (left: readonly number[]): void => {
        for (const first of [0, 1]) {
          for (let i = first; i + 1 < left.length; i += 2) {
            const pair = [left[i]!, left[i + 1]!];
            for (const q of pair) turn('ry', [q], 'shared');
            for (const name of ['rzz', 'rxx'] as const) turn(name, pair, 'shared');
            for (const q of pair) turn('ry', [q], 'shared');
          }
        }
      };
      for (let layer = 0; layer < layers; layer++) convolve(wires);
      let left: readonly number[] = wires;
      while (left.length > 1) {
        convolve(left);
        for (let i = 1; i < left.length; i += 2) turn('rx', [left[i - 1]!], 'shared', [left[i]!]);
        left = left.filter((_, i) => i % 2 === 0);
      }
      return builder.workload([pauliZ(0)]);
    },
    // Neighbouring RY of two bricks add up.
    best: (qubits) => 4 * (2 * qubits + qubits - 1) + 4 * 6,
  },
  {
    name: 'swap test',
    // An ancilla and two halves, each with layers of its own.
    build: (qubits, layers) => {
      const builder = buildCircuit(qubits);
      const { wires, turn, put } = builder;
      const half = Math.floor((qubits - 1) / 2);
      const first = wires.slice(1, 1 + half);
      const second = wires.slice(1 + half, 1 + 2 * half);
      for (const q of [...first, ...second]) turn('ry', [q], 'sampled');
      for (let layer = 0; layer < layers; layer++) {
        for (const part of [first, second]) {
          for (const q of part) turn('ry', [q], 'shared');
          for (const q of part) turn('rz', [q], 'shared');
          for (const q of part.slice(1)) put('x', [q], [q - 1]);
        }
      }
      put('h', [0]);
      first.forEach((q, i) => {
        put('swap', [q, second[i]!], [0]);
      });
      put('h', [0]);
      return builder.workload([pauliZ(0)]);
    },
    // The ancilla is still |0> then.
    best: (qubits) => (4 * 2 * Math.floor((qubits - 1) / 2) + 6) / 2,
  },
];
