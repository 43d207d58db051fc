import { describe, expect, test } from 'vitest';
import { distance, each, encoded, hand, upTo, type Hand } from './support.ts';

const x3 = [0.31, -0.84, 0.57];

function close(compiled: { readonly state: Hand['state'] }, written: Hand): void {
  expect(distance(compiled.state, written.state)).toBeLessThan(1e-12);
}

const hadamards = (so: Hand, qubits: number): Hand =>
  each(so, upTo(qubits), (now, k) => now.gate('h', k));
describe('trainable encoders', () => {
  test('qaoa: features, couplings around the ring, fields, features', () => {
    const compiled = encoded(x3, 'q', 'encode x into q with qaoa(layers: 2)');
    const coupling = compiled.weights('coupling');
    const field = compiled.weights('field');
    const features = (so: Hand): Hand => each(so, x3, (now, x, k) => now.gate('rx', k, x));
    const layered = each(hand(3), upTo(2), (so, layer) =>
      each(
        each(features(so), upTo(3), (now, k) =>
          now.two('rzz', k, (k + 1) % 3, coupling[3 * layer + k]),
        ),
        upTo(3),
        (now, k) => now.gate('ry', k, field[3 * layer + k]),
      ),
    );
    close(compiled, features(layered));
  });

  test('reupload: scaled and shifted features in all three angles, five of them on two qubits', () => {
    const x = [0.3, -0.8, 0.5, 0.1, 1.3];
    const compiled = encoded(x, 'q[2]', 'encode x into q with reupload(layers: 2)');
    const [gain, shift] = [compiled.weights('gain'), compiled.weights('shift')];
    const turn = (layer: number, i: number): number =>
      (i < 5 ? gain[5 * layer + i]! * x[i]! : 0) + shift[6 * layer + i]!;
    close(
      compiled,
      each(hand(2), upTo(2), (so, layer) =>
        each(so, upTo(2), (now, k) =>
          now
            .gate('rz', k, turn(layer, k))
            .gate('ry', k, turn(layer, 2 + k))
            .gate('rz', k, turn(layer, 4 + k)),
        ).controlled('z', 0, 1),
      ),
    );
  });

  test('hubregtsen: features dealt out over four qubits, then turns and a ring of CRZ', () => {
    const compiled = encoded([0.3, -0.8, 0.5], 'q[4]', 'encode x into q with hubregtsen');
    const [turn, bond] = [compiled.weights('turn'), compiled.weights('bond')];
    close(
      compiled,
      each(
        each(hadamards(hand(4), 4), [0.3, -0.8, 0.5, 0.3], (so, x, k) =>
          so.gate('rz', k, x).gate('ry', k, turn[k]),
        ),
        upTo(4),
        (so, k) => so.controlled('rz', k, (k + 1) % 4, bond[k]),
      ),
    );
  });

  test('joint: both views before each further layer, three layers for degree 2', () => {
    const compiled = encoded(
      [0.3, -0.8, 0.5],
      'a[2], b[1]',
      'encode x[0..2], x[2..3] into a, b with joint(degree: 2)',
    );
    const names = compiled.program.parameters.map(({ path }) => path.split('/').slice(2).join('/'));
    expect(names).toEqual(['joint/strongly_entangling/w', 'joint/strongly_entangling#2/w']);
    const first = compiled.weights('strongly_entangling/w');
    const later = compiled.weights('strongly_entangling#2/w');
    const layer = (so: Hand, w: readonly number[]): Hand => {
      const turned = each(so, upTo(3), (now, k) =>
        now
          .gate('rz', k, w[3 * k])
          .gate('ry', k, w[3 * k + 1])
          .gate('rz', k, w[3 * k + 2]),
      );
      return each(turned, upTo(3), (now, k) => now.controlled('x', k, (k + 1) % 3));
    };
    const views = (so: Hand): Hand =>
      each(so, [0.3, -0.8, 0.5], (now, x, k) => now.gate('rx', k, x));
    close(
      compiled,
      layer(views(layer(views(layer(hand(3), first)), later.slice(0, 9))), later.slice(9)),
    );
  });
});
