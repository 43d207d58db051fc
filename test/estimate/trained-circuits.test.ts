import { expect, test } from 'vitest';
import { trainedCircuits } from '../../runtime/estimate/trained-circuits.ts';
import type { Run } from '../../runtime/program/index.ts';
import { programOf } from '../support/compile.ts';

const layer = `
function layer(x: real[2]): real[2] {
  register q[2]
  encode x into q with angle
  evolve q with strongly_entangling(layers: 1)
  return expect(Z(q))
}

function cell(state: real[2], x: real[2]): real[2] {
  return state + x |> layer
}
`;

function costOf(body: string, batch: number): (readonly [rows: number, times: number])[] {
  const program = programOf(`${layer}
model M {
  modality x: real[6, 2]
  label kind: class(2)
${body}
  objective classify(logits, kind)
}
`);
  const run: Run = { name: 'M', program, data: null, train: null };
  return trainedCircuits(run, batch).map(({ rows, times }) => [rows, times]);
}

test('a mapped circuit runs on all entries at once, as far as they fit', () => {
  const body = '  readout logits = x |> map(layer) |> flatten |> linear';
  expect(costOf(body, 10)).toEqual([[60, 1]]);
  expect(costOf(body, 2048)).toEqual([[4096, 3]]);
});

test('a folded circuit runs entry after entry', () => {
  expect(costOf('  readout logits = x |> fold(zeros(2), cell) |> linear', 10)).toEqual([[10, 6]]);
});

test('a circuit that only a readout needs is not trained', () => {
  const body = `
  register q[4]
  encode x[0] into q[0..2] with angle
  evolve q with strongly_entangling(layers: 1)
  readout logits = expect(Z(q)) |> linear
  readout mixed = entropy(q[0..2])
`;
  expect(costOf(body, 10)).toEqual([[10, 1]]);
});
