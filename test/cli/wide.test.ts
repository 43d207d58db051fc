import { expect, test } from 'vitest';
import { project } from './projects.ts';
import { qmm } from './support.ts';

/** Forty qubits, eight rows. The reading at the end of the chain depends on all of them. */
const model = `model Wide {
  modality row: real[40]
  label kind: class("a", "b")

  register q
  encode row |> scale(0, pi) into q with angle
  evolve q with real_amplitudes(layers: 1)

  readout logits = expect([Z(q[0]), Z(q[39])]) |> linear
  objective classify(logits, kind)
}

data rows = csv("wide.csv", row: 0..40, kind: "kind") {
  split: fractions(train: 0.75, test: 0.25)
}

train Wide on rows {
  epochs: 1
  batch: 3
}
`;

function table(): string {
  const columns = Array.from({ length: 40 }, (_, column) => `f${column}`);
  const rows = Array.from({ length: 8 }, (_, row) =>
    [...columns.map((_, column) => Math.sin(row * 7 + column).toFixed(3)), 'ab'[row % 2]].join(','),
  );
  return [[...columns, 'kind'].join(','), ...rows, ''].join('\n');
}

test(
  'a model of 40 qubits is estimated, trained and scored, and says how',
  { timeout: 120_000 },
  async () => {
    const cwd = project({ 'main.qmm': model, 'wide.csv': table() });
    const estimate = await qmm(['estimate', 'main.qmm'], { cwd });
    expect(estimate.out).toContain(
      'Wide: 40 qubits as a matrix product state, exact with bonds of 2 values',
    );
    const trained = await qmm(['train', 'main.qmm', '--json'], { cwd });
    expect(trained.json).toMatchObject({
      ok: true,
      epochs: 1,
      truncation: { bond: 64, reached: 2, loss: 0 },
    });
    const scored = await qmm(['eval', 'last'], { cwd });
    expect(scored.out).toContain(
      'simulated as matrix product states: exact, bonds have 2 of 64 values',
    );
  },
);
