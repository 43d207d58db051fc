import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import {
  ansi,
  diagnosticToJson,
  plain,
  positionAt,
  renderDiagnostic,
  renderDiagnostics,
  wrap,
} from '../../compiler/diagnostics/render/index.ts';

const model = `model Digits {
  modality eye: image(28, 28)
  label digit: class(10)

  register v[4]
  encode eye |> pca(8) into v with angle
}
`;

describe('a diagnostic on a terminal', () => {
  test('shows both places with their words, why, and what to do', () => {
    const shown = draw(model, {
      at: 'pca(8)',
      label: 'gives 8 features',
      related: [{ at: 'v[4]', label: '4 qubits' }],
      message: '`pca(8)` gives 8 features; `angle` on `v[4]` takes 4.',
      help: 'Use `pca(4)`, widen `v` to 8 qubits, or encode with `dense_angle`.',
    });
    expect(shown).toMatchInlineSnapshot(`
      "error[size-mismatch]: Sizes do not match
        ┌─ main.qmm:6:17
        │
      5 │   register v[4]
        │            ---- 4 qubits
      6 │   encode eye |> pca(8) into v with angle
        │                 ^^^^^^ gives 8 features

      \`pca(8)\` gives 8 features; \`angle\` on \`v[4]\` takes 4.

      Hint: Use \`pca(4)\`, widen \`v\` to 8 qubits, or encode with \`dense_angle\`.
      "
    `);
  });

  test('leaves out the lines between places that are far apart', () => {
    const shown = draw(model, {
      at: 'angle',
      label: 'takes 4',
      related: [{ at: 'eye: image', label: 'this picture' }],
    });
    expect(shown).toMatchInlineSnapshot(`
      "error[size-mismatch]: Sizes do not match
        ┌─ main.qmm:6:36
        │
      2 │   modality eye: image(28, 28)
        │            ---------- this picture
        ·
      6 │   encode eye |> pca(8) into v with angle
        │                                    ^^^^^ takes 4

      One side has more than the other.
      "
    `);
  });

  test('puts two labels of one line below each other, the main one first', () => {
    const shown = draw(model, {
      at: 'angle',
      label: 'one feature a qubit',
      related: [{ at: 'pca(8)', label: '8 features' }],
    });
    expect(shown).toMatchInlineSnapshot(`
      "error[size-mismatch]: Sizes do not match
        ┌─ main.qmm:6:36
        │
      6 │   encode eye |> pca(8) into v with angle
        │                                    ^^^^^ one feature a qubit
        │                 ------ 8 features

      One side has more than the other.
      "
    `);
  });

  test('keeps the marks under their text after tabs, wide characters and combining marks', () => {
    const shown = draw('\tlabel 場所: class("cafe\u0301", "駅") here\n', {
      at: 'here',
      label: 'there',
    });
    expect(shown).toMatchInlineSnapshot(`
      "error[size-mismatch]: Sizes do not match
        ┌─ main.qmm:1:32
        │
      1 │     label 場所: class("café", "駅") here
        │                                     ^^^^ there

      One side has more than the other.
      "
    `);
  });

  test('marks where a span over several lines starts and ends', () => {
    const shown = draw(model, { at: model.trimEnd(), label: 'has no objective' });
    expect(shown).toMatchInlineSnapshot(`
      "error[size-mismatch]: Sizes do not match
        ┌─ main.qmm:1:1
        │
      1 │ model Digits {
        │ ^^^^^^^^^^^^^^
        ·
      7 │ }
        │ ^ has no objective

      One side has more than the other.
      "
    `);
  });

  test('cuts a long line around the place', () => {
    const table = `${Array.from({ length: 100 }, (_, index) => `0.${index}`).join(',')}\n`;
    const shown = draw(table, { at: '0.77', label: 'not a number' }, 60);
    expect(shown).toMatchInlineSnapshot(`
      "error[size-mismatch]: Sizes do not match
        ┌─ main.qmm:1:376
        │
      1 │ … 3,0.74,0.75,0.76,0.77,0.78,0.79,0.80,0.81,0.82,0.83, …
        │                    ^^^^ not a number

      One side has more than the other.
      "
    `);
  });

  test('points behind the last character at the end of a file', () => {
    const text = 'model Digits {';
    const at = { file: 'main.qmm', start: text.length, end: text.length };
    expect(renderDiagnostic({ ...found(text, { at: 'model' }), at }, files(text), screen(80)))
      .toMatchInlineSnapshot(`
        "error[size-mismatch]: Sizes do not match
          ┌─ main.qmm:1:15
          │
        1 │ model Digits {
          │               ^

        One side has more than the other.
        "
      `);
  });

  test('names a file that it has no text of', () => {
    const at = { file: 'images/3.png', start: 0, end: 0 };
    const shown = renderDiagnostic({ ...found(model, { at: 'eye' }), at }, new Map(), screen(80));
    expect(shown).toMatchInlineSnapshot(`
      "error[size-mismatch]: Sizes do not match
        ┌─ images/3.png

      One side has more than the other.
      "
    `);
  });

  test('shows a place in another file under that file', () => {
    const library = 'circuit angle(x: real[n]) on q[n] {\n  rx(x) q\n}\n';
    const diagnostic = found(model, { at: 'pca(8)', label: 'gives 8 features' });
    const other = { file: 'library:encoders.qmm', start: 14, end: 24 };
    const shown = renderDiagnostic(
      { ...diagnostic, related: [{ at: other, label: 'takes as many as qubits' }] },
      new Map([...files(model), ['library:encoders.qmm', library]]),
      screen(80),
    );
    expect(shown).toMatchInlineSnapshot(`
      "error[size-mismatch]: Sizes do not match
        ┌─ main.qmm:6:17
        │
      6 │   encode eye |> pca(8) into v with angle
        │                 ^^^^^^ gives 8 features
        ┌─ library:encoders.qmm:1:15
        │
      1 │ circuit angle(x: real[n]) on q[n] {
        │               ---------- takes as many as qubits

      One side has more than the other.
      "
    `);
  });

  test('ends a list with its count', () => {
    const error = found(model, { at: 'pca(8)' });
    const warning: Diagnostic = { ...error, severity: 'warning', code: 'never-missing' };
    const shown = renderDiagnostics([error, error, warning], files(model), screen(80));
    expect(shown).toMatch(/\n2 errors, 1 warning\n$/);
    expect(renderDiagnostics([], files(model), screen(80))).toBe('');
  });

  test('says the same in colours as without', () => {
    const diagnostic = found(model, { at: 'pca(8)', label: 'gives 8 features', help: 'Use less.' });
    const painted = renderDiagnostic(diagnostic, files(model), { width: 80, paint: ansi });
    expect(painted).toContain('\u001b[1;31merror[size-mismatch]:');
    expect(painted.replace(/\u001b\[[\d;]*m/g, '')).toBe(
      draw(model, {
        at: 'pca(8)',
        label: 'gives 8 features',
        help: 'Use less.',
      }),
    );
  });
});

describe('a diagnostic for programs', () => {
  test('counts lines and columns from 1, offsets from 0', () => {
    const diagnostic = found(model, { at: 'pca(8)', related: [{ at: 'v[4]', label: '4 qubits' }] });
    const edit = { at: diagnostic.at, text: 'pca(4)' };
    const json = diagnosticToJson(
      { ...diagnostic, fixes: [{ title: 'Use `pca(4)`', edits: [edit] }] },
      files(model),
    );
    const start = model.indexOf('pca(8)');
    const place = {
      file: 'main.qmm',
      start: { line: 6, column: 17, offset: start },
      end: { line: 6, column: 23, offset: start + 6 },
    };
    expect(json).toEqual({
      code: 'size-mismatch',
      severity: 'error',
      message: diagnostic.message,
      ...place,
      related: [
        {
          message: '4 qubits',
          file: 'main.qmm',
          start: { line: 5, column: 12, offset: 82 },
          end: { line: 5, column: 16, offset: 86 },
        },
      ],
      fixes: [{ title: 'Use `pca(4)`', edits: [{ ...place, text: 'pca(4)' }] }],
    });
  });

  test('finds positions at line breaks and beyond the end', () => {
    expect(positionAt('ab\r\nc', 4)).toEqual({ line: 2, column: 1, offset: 4 });
    expect(positionAt('ab\nc', 2)).toEqual({ line: 1, column: 3, offset: 2 });
    expect(positionAt('ab\n', 3)).toEqual({ line: 2, column: 1, offset: 3 });
    expect(positionAt('ab', 99)).toEqual({ line: 1, column: 3, offset: 2 });
    expect(positionAt('', 0)).toEqual({ line: 1, column: 1, offset: 0 });
  });
});

test('a paragraph breaks at blanks, code stays as it is', () => {
  expect(wrap('one two three\n    some code that is long', 8)).toEqual([
    'one two',
    'three',
    '    some code that is long',
  ]);
});

interface Sketch {
  /** The text the place covers, where it stands first. */
  readonly at: string;
  readonly label?: string;
  readonly message?: string;
  readonly help?: string;
  readonly related?: readonly { at: string; label: string }[];
}

function draw(text: string, sketch: Sketch, width = 80): string {
  return renderDiagnostic(found(text, sketch), files(text), screen(width));
}

function found(text: string, sketch: Sketch): Diagnostic {
  const place = (part: string): Diagnostic['at'] => {
    const start = text.indexOf(part);
    if (start < 0) throw new Error(`${part} is not in the text`);
    return { file: 'main.qmm', start, end: start + part.length };
  };
  return {
    code: 'size-mismatch',
    severity: 'error',
    title: 'Sizes do not match',
    message: sketch.message ?? 'One side has more than the other.',
    at: place(sketch.at),
    label: sketch.label ?? '',
    related: (sketch.related ?? []).map(({ at, label }) => ({ at: place(at), label })),
    ...(sketch.help === undefined ? {} : { help: sketch.help }),
    fixes: [],
  };
}

function files(text: string): ReadonlyMap<string, string> {
  return new Map([['main.qmm', text]]);
}

function screen(width: number): { width: number; paint: typeof plain } {
  return { width, paint: plain };
}
