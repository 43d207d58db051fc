import { describe, expect, test } from 'vitest';
import { lower } from '../../compiler/passes/lower.ts';
import { machineFigures } from '../../compiler/passes/schedule/machine-figures.ts';
import { libraryDevice } from '../../compiler/targets/index.ts';
import { programOf } from '../support/compile.ts';
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
    const hints = service.hintsIn('moons.qmm', everything).filter(({ kind }) => kind !== 'figure');
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
      ['model', '18 weights', undefined],
      ['train', 'Train', 'qmm.train', 'first'],
      ['train', 'Evaluate', 'qmm.evaluate', 'first'],
      ['compare', 'Compare', 'qmm.compare', 'first'],
    ]);
  });
});

describe('figures in the margin', () => {
  const figures = (): string[] =>
    service
      .hintsIn('moons.qmm', everything)
      .filter(({ kind }) => kind === 'figure')
      .map(({ label }) => label);
  const ofModel = (): string | undefined =>
    service.lensesOf('moons.qmm').find(({ command }) => command === undefined)?.title;

  test('tell what each sentence costs', () => {
    expect(figures()).toEqual(['12 weights · 4 entanglers']);
  });

  test('learn what the target makes of it, as the compiler itself compiles it', async () => {
    expect(await service.refineFigures('moons.qmm', () => true)).toBe(true);
    const program = programOf(MODEL.replace(/use layer.*\n/, ''));
    const device = (await libraryDevice('fez'))!;
    const { circuit } = lower(program.circuits[0]!, device, { level: 1, slots: true });
    const entanglers = circuit.operations.filter(({ qubits }) => qubits.length > 1).length;
    const { successProbability = 0 } = machineFigures(circuit, device);
    expect(figures()).toEqual([`12 weights · 4 entanglers, ${entanglers} on fez`]);
    expect(ofModel()).toBe(
      `18 weights · fez: ${entanglers} entanglers, ${Number((100 * successProbability).toPrecision(2))} % without an error`,
    );
  });

  test('have nothing new to learn while the circuits stay as they are', async () => {
    service.set({ path: 'moons.qmm', version: 2, text: `${MODEL}// the same\n` });
    expect(await service.refineFigures('moons.qmm', () => true)).toBe(false);
    expect(figures()[0]).toContain('on fez');
    service.set({ path: 'moons.qmm', version: 3, text: MODEL });
  });

  test('count weights that nothing depends on', () => {
    const text = MODEL.replace('expect(Z(q))', 'expect(Z(q[0]))').replace(
      '  readout',
      '  evolve q[1] with strongly_entangling\n  readout',
    );
    const own = serviceWith({ 'layers.qmm': 'circuit layer on q[n] { h q }\n', 'm.qmm': text });
    const labels = own
      .hintsIn('m.qmm', { start: 0, end: text.length })
      .filter(({ kind }) => kind === 'figure');
    expect(labels.map(({ label }) => label)).toContain('3 dead weights');
  });

  test('warn of deep circuits on many qubits that are read at once', () => {
    const wide = (layers: number): string => `model Wide {
  modality x: real[12]
  label y: class(2)
  register q
  encode x into q with angle
  evolve q with strongly_entangling(layers: ${layers})
  readout z = expect(Z(q)) |> linear
  objective classify(z, y)
}
`;
    const own = serviceWith({ 'wide.qmm': wide(12), 'flat.qmm': wide(1) });
    const titles = (path: string): string =>
      own
        .lensesOf(path)
        .map(({ title }) => title)
        .join('; ');
    expect(titles('wide.qmm')).toContain('high barren-plateau risk (12 qubits');
    expect(titles('flat.qmm')).not.toContain('barren');
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
