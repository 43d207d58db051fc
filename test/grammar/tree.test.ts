import { describe, expect, test } from 'vitest';
import { createLexer } from '../../grammar/lexer.ts';
import { keywords, parse, type Expression } from '../../grammar/index.ts';
import { QmmParser } from '../../grammar/parser/parser.ts';
import { libraryTexts } from './support.ts';

/** An expression in prefix form, so that its structure can be read. */
function prefix(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.digits + (expression.unit ?? '');
    case 'string':
      return JSON.stringify(expression.value);
    case 'boolean':
      return String(expression.value);
    case 'hole':
      return '_';
    case 'missing':
      return '?';
    case 'call': {
      const list = expression.arguments.map(
        ({ name, value }) => (name === null ? '' : `${name.text}: `) + prefix(value),
      );
      return expression.called
        ? `${expression.name.text}(${list.join(', ')})`
        : expression.name.text;
    }
    case 'join':
      return `[${expression.parts.map(prefix).join(', ')}]`;
    case 'parenthesised':
      return prefix(expression.value);
    case 'unary':
      return `(${expression.operator} ${prefix(expression.operand)})`;
    case 'binary':
      return `(${expression.operator} ${prefix(expression.left)} ${prefix(expression.right)})`;
    case 'range': {
      const step = expression.step === null ? '' : ` ${prefix(expression.step)}`;
      return `(.. ${prefix(expression.start)} ${prefix(expression.end)}${step})`;
    }
    case 'index':
      return `(at ${prefix(expression.value)} ${expression.indices.map(prefix).join(' ')})`;
    case 'pipe':
      return `(|> ${prefix(expression.value)} ${prefix(expression.call)})`;
    case 'else':
      return `(else ${prefix(expression.value)} ${prefix(expression.fallback)})`;
  }
}

function read(text: string): string {
  const { tree, problems } = parse(`let x = ${text}`);
  expect(problems).toEqual([]);
  const [declaration] = tree.declarations;
  return declaration?.kind === 'let' ? prefix(declaration.value) : '';
}

test('lexer and grammar pass every check Chevrotain has', () => {
  expect(() => [createLexer('run'), new QmmParser('run')]).not.toThrow();
});

test('there are 41 keywords', () => {
  expect(new Set(keywords).size).toBe(41);
});

test.each([
  ['pi * x |> tanh', '(|> (* pi x) tanh)'],
  [
    'face |> pca(3) |> scale(0, pi) else context',
    '(else (|> (|> face pca(3)) scale(0, pi)) context)',
  ],
  ['a + b * c - d', '(- (+ a (* b c)) d)'],
  ['-x^2', '(- (^ x 2))'],
  ['2^n^m', '(^ 2 (^ n m))'],
  ['2^-1', '(^ 2 (- 1))'],
  ['w @ x[0, 1..3] + b', '(+ (@ w (at x 0 (.. 1 3))) b)'],
  ['0..n - 1 by 2', '(.. 0 (- n 1) 2)'],
  ['not a and b or c == d', '(or (and (not a) b) (== c d))'],
  ['(a |> f) + [b, 1,]', '(+ (|> a f) [b, 1])'],
  ['csv("a", label: 0..4, for: true)', 'csv("a", label: (.. 0 4), for: true)'],
  ['reupload(_, layers: 2)', 'reupload(_, layers: 2)'],
  ['f() + f', '(+ f() f)'],
])('%s is read as %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

describe('literals', () => {
  test.each([
    ['10_000', { digits: '10000', integer: true, unit: null }],
    ['1e-3', { digits: '1e-3', integer: false, unit: null }],
    ['0.5s', { digits: '0.5', integer: false, unit: 's' }],
    ['8kHz', { digits: '8', integer: true, unit: 'kHz' }],
    ['20ms', { digits: '20', integer: true, unit: 'ms' }],
    ['90deg', { digits: '90', integer: true, unit: 'deg' }],
  ])('%s', (text, expected) => {
    expect(parse(`let x = ${text}`).tree.declarations[0]).toMatchObject({ value: expected });
  });

  test('escapes of a string', () => {
    expect(parse(String.raw`let x = "a\"b\\\n\t\u{3c0}"`).tree.declarations[0]).toMatchObject({
      value: { kind: 'string', value: 'a"b\\\n\t\u03c0' },
    });
  });
});

test('types: a head, then brackets and question marks from left to right', () => {
  const [declaration] = parse('let x: class(v)?[t, 2][..] = 1').tree.declarations;
  expect(declaration).toMatchObject({
    type: {
      name: { text: 'class' },
      arguments: [{ value: { name: { text: 'v' } } }],
      suffixes: [
        { kind: 'optional' },
        { kind: 'dimensions', dimensions: [{}, { digits: '2' }] },
        { kind: 'any-shape' },
      ],
    },
  });
});

describe('comments', () => {
  const text = `//! About the file.
//! In two lines.

/// A circuit.
/// Of one gate.
// allow global-cost: small
circuit c on q { // here
  h q
}

/// Parted by a blank line.

let x = 1
`;
  const { tree } = parse(text);

  test('document the file and the next declaration', () => {
    expect(tree.doc).toBe('About the file.\nIn two lines.');
    expect(tree.declarations).toMatchObject([{ doc: 'A circuit.\nOf one gate.' }, { doc: '' }]);
  });

  test('are kept with their places', () => {
    const kinds = tree.comments.map(({ kind }) => kind);
    expect(kinds).toEqual(['file', 'file', 'doc', 'doc', 'line', 'line', 'doc']);
    const { span } = tree.comments[5]!;
    expect(text.slice(span.start, span.end)).toBe('// here');
  });
});

test('a half-typed pipeline keeps what was read of it', () => {
  const { tree } = parse('model M {\n  readout y = expect(Z(q)) |> linear(\n}');
  expect(tree.declarations[0]).toMatchObject({
    items: [
      {
        kind: 'readout',
        name: { text: 'y' },
        value: {
          kind: 'pipe',
          value: { name: { text: 'expect' } },
          call: { name: { text: 'linear' } },
        },
      },
    ],
  });
});

test.each(['(', '-', 'not ', '[', '2^', 'f('])('no depth of `%s` overflows the stack', (opener) => {
  const { problems } = parse(`let x = ${opener.repeat(20_000)}`);
  expect(problems).toMatchObject([{ code: 'unfinished-statement' }]);
});

test('parameters stand on lines of their own, with a comma behind the last', () => {
  const { tree, problems } = parse(
    'circuit c(\n  x: real[n],\n  layers: int = 2,\n) on q[n] {\n}\n',
  );
  expect(problems).toEqual([]);
  expect(tree.declarations[0]).toMatchObject({
    kind: 'circuit',
    parameters: [{ name: { text: 'x' } }, { name: { text: 'layers' } }],
  });
});

test('a tree is plain data: the package keeps those of the library as JSON', () => {
  for (const text of libraryTexts) {
    const { tree } = parse(text);
    expect(JSON.parse(JSON.stringify(tree))).toStrictEqual(tree);
  }
});
