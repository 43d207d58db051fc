import { describe, expect, test } from 'vitest';
import { compileText } from '../support/compile.ts';
import { openAt, serviceWith, withEdits } from './support.ts';

const LAYERS = `circuit layer(turns: int = 1) on q[n] {
  repeat turns {
    ry(0.1) q
  }
}
`;

describe('rename', () => {
  test('changes a local name and nothing that is only spelt alike', () => {
    expect(
      renamed(
        'model M {\n  modality ¦x: real[2]\n  let x2 = x * x // x\n  register q\n  encode x into q with angle\n}\ncircuit c(x: real) on q { rx(x) q }\n',
        'eye',
      ),
    ).toBe(
      'model M {\n  modality eye: real[2]\n  let x2 = eye * eye // x\n  register q\n  encode eye into q with angle\n}\ncircuit c(x: real) on q { rx(x) q }\n',
    );
  });

  test('changes a parameter where calls name it', () => {
    expect(
      renamed(
        'circuit c(¦n: int = 1) on q { repeat n { h q } }\nmodel M {\n  register q\n  evolve q with c(n: 3)\n}',
        'times',
      ),
    ).toBe(
      'circuit c(times: int = 1) on q { repeat times { h q } }\nmodel M {\n  register q\n  evolve q with c(times: 3)\n}',
    );
  });

  test('reaches other files, and keeps the names these give', () => {
    const service = serviceWith({
      'layers.qmm': LAYERS,
      'a.qmm':
        'use layer from "layers.qmm"\nmodel A {\n  register q\n  evolve q with layer(turns: 2)\n}\n',
      'b.qmm':
        'use layer as mine from "layers.qmm"\nmodel B {\n  register q\n  evolve q with mine\n}\n',
    });
    const edits = service.renameAt('layers.qmm', LAYERS.indexOf('layer'), 'turn_all');
    if ('refused' in edits) throw new Error(edits.refused);
    const of = (file: string, text: string): string =>
      withEdits(
        text,
        edits
          .filter(({ at }) => at.file === file)
          .map(({ at, text: put }) => ({ ...at, text: put })),
      );
    expect(of('layers.qmm', LAYERS)).toContain('circuit turn_all(');
    expect(
      of(
        'a.qmm',
        'use layer from "layers.qmm"\nmodel A {\n  register q\n  evolve q with layer(turns: 2)\n}\n',
      ),
    ).toBe(
      'use turn_all from "layers.qmm"\nmodel A {\n  register q\n  evolve q with turn_all(turns: 2)\n}\n',
    );
    expect(
      of(
        'b.qmm',
        'use layer as mine from "layers.qmm"\nmodel B {\n  register q\n  evolve q with mine\n}\n',
      ),
    ).toBe(
      'use turn_all as mine from "layers.qmm"\nmodel B {\n  register q\n  evolve q with mine\n}\n',
    );
  });

  test('gives a program that means the same', () => {
    const text = `model M(¦layers: int = 2) {
  modality x: real[2]
  label y: class(2)
  register q[2]
  encode x into q with reupload(layers: layers)
  readout z = expect(Z(q)) |> linear
  objective classify(z, y)
}
data d = synthetic("moons", samples: 20, seed: 1)
train M(layers: 3) on d
`;
    const before = compileText(text.replace('¦', ''));
    const after = compileText(renamed(text, 'depth'));
    expect(after.diagnostics).toEqual([]);
    expect(after.models).toEqual(before.models);
  });

  test.each([
    ['a gate', 'circuit c on q { ¦h q }', 'hadamard', 'a gate of the language'],
    [
      'a library circuit',
      'model M {\n  register q\n  evolve q with ¦paired\n}',
      'mine',
      'standard library',
    ],
    ['nothing', '¦\n\nlet a = 1', 'b', 'no name here'],
    ['to a word of the language', 'let ¦a = 1', 'encode', 'word of the language'],
    ['to no name', 'let ¦a = 1', '2b', 'is no name'],
    [
      'to a name in sight',
      'circuit c(¦a: real, b: real) on q { rx(a + b) q }',
      'b',
      'already means',
    ],
    ['to a name at the top', 'let ¦a = 1\nlet b = 2', 'b', 'already means'],
    [
      'to a name that would be hidden',
      'let b = 2\ncircuit c(¦a: real) on q { rx(a + b) q }',
      'b',
      'already means',
    ],
    [
      'to a name that would capture it',
      'let ¦a = 1\ncircuit c(b: real) on q { rx(a + b) q }',
      'b',
      'already means',
    ],
  ])('is refused with a sentence: %s', (_, text, name, sentence) => {
    const service = serviceWith({});
    const offset = openAt(service, 'm.qmm', text);
    expect(service.renameAt('m.qmm', offset, name)).toEqual({
      refused: expect.stringContaining(sentence) as string,
    });
  });

  test('offers the old name to begin with', () => {
    const service = serviceWith({});
    const offset = openAt(service, 'm.qmm', 'let ab¦c = 1');
    expect(service.renameTargetAt('m.qmm', offset)).toEqual({
      span: { start: 4, end: 7 },
      name: 'abc',
    });
  });
});

/** A text with the name at the mark changed in all of it. */
function renamed(text: string, name: string): string {
  const service = serviceWith({});
  const offset = openAt(service, 'main.qmm', text);
  const edits = service.renameAt('main.qmm', offset, name);
  if ('refused' in edits) throw new Error(edits.refused);
  return withEdits(
    text.replace('¦', ''),
    edits.map(({ at, text: put }) => ({ ...at, text: put })),
  );
}
