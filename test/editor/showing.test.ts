import { describe, expect, test } from 'vitest';
import { openAt, serviceWith, withEdits } from './support.ts';

const MODEL = `//! Two moons.
//! A small model.
use qmm 1
use layer from "layers.qmm"

model Moons(layers: int = 2) {
  modality point: real[2]
  label side: class(2)
  let turned = point |> scale(0, pi)
  register q
  encode turned into q with angle
  evolve q with strongly_entangling(layers: layers)
  readout guess = expect(Z(q)) |> linear
  objective classify(guess, side)
}

data moons = synthetic("moons", samples: 40, seed: 1)
target fez = device("fez")

train first = Moons on moons {
  epochs: 2
}

compare first
`;

const service = serviceWith({ 'layers.qmm': 'circuit layer on q[n] { h q }\n' });
service.set({ path: 'moons.qmm', version: 1, text: MODEL });
const everything = { start: 0, end: MODEL.length };

describe('inlay hints', () => {
  test('say what the text leaves out, where it could stand', () => {
    const hints = service.hintsIn('moons.qmm', everything);
    const edits = hints.map(({ offset, label: text }) => ({ start: offset, end: offset, text }));
    const said = withEdits(MODEL, edits);
    expect(said).toContain('let turned: real[2] = point');
    expect(said).toContain('register q[2]\n');
    expect(said).toContain('readout guess: real[2] = expect');
  });

  test('are those of the lines in sight', () => {
    const start = MODEL.indexOf('let turned');
    expect(
      service.hintsIn('moons.qmm', { start, end: start + 5 }).map(({ label }) => label),
    ).toEqual([': real[2]']);
  });
});

describe('code lenses', () => {
  test('offer what can be done with each run and model', () => {
    const shown = service
      .lensesOf('moons.qmm')
      .map(({ title, command, names, span }) => [
        MODEL.slice(span.start, span.end),
        title,
        command,
        ...names,
      ]);
    expect(shown).toEqual([
      ['model', 'Draw', 'qmm.draw', 'Moons'],
      ['model', 'Estimate', 'qmm.estimate', 'Moons'],
      ['model', 'Compile for fez', 'qmm.compile', 'Moons', 'fez'],
      ['train', 'Train', 'qmm.train', 'first'],
      ['train', 'Evaluate', 'qmm.evaluate', 'first'],
      ['compare', 'Compare', 'qmm.compare', 'first'],
    ]);
  });
});

describe('hover over a circuit in use', () => {
  const hover = service.hoverAt('moons.qmm', MODEL.indexOf('strongly_entangling'));

  test('tells what it costs', () => {
    expect(hover?.figures).toMatch(
      /^12 weights, \d+ gates \(4 on two qubits or more\), depth \d+, on 2 qubits$/,
    );
  });

  test('draws it', () => {
    expect(hover?.drawing).toContain('q[0] ─');
    expect(hover?.drawing).toContain('⊕');
  });
});

describe('semantic tokens', () => {
  const tokens = service
    .semanticTokensOf('moons.qmm')
    .map(({ span, type, modifiers }) => [
      MODEL.slice(span.start, span.end),
      [type, ...modifiers].join(' '),
    ]);

  test.each([
    ['Moons', 'class declaration'],
    ['point', 'property declaration'],
    ['real', 'type defaultLibrary'],
    ['pi', 'function defaultLibrary'],
    ['strongly_entangling', 'method defaultLibrary'],
    ['layers', 'parameter declaration'],
    ['fez', 'namespace declaration'],
  ])('know what %s is', (name, meaning) => {
    expect(tokens).toContainEqual([name, meaning]);
  });

  test('come in the order of the text and do not overlap, as the protocol demands', () => {
    const spans = service.semanticTokensOf('moons.qmm').map(({ span }) => span);
    spans
      .slice(1)
      .forEach((span, index) => expect(span.start).toBeGreaterThanOrEqual(spans[index]!.end));
  });
});

describe('folding', () => {
  test('closes bodies, comments and imports', () => {
    const folds = service.foldsOf('moons.qmm').map(({ kind, start, end }) => {
      const lines = MODEL.slice(start, end).split('\n');
      return `${kind}: ${lines[0]!.trim()} … ${lines.at(-1)!.trim()}`;
    });
    expect(folds).toEqual([
      'code: model Moons(layers: int = 2) { … }',
      'code: train first = Moons on moons { … }',
      'comment: //! Two moons. … //! A small model.',
      'imports: use qmm 1 … use layer from "layers.qmm"',
    ]);
  });
});

describe('growing selections', () => {
  test('go from a word by the parts of the text to the file', () => {
    const text = 'model M {\n  let y = f(a, b + ¦cd)\n}\n';
    const offset = openAt(service, 'grow.qmm', text);
    const plain = text.replace('¦', '');
    const grown = service
      .selectionsAt('grow.qmm', offset)
      .map(({ start, end }) => plain.slice(start, end));
    expect(grown).toEqual([
      'cd',
      'b + cd',
      'f(a, b + cd)',
      'let y = f(a, b + cd)',
      plain.trim(),
      plain,
    ]);
  });
});
