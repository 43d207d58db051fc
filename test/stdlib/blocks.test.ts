import { describe, expect, test } from 'vitest';
import type { State } from '../support/statevector.ts';
import { distance, each, encoded, euler, hand, upTo, weightAt, type Hand } from './support.ts';

/** What a block makes of the basis state whose bits are those of `input`, a the first of them. */
function column(block: string, input: number): State {
  const flips = [input >> 1, input & 1].map((bit) => bit * Math.PI);
  // A rotation by pi gives the flipped qubit a phase of -i.
  return encoded(flips, 'q', `encode x into q with rx\n  evolve q[0], q[1] with ${block}`).state;
}

/** Entries [output][input] of a block's matrix, a the higher digit, the phases of the flips taken out. */
function matrix(block: string): (readonly [number, number])[][] {
  const columns = upTo(4).map((input) => {
    const { real, imaginary } = column(block, input);
    const quarter = upTo(2).filter((bit) => (input >> bit) & 1).length;
    return upTo(4).map((output): readonly [number, number] => {
      const at = ((output & 1) << 1) | (output >> 1);
      let entry = [real[at]!, imaginary[at]!] as const;
      for (let turn = 0; turn < quarter; turn++) entry = [-entry[1], entry[0]];
      return entry;
    });
  });
  return upTo(4).map((output) => columns.map((one) => one[output]!));
}

function expectMatrix(block: string, wanted: readonly (readonly (readonly number[])[])[]): void {
  matrix(block).forEach((row, output) =>
    row.forEach(([re, im], input) => {
      expect(re).toBeCloseTo(wanted[output]![input]![0]!, 12);
      expect(im).toBeCloseTo(wanted[output]![input]![1]!, 12);
    }),
  );
}

const x2 = [0.4, -1.1];
const behind = (block: string): { readonly state: State } =>
  encoded(x2, 'q', `encode x into q with tilted\n  evolve q[0], q[1] with ${block}`);
const start = (): Hand => each(hand(2), x2, (so, x, k) => so.gate('h', k).gate('ry', k, x));
const w = upTo(15).map(weightAt);

describe('a block', () => {
  test('su4: four Euler turns around three CX and three rotations between them', () => {
    let so = euler(euler(start(), 0, w.slice(0, 3)), 1, w.slice(3, 6)).controlled('x', 1, 0);
    so = so.gate('rz', 0, w[6]).gate('ry', 1, w[7]).controlled('x', 0, 1).gate('ry', 1, w[8]);
    so = euler(euler(so.controlled('x', 1, 0), 0, w.slice(9, 12)), 1, w.slice(12, 15));
    expect(distance(behind('su4').state, so.state)).toBeLessThan(1e-12);
  });

  test('so4 is real, and keeps the area: a rotation of four dimensions', () => {
    const entries = matrix('so4');
    const phase = Math.atan2(entries[0]![0]![1], entries[0]![0]![0]);
    const real = entries.map((row) =>
      row.map(([re, im]) => {
        const turned = [
          re * Math.cos(phase) + im * Math.sin(phase),
          im * Math.cos(phase) - re * Math.sin(phase),
        ] as const;
        expect(turned[1]).toBeCloseTo(0, 12);
        return turned[0];
      }),
    );
    expect(determinant(real)).toBeCloseTo(1, 12);
  });

  test('turn_block', () => {
    const so = start().gate('ry', 0, w[0]).gate('ry', 1, w[1]).controlled('x', 0, 1);
    expect(distance(behind('turn_block').state, so.state)).toBeLessThan(1e-12);
  });

  test('exchange moves one excitation and leaves none and two alone', () => {
    const [c, s] = [Math.cos(w[0]! / 2), Math.sin(w[0]! / 2)];
    expectMatrix('exchange', [
      [
        [1, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      [
        [0, 0],
        [c, 0],
        [0, -s],
        [0, 0],
      ],
      [
        [0, 0],
        [0, -s],
        [c, 0],
        [0, 0],
      ],
      [
        [0, 0],
        [0, 0],
        [0, 0],
        [1, 0],
      ],
    ]);
  });

  test('canonical is diagonal in the Bell basis', () => {
    // Of XX, YY and ZZ: (|00> + |11>) has 1, -1, 1.
    const entries = matrix('canonical');
    const angle = -(w[0]! - w[1]! + w[2]!) / 2;
    for (const output of [0, 3]) {
      expect(entries[output]![0]![0] + entries[output]![3]![0]).toBeCloseTo(Math.cos(angle), 12);
      expect(entries[output]![0]![1] + entries[output]![3]![1]).toBeCloseTo(Math.sin(angle), 12);
    }
  });

  test('pool_into: a Z rotation when the first is 1, an X rotation when it is 0', () => {
    const so = start()
      .controlled('rz', 0, 1, w[0])
      .gate('x', 0)
      .controlled('rx', 0, 1, w[1])
      .gate('x', 0);
    expect(distance(behind('pool_into').state, so.state)).toBeLessThan(1e-12);
  });

  test('rot: Z, Y, Z', () => {
    const { state } = encoded(
      [0.4, -1.1, 0.7],
      'q[1]',
      'evolve q with h\n  encode x into q with rot',
    );
    expect(distance(state, euler(hand(1).gate('h', 0), 0, [0.4, -1.1, 0.7]).state)).toBeLessThan(
      1e-12,
    );
  });
});

function determinant(rows: readonly (readonly number[])[]): number {
  if (rows.length === 1) return rows[0]![0]!;
  return rows[0]!.reduce((sum, entry, column) => {
    const minor = rows.slice(1).map((row) => row.filter((_, at) => at !== column));
    return sum + (column % 2 === 0 ? 1 : -1) * entry * determinant(minor);
  }, 0);
}
