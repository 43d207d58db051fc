import { describe, expect, test } from 'vitest';
import type { Completion } from '../../editor/service/index.ts';
import { openAt, serviceWith, withEdits } from './support.ts';

const LAYERS = `/// A layer of ours.
circuit layer on q[n] {
  h q
}

function halved(x: real[n]): real[n] {
  return x / 2
}
`;

const service = serviceWith({ 'parts/layers.qmm': LAYERS });

describe('completion offers what the parser expects', () => {
  test('at the top of a file: declarations', () => {
    expect(labels('use qmm 1\n¦')).toEqual(
      expect.arrayContaining(['model', 'circuit', 'data', 'train', 'let']),
    );
    expect(labels('use qmm 1\n¦')).not.toContain('encode');
  });

  test('at the top of a file that begins with an empty line', () => {
    expect(labels('¦\nmodel M {\n}\n')).toContain('model');
    expect(labels('\n¦\nmodel M {\n}\n')).toContain('model');
  });

  test('in a model: its statements, and nothing else', () => {
    const found = labels('model M {\n  mo¦\n}\n');
    expect(found).toEqual(expect.arrayContaining(['modality', 'register', 'encode', 'readout']));
    expect(found).not.toContain('cx');
    expect(found).not.toContain('circuit');
  });

  test('behind a name: the word that goes on', () => {
    expect(labels('model M {\n  modality x: real[2]\n  register q\n  encode x ¦\n}')).toEqual([
      'into',
      'and',
      'or',
      'else',
    ]);
    expect(labels('model M {\n  register q\n  evolve q ¦\n}')).toEqual(['with']);
    expect(labels('train M ¦')).toEqual(['on']);
  });

  test('in a circuit: gates, circuits and the words that start a statement', () => {
    const found = labels('circuit c on q[n] {\n  ¦\n}');
    expect(found).toEqual(
      expect.arrayContaining(['for', 'param', 'cx', 'h', 'strongly_entangling']),
    );
    expect(found).not.toContain('linear');
  });

  test('after a colon: types', () => {
    expect(labels('model M {\n  modality x: ¦\n}')).toEqual(
      expect.arrayContaining(['image', 'audio', 'real']),
    );
    expect(labels('circuit c(w: an¦) on q[n] { }')).toContain('angle');
  });

  test('after `with`: circuits first of all', () => {
    const found = completions('model M {\n  register q\n  evolve q with ¦\n}');
    expect(found.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['strongly_entangling', 'paired', 'rx']),
    );
    expect(found.map(({ label }) => label)).not.toContain('linear');
    const layered = found.find(({ label }) => label === 'strongly_entangling');
    expect(layered?.detail).toBe('circuit strongly_entangling(layers: int = 1) on q[n]');
    expect(layered?.text).toContain('ring of CX');
  });

  test('after `|>`: functions', () => {
    const found = labels('model M {\n  modality x: real[2]\n  let y = x |> ¦\n}');
    expect(found).toEqual(expect.arrayContaining(['linear', 'tanh', 'pca']));
    expect(found).not.toContain('strongly_entangling');
    expect(found).not.toContain('x');
  });

  test('for an operand: registers in sight', () => {
    const text = 'model M {\n  modality x: real[2]\n  register eye[2], ear[2]\n  fuse eye, ¦\n}';
    expect(labels(text)).toEqual(['eye', 'ear']);
  });

  test('for a value: names in sight that are declared before, with their types', () => {
    const text = `model M {
  modality x: real[2]
  let squared = x * x
  let y = ¦
  let later = x
}`;
    const found = completions(text);
    expect(found.map(({ label }) => label)).toEqual(expect.arrayContaining(['x', 'squared']));
    expect(found.map(({ label }) => label)).not.toContain('later');
    expect(found.filter(({ kind }) => kind === 'let').map(({ label }) => label)).toEqual([
      'squared',
    ]);
  });

  test('in a call: the names of arguments that are not given yet', () => {
    const text =
      'circuit c(layers: int = 1, gate: circuit = rx) on q[n] { h q }\nmodel M {\n  register q\n  evolve q with c(layers: 2, ¦)\n}';
    const found = completions(text);
    expect(found.find(({ label }) => label === 'gate')?.insert).toBe('gate: ');
    expect(found.map(({ label }) => label)).not.toContain('layers');
  });

  test('in settings: their keys, and values that the key takes', () => {
    expect(labels('train M on d {\n  ep¦\n}')).toEqual(
      expect.arrayContaining(['epochs', 'optimizer']),
    );
    expect(labels('train M on d {\n  optimizer: ¦\n}')).toEqual(
      expect.arrayContaining(['adam', 'spsa']),
    );
    expect(labels('target fez = device("fez")\ntrain M on d {\n  target: ¦\n}')).toEqual(['fez']);
    expect(labels('data d = ¦')).toEqual(expect.arrayContaining(['csv', 'synthetic']));
  });

  test('for a model and its data: those of the file', () => {
    const text = 'model Moons { modality x: real[2] }\ndata points = csv("a.csv")\n';
    expect(labels(`${text}train ¦`)).toEqual(['Moons']);
    expect(labels(`${text}train Moons on ¦`)).toEqual(['points']);
  });

  test('for the size of a register: what the text around asks for', () => {
    const text = `model M {
  modality x: real[6]
  label y: class(2)
  register q[¦]
  encode x into q with angle
  readout z = expect(Z(q)) |> linear
  objective classify(z, y)
}`;
    expect(labels(text)[0]).toBe('6');
  });

  test('nothing where a name is made up, in comments, strings and numbers', () => {
    for (const text of ['model ¦', 'let x¦', '// enc¦', 'use a from "fi¦"', 'let x = 12¦'])
      expect(labels(text), text).toEqual([]);
  });

  test('also in a text that is broken elsewhere', () => {
    const text =
      'circuit broken on q[n {\n\nmodel M {\n  modality x: real[2]\n  let y = x |> li¦\n';
    expect(labels(text)).toContain('linear');
  });

  test('and replaces the whole word that the cursor is in', () => {
    const text = 'model M {\n  register q\n  evolve q with stro¦ngly\n}';
    const [first] = completions(text);
    expect(text.replace('¦', '').slice(first?.span.start, first?.span.end)).toBe('strongly');
  });

  test('names of other files come with the `use` that brings them', () => {
    const text = '//! About.\n\nmodel M {\n  register q\n  evolve q with lay¦\n}\n';
    const found = completions(text).find(({ label }) => label === 'layer');
    expect(found?.text).toContain('A layer of ours.');
    const edits = found?.edits.map(({ at, text: put }) => ({ ...at, text: put })) ?? [];
    expect(withEdits(text.replace('¦', ''), edits)).toBe(
      '//! About.\n\nuse layer from "parts/layers.qmm"\n\nmodel M {\n  register q\n  evolve q with lay\n}\n',
    );
  });

  test('between `use` and `from`: what that file declares', () => {
    expect(labels('use ¦ from "parts/layers.qmm"')).toEqual(['layer', 'halved']);
  });
});

function completions(text: string): readonly Completion[] {
  return service.completionsAt('main.qmm', openAt(service, 'main.qmm', text));
}

function labels(text: string): string[] {
  return completions(text).map(({ label }) => label);
}
