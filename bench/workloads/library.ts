import type { Workload } from '../workload.ts';
import { buildCircuit, type Builder } from './builder.ts';

/** Circuits that people take from a library, in the gates and the order in which Qiskit's has them. */
export const libraryCircuits: readonly {
  readonly name: string;
  readonly build: () => Workload;
}[] = [
  {
    name: 'zz_feature_map(8, reps 2) real_amplitudes(8, reps 3)',
    build: () => {
      const builder = buildCircuit(8);
      zzFeatureMap(builder, 2);
      realAmplitudes(builder, 3);
      return builder.workload();
    },
  },
  {
    name: 'zz_feature_map(20, reps 2)',
    build: () => {
      const builder = buildCircuit(20);
      zzFeatureMap(builder, 2);
      return builder.workload();
    },
  },
  {
    name: 'efficient_su2(100, reps 3, circular)',
    build: () => {
      const builder = buildCircuit(100);
      efficientSu2(builder, 3);
      return builder.workload();
    },
  },
];

/** A phase of each feature, and one of each pair, whose value is no product of two leaves but a leaf. */
function zzFeatureMap({ wires, put, turn }: Builder, reps: number): void {
  for (let rep = 0; rep < reps; rep++) {
    for (const q of wires) put('h', [q]);
    for (const q of wires) turn('p', [q], 'sampled');
    for (const a of wires) {
      for (const b of wires.slice(a + 1)) {
        put('x', [b], [a]);
        turn('p', [b], 'sampled');
        put('x', [b], [a]);
      }
    }
  }
}

/** Entangled from the last pair to the first. */
function realAmplitudes({ wires, put, turn }: Builder, reps: number): void {
  for (let rep = 0; rep <= reps; rep++) {
    if (rep > 0) for (const q of wires.slice(0, -1).toReversed()) put('x', [q + 1], [q]);
    for (const q of wires) turn('ry', [q], 'shared');
  }
}

/** Entangled in a circle, which begins with its last edge. */
function efficientSu2({ wires, put, turn }: Builder, reps: number): void {
  for (let rep = 0; rep <= reps; rep++) {
    if (rep > 0) for (const q of wires) put('x', [q], [(q + wires.length - 1) % wires.length]);
    for (const q of wires) turn('ry', [q], 'shared');
    for (const q of wires) turn('rz', [q], 'shared');
  }
}
