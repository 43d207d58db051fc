import { expect, test } from 'vitest';
import { compileText, programOf } from '../support/compile.ts';

const model = (body: string): string => `
model Painter {
  label point: real[2]
${body}
  objective regress(forged, point)
}
`;

const codes = (body: string): string[] =>
  compileText(model(body))
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

const twoDraws = `
  register a, b
  encode draw(2, low: 0, high: pi) into a with angle
  encode draw(2, low: 0, high: pi) into b with angle
  fuse a, b with paired(layers: 1)
  readout forged = expect(Z(a))
`;

test('each draw has a stream of its own, whatever its form', () => {
  const draws = programOf(model(twoDraws)).nodes.flatMap(({ operation, rate, shape }) =>
    operation.kind === 'draw' ? [{ ...operation, rate, shape }] : [],
  );
  expect(draws).toHaveLength(2);
  expect(new Set(draws.map(({ stream }) => stream)).size).toBe(2);
  expect(draws[0]).toMatchObject({ low: 0, high: Math.PI, rate: 'sample', shape: [2] });
});

test('a draw that is used twice is drawn once', () => {
  const body = `
  let chance = draw(2, low: -1, high: 1)
  readout forged = chance * chance + (chance |> linear(2))
`;
  const { nodes } = programOf(model(body));
  expect(nodes.filter(({ operation }) => operation.kind === 'draw')).toHaveLength(1);
});

test('a draw is a source: two can be fused, one can not', () => {
  expect(codes(twoDraws)).toEqual([]);
  const alone = twoDraws.replace(
    / {2}encode draw.* into b .*\n/,
    '  encode pi * ones(2) into b with angle\n',
  );
  expect(codes(alone)).toEqual(['fuse-needs-sources']);
});

test('a statistic of chance is taken after training, so no objective may stand on it', () => {
  expect(codes('  readout forged = draw(2, low: 0, high: 1) |> standardise |> linear(2)')).toEqual([
    'fit-after-train',
  ]);
});
