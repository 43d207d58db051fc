import { describe, expect, test } from 'vitest';
import type { Circuit, Measurement } from '../../runtime/program/circuit.ts';
import { describePlan, planCircuit, planSummary } from '../../runtime/simulate/index.ts';
import { workloadW } from '../../bench/workload.ts';
import { affine, circuitOf, gate, z } from './random-circuit.ts';

/** Of one state; see subsystems.test.ts for others. */
const plan = (circuit: Circuit, sampled: readonly boolean[] = circuit.leaves.map(() => false)) =>
  planCircuit(circuit, { sampled, subsystems: 'joined' });

/** A plan as lines: its summary, its steps, and all operations of a sample. */
const lines = (...parameters: Parameters<typeof plan>): readonly string[] => {
  const description = describePlan(plan(...parameters), {
    samples: 1,
    precision: 'f32',
    differentiate: true,
  });
  const { forward, backward } = description.total;
  return [
    planSummary(description),
    ...description.steps.map(({ text }) => text),
    `${forward} forward, ${backward} backward`,
  ];
};

describe('the planner', () => {
  test('takes cosines out of rotations into the diagonal before them, or into the start', () => {
    const shape = {
      leaves: 2,
      angles: [affine(0, [[0, 1]]), affine(0, [[1, 1]]), affine(Math.PI)],
    };
    const layers = plan(
      circuitOf(2, {
        ...shape,
        gates: [
          gate('h', [0]),
          gate('h', [1]),
          gate('x', [1], { controls: [0] }),
          gate('ry', [0], { angles: [0] }),
          gate('rz', [0], { angles: [1] }),
          gate('ry', [0], { angles: [0] }),
        ],
      }),
    );
    const [outOfStart, outOfDiagonal] = [layers.startScale, layers.diagonals[0]!.scale];
    expect(outOfStart).toHaveLength(1);
    expect(outOfDiagonal).toEqual(outOfStart);

    // Not those that turn each sample otherwise, nor what is known to be near a half turn, nor a part of the state.
    const others = plan(
      circuitOf(2, {
        ...shape,
        gates: [
          gate('h', [0]),
          gate('h', [1]),
          gate('t', [0]),
          gate('x', [1], { controls: [0] }),
          gate('ry', [0], { angles: [1] }),
          gate('ry', [1], { angles: [2] }),
          gate('ry', [0], { angles: [0], controls: [1] }),
        ],
      }),
      [false, true],
    );
    const rotations = others.passes.filter((pass) => pass.kind === 'rotation');
    expect(rotations.map(({ cosines }) => cosines)).toEqual(['within', 'within']);
    expect(others.diagonals.map(({ scale }) => scale)).toEqual([[]]);
    expect(others.startScale).toEqual([]);
  });

  test('turns workload W into a product state and one table and three rotation passes a layer', () => {
    const { circuit, sampled } = workloadW(8, 2);
    expect(lines(circuit, sampled)).toEqual([
      '256 amplitudes of 8 bits; 56 gates, 0 of them by relabelling, 16 left out; 8 angles for all samples and 8 a sample; 1 table',
      'product state of 8 bits',
      'table 1 of 16 phases, then fast rotation of 0, 1',
      'fast rotation of 2, 3, 4',
      'fast rotation of 5, 6, 7',
      'Z expectations of 0, 1, 2, 3, 4, 5, 6, 7',
      '12032 forward, 22272 backward',
    ]);
  });

  test('reads all Pauli words by a sweep a flip, and whole states with nothing left out', () => {
    const gates = [
      gate('h', [0]),
      gate('x', [1], { controls: [0] }),
      gate('ry', [2], { angles: [0] }),
      gate('z', [0], { controls: [2] }),
    ];
    const planned = (measurement: Measurement): readonly string[] =>
      lines(circuitOf(3, { angles: [affine(0.3)], gates, measurements: [measurement] }));
    expect(planned({ kind: 'paulis', qubits: [1, 0] })).toEqual([
      '4 amplitudes of 2 bits; 4 gates, 1 of them by relabelling, 0 left out; 2 angles for all samples and 0 a sample; 1 table',
      'product state of 2 bits',
      'table 1 of 2 phases',
      'all Pauli strings over 0, 2 flips',
      '68 forward, 148 backward',
    ]);
    expect(planned({ kind: 'amplitudes', qubits: [0, 1, 2] })).toEqual([
      '4 amplitudes of 2 bits; 4 gates, 1 of them by relabelling, 0 left out; 2 angles for all samples and 0 a sample; 1 table',
      'product state of 2 bits',
      'table 1 of 3 phases',
      'all 4 amplitudes',
      '32 forward, 88 backward',
    ]);
  });

  test('moves no amplitude for CX, SWAP and X', () => {
    const shuffled = plan(
      circuitOf(3, {
        angles: [affine(0.3)],
        gates: [
          gate('ry', [0], { angles: [0] }),
          gate('x', [1], { controls: [0] }),
          gate('swap', [1, 2]),
          gate('x', [0]),
        ],
      }),
    );
    expect(shuffled.passes).toEqual([]);
    // A chain of CX from one rotated qubit spans two amplitudes, not eight.
    expect(shuffled.bits).toBe(1);
  });

  test('adds the angles of rotations about one axis, and drops those that cancel', () => {
    const gates = [
      gate('ry', [0], { angles: [0] }),
      gate('ry', [1], { angles: [0] }),
      gate('ry', [0], { angles: [1] }),
      gate('ry', [1], { angles: [2] }),
    ];
    const merged = plan(
      circuitOf(2, {
        leaves: 1,
        angles: [affine(0, [[0, 1]]), affine(0.5), affine(0, [[0, -1]])],
        gates,
      }),
    );
    expect(merged.start).toEqual([{ kind: 'rotation', slot: 0, gates: [gates[0], gates[2]] }]);
    expect(merged.slots.map(({ angle }) => angle)).toEqual([
      { constant: 0.5, terms: [{ leaf: 0, coefficient: 1 }] },
    ]);
  });

  test('leaves out what is outside the light cone of the readouts', () => {
    const gates = [0, 1, 2].flatMap((q) => [
      gate('ry', [q], { angles: [0] }),
      gate('rz', [q], { angles: [0] }),
    ]);
    const small = plan(circuitOf(3, { angles: [affine(1)], gates, measurements: [z(1)] }));
    expect(small.bits).toBe(1);
    const used = new Set(
      small.start.flatMap((block) => (block.kind === 'rotation' ? block.gates : [])),
    );
    expect([used.size, small.passes]).toEqual([1, []]);
  });

  test('gives a controlled rotation one pass over the amplitudes that it changes', () => {
    const turn = gate('ry', [2], { angles: [0], controls: [0, 1] });
    const controlled = plan(
      circuitOf(3, {
        leaves: 1,
        angles: [affine(0, [[0, 1]]), affine(1)],
        gates: [gate('ry', [0], { angles: [1] }), gate('ry', [1], { angles: [1] }), turn],
      }),
    );
    expect(controlled.passes).toEqual([
      {
        kind: 'rotation',
        rotations: [{ flip: 4, parity: 4, slot: 1, gates: [turn] }],
        conditions: [
          { mask: 1, value: 1 },
          { mask: 2, value: 1 },
        ],
        diagonal: null,
        cosines: 'within',
        stage: 1,
      },
    ]);
  });

  test('gives phases per sample passes of their own, and shared ones a table', () => {
    const gates = [
      gate('h', [0]),
      gate('h', [1]),
      gate('rz', [0], { angles: [0] }),
      gate('rzz', [0, 1], { angles: [1] }),
      gate('ry', [0], { angles: [1] }),
      gate('ry', [1], { angles: [1] }),
    ];
    const mixed = plan(
      circuitOf(2, { leaves: 2, angles: [affine(0, [[0, 1]]), affine(0, [[1, 1]])], gates }),
      [true, false],
    );
    expect(mixed.passes.map((pass) => pass.kind)).toEqual(['phase', 'rotation']);
    expect(mixed.diagonals).toHaveLength(1);
  });

  test('keeps layers as few whatever the order in which their gates are written', () => {
    const perQubit = [0, 1, 2, 3].flatMap((q) => [
      gate('rz', [q], { angles: [0] }),
      gate('ry', [q], { angles: [1] }),
      gate('rz', [q], { angles: [0] }),
    ]);
    const ring = [0, 1, 2, 3].map((q) => gate('x', [(q + 1) % 4], { controls: [q] }));
    const layers = plan(
      circuitOf(4, {
        leaves: 2,
        angles: [affine(0, [[0, 1]]), affine(0, [[1, 1]])],
        gates: [...perQubit, ...ring, ...perQubit, ...ring],
      }),
    );
    expect(layers.start).toHaveLength(4);
    expect(layers.diagonals).toHaveLength(1);
    expect(layers.passes).toHaveLength(2);
  });

  test('takes RX and RXX for real rotations, with quarter turns in the diagonals around them', () => {
    const gates = [
      ...[0, 1, 2].map((q) => gate('rx', [q], { angles: [0] })),
      ...[0, 1, 2].map((q) => gate('rz', [q], { angles: [1] })),
      gate('rxx', [0, 1], { angles: [0] }),
      gate('rxx', [1, 2], { angles: [1] }),
    ];
    const pair = plan(
      circuitOf(3, { leaves: 2, angles: [affine(0, [[0, 1]]), affine(0, [[1, 1]])], gates }),
    );
    expect(pair.start).toHaveLength(3);
    expect(pair.passes).toHaveLength(1);
    expect(pair.diagonals).toHaveLength(1);
  });

  test('moves changes of basis to where they cost nothing', () => {
    // exp(-i a/2 X Y), as programs for machines say it.
    const gadget = plan(
      circuitOf(2, {
        leaves: 2,
        angles: [
          affine(0, [[0, 1]]),
          affine(0, [[1, 1]]),
          affine(Math.PI / 2),
          affine(-Math.PI / 2),
        ],
        gates: [
          gate('ry', [0], { angles: [1] }),
          gate('ry', [1], { angles: [1] }),
          gate('rz', [0], { angles: [1] }),
          gate('rz', [1], { angles: [1] }),
          gate('h', [0]),
          gate('rx', [1], { angles: [2] }),
          gate('x', [1], { controls: [0] }),
          gate('rz', [1], { angles: [0] }),
          gate('x', [1], { controls: [0] }),
          gate('h', [0]),
          gate('rx', [1], { angles: [3] }),
        ],
      }),
    );
    const turned = gadget.passes.map((pass) =>
      pass.kind === 'rotation' ? pass.rotations.length : 0,
    );
    expect(turned).toEqual([1]);
  });

  test('does phases per sample on single qubits and on pairs in one pass', () => {
    const qubits = [0, 1, 2];
    const pairs = [
      [0, 1],
      [1, 2],
      [0, 2],
    ];
    const gates = [
      ...qubits.map((q) => gate('h', [q])),
      ...qubits.map((q) => gate('rz', [q], { angles: [q] })),
      ...pairs.map((pair, i) => gate('rzz', pair, { angles: [3 + i] })),
      ...qubits.map((q) => gate('ry', [q], { angles: [6] })),
    ];
    const angles = Array.from({ length: 7 }, (_, leaf) => affine(0, [[leaf, 1]]));
    const sampled = angles.map((_, leaf) => leaf < 6);
    const { passes } = plan(circuitOf(3, { leaves: 7, angles, gates }), sampled);
    const [phases, ...others] = passes;
    expect(phases).toMatchObject({
      kind: 'phase',
      factors: [{}, {}, {}],
      sums: [[], [{}], [{}, {}]],
    });
    expect(others.map(({ kind }) => kind)).toEqual(['rotation']);
  });

  test('turns half of the state where XX and YY turn by one angle, and each half by its own where not', () => {
    const turned = (second: number) =>
      plan(
        circuitOf(2, {
          leaves: 2,
          angles: [affine(0, [[0, 1]]), affine(0, [[1, 1]])],
          gates: [
            ...[0, 1].flatMap((q) => [gate('ry', [q], { angles: [1] }), gate('t', [q])]),
            gate('rxx', [0, 1], { angles: [0] }),
            gate('ryy', [0, 1], { angles: [second] }),
          ],
        }),
      ).passes.flatMap((pass) => (pass.kind === 'rotation' ? [pass.conditions.length] : []));
    expect(turned(0)).toEqual([1]);
    expect(turned(1)).toEqual([1, 1]);
  });
});
