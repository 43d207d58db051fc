import { describe, expect, test } from 'vitest';
import { serviceWith } from './support.ts';

const MODEL = `circuit turned on q[n] {
  param w: angle[n]
  ry(w) q
  for (a, b) in chain(q) {
    cx a, b
  }
}

model Two {
  modality x: real[2]
  label y: class(2)
  register q
  encode x into q with angle
  evolve q with turned
  readout z = expect(Z(q)) |> linear
  objective classify(z, y)
}
`;

describe('the picture of a circuit', () => {
  const service = serviceWith({ 'two.qmm': MODEL });
  const picture = service.circuitAt('two.qmm', MODEL.indexOf('register'));
  const textOf = ({ start, end }: { start: number; end: number }): string =>
    MODEL.slice(start, end);

  test('has an element for each gate, which leads to its place and to the sentence that asks for it', () => {
    expect(picture?.name).toBe('Two');
    const drawn = [...(picture?.svg.matchAll(/data-part="(\d+)"/g) ?? [])].map(([, id]) => id);
    expect(drawn).toEqual(picture?.parts.map(({ id }) => id));
    const texts = picture?.parts.map(({ places }) => places.map(textOf));
    expect(texts).toContainEqual(['cx a, b', 'evolve q with turned']);
    expect(texts).toContainEqual(['encode x into q with angle']);
  });

  test('is the same from within a circuit that the model uses', () => {
    expect(service.circuitAt('two.qmm', MODEL.indexOf('cx a'))?.svg).toBe(picture?.svg);
  });

  test('is wrapped to the width there is, and has every gate where that is wanted', () => {
    const deep = MODEL.replace(
      'evolve q with turned',
      'evolve q with strongly_entangling(layers: 6)',
    );
    const deepened = serviceWith({ 'deep.qmm': deep });
    const drawn = (width: number) =>
      deepened.circuitAt('deep.qmm', 0, { width, level: 'lowered' })!;
    const pixels = (svg: string): number => Number(/width="(\d+)"/.exec(svg)![1]);
    expect(pixels(drawn(200).svg)).toBeGreaterThan(400);
    expect(pixels(drawn(50).svg)).toBeLessThan(400);
    expect(drawn(50).parts).toEqual(drawn(200).parts);
    expect(drawn(50).parts.length).toBeGreaterThan(deepened.circuitAt('deep.qmm', 0)!.parts.length);
  });

  test('is not there for a text that does not compile', () => {
    const broken = serviceWith({
      'two.qmm': MODEL.replace('turned\n  readout', 'turnt\n  readout'),
    });
    expect(broken.circuitAt('two.qmm', 0)).toBeUndefined();
  });
});
