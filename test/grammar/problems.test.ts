import { describe, expect, test } from 'vitest';
import { parse, type SyntaxProblem } from '../../grammar/index.ts';

/** What is told of a text: code, the marked text, values; `help` is the fix. */
function told(text: string): unknown[] {
  return parse(text).problems.map((problem) => ({
    code: problem.code,
    at: text.slice(problem.span.start, problem.span.end),
    ...problem.values,
    ...(problem.fix === undefined ? {} : { fixed: mend(text, problem) }),
  }));
}

function mend(text: string, { fix }: SyntaxProblem): string {
  const edits = [...(fix?.edits ?? [])].sort((a, b) => b.span.start - a.span.start);
  return edits.reduce(
    (left, { span, text: put }) => left.slice(0, span.start) + put + left.slice(span.end),
    text,
  );
}

const inModel = (line: string): string =>
  `model M {\n  modality x: real\n  ${line}\n  fit m = x\n}\n`;
const inCircuit = (line: string): string => `circuit c on q {\n  h q\n  ${line}\n  z q\n}\n`;
const unfinished = (at: string, statement: string, expected: string): object => ({
  code: 'unfinished-statement',
  at,
  statement,
  expected,
});

describe('unfinished-statement says what was being written and what may come', () => {
  test.each([
    ['encode x into q with', 'with', '`encode` statement', 'a circuit after `with`'],
    ['encode x into', 'into', '`encode` statement', 'a register after `into`'],
    ['encode x', 'x', '`encode` statement', '`into` after `x`'],
    ['readout y =', '=', '`readout` statement', 'a value after `=`'],
    ['readout y = x |>', '|>', '`readout` statement', 'a function after `|>`'],
    ['let y = 1 +', '+', '`let` statement', 'a value after `+`'],
    ['param w', 'w', '`param` statement', '`:` after `w`'],
    ['param w:', ':', '`param` statement', 'a type after `:`'],
    ['require n > 1,', ',', '`require` statement', 'a string after `,`'],
    ['let y = scale(0 pi)', 'pi', '`let` statement', '`,` or `)` after `0`'],
    ['let y = 3 4', '4', '`let` statement', 'an operator or the next statement after `3`'],
    ['fuse v, with p', 'with', '`fuse` statement', 'a register after `,`'],
  ])('%s', (line, at, statement, expected) => {
    expect(told(inModel(line))).toEqual([unfinished(at, statement, expected)]);
  });

  test.each([
    ['h', 'h', 'operation `h`', 'a register after `h`'],
    ['rz(x)', ')', 'operation `rz`', 'a register after `)`'],
    ['cx q,', ',', 'operation `cx`', 'a register after `,`'],
    ['let y =', '=', '`let` statement', 'a value after `=`'],
    ['cx q q', 'q', 'operation `cx`', '`,` or a new line before `q`'],
    ['repeat 3 h q', 'h', '`repeat` loop', '`{` after `3`'],
  ])('in a circuit, where the next line is no operand: %s', (line, at, statement, expected) => {
    expect(told(inCircuit(line))).toEqual([unfinished(at, statement, expected)]);
  });

  test('a setting without its colon, with the fix', () => {
    expect(told('compare M {\n  seeds = 3\n}')).toEqual([
      {
        ...{ code: 'foreign-sign', at: '=', sign: 'seeds =', meant: 'seeds:' },
        fixed: 'compare M {\n  seeds : 3\n}',
      },
    ]);
  });

  test('a line without its first word, with the fix', () => {
    expect(told(inModel('y = x'))).toEqual([
      {
        ...{ code: 'foreign-sign', at: 'y', sign: 'y = ...', meant: 'let y = ...' },
        fixed: inModel('let y = x'),
      },
    ]);
  });

  test('a function without `return`', () => {
    expect(told('function f(x: real) {\n  let y = x\n}')).toEqual([
      unfinished('x', '`function`', '`return` with a value after `x`'),
    ]);
  });
});

describe('unclosed names the opener', () => {
  test.each([
    [inModel('readout y = expect(Z(x) |> linear'), '(', ')'],
    [inModel('let y = [1, 2'), '[', ']'],
    [inModel('let y = "abc'), '"', '"'],
    [inCircuit('for k in q {\n    h k\n'), '{', '}'],
    ['model M {\n  fit m = 1\n\ndata d = csv("a")\n', '{', '}'],
  ])('%s', (text, opener, closer) => {
    expect(told(text)).toEqual([{ code: 'unclosed', at: opener, opener, closer }]);
  });

  test('and the place where it is missing', () => {
    const text = inModel('let y = f(1');
    const [problem] = parse(text).problems;
    expect(problem?.related?.map(({ span }) => span)).toEqual([
      { start: text.indexOf('f(1') + 3, end: text.indexOf('f(1') + 3 },
    ]);
  });

  test('of the loop whose brace is missing, not of the circuit around it', () => {
    const text = inCircuit('for k in q {\n    h k\n');
    expect(parse(text).problems[0]?.span.start).toBe(text.indexOf('{', text.indexOf('for')));
  });
});

describe('wrong-block says where a statement belongs', () => {
  test.each([
    [inModel('repeat 3 {\n    h q\n  }'), 'repeat', 'a model', 'put it in a circuit'],
    [inModel('rz(x) q'), 'rz', 'a model', 'put it in a circuit'],
    [inModel('train M on d'), 'train', 'a model', 'put it at the top of the file'],
    [inCircuit('modality x: real'), 'modality', 'a circuit', 'put it in a model'],
    [inCircuit('encode x into q with h'), 'encode', 'a circuit', 'put it in a model or a function'],
    ['readout y = 1', 'readout', 'the top level of a file', 'put it in a model'],
  ])('%s', (text, statement, block, home) => {
    expect(told(text)).toEqual([{ code: 'wrong-block', at: statement, statement, block, home }]);
  });

  test('and a declaration in a body still counts as one of the file', () => {
    const { tree } = parse(inModel('circuit c on q {\n    h q\n  }'));
    expect(tree.declarations.map(({ kind }) => kind)).toEqual(['model', 'circuit']);
  });

  test('and the name it binds stays known, so that its uses are not told of', () => {
    const [circuit] = parse(inCircuit('readout y = 1')).tree.declarations;
    expect(circuit).toMatchObject({
      body: { steps: [{}, { kind: 'let', name: { text: 'y' } }, {}] },
    });
  });
});

describe('the other codes', () => {
  test('number-suffix joins a unit with its number', () => {
    expect(told(inModel('let r = 8 kHz'))).toEqual([
      {
        code: 'number-suffix',
        at: '8 kHz',
        number: '8',
        unit: 'kHz',
        fixed: inModel('let r = 8kHz'),
      },
    ]);
    expect(told(inModel('let r = 8khz'))).toMatchObject([{ code: 'number-suffix', unit: 'kHz' }]);
  });

  test('pipe-needs-parentheses writes them', () => {
    expect(told(inModel('readout y = x |> tanh + 1'))).toEqual([
      {
        code: 'pipe-needs-parentheses',
        at: 'x |> tanh + 1',
        suggestion: '(x |> tanh) + 1',
        fixed: inModel('readout y = (x |> tanh) + 1'),
      },
    ]);
    expect(told(inModel('readout y = x |> f[0] * 2'))).toMatchObject([
      { suggestion: '(x |> f)[0] * 2' },
    ]);
  });

  test('reserved-word is told once, however often the word is used', () => {
    expect(told(inModel('let target = 3\n  let y = target + target'))).toEqual([
      { code: 'reserved-word', at: 'target', word: 'target' },
    ]);
  });

  test('keywords are free before a colon', () => {
    expect(told('data d = csv("a", label: "b", for: 3) {\n  target: 1\n  use: 2\n}')).toEqual([]);
  });

  test('unknown-character, with what was probably meant', () => {
    expect(told(inModel('let y = 2 × x'))).toEqual([
      { code: 'unknown-character', at: '×', character: '×', fixed: inModel('let y = 2 * x') },
    ]);
    expect(told(inModel('let y = “abc”'))).toEqual([
      { code: 'unknown-character', at: '“', character: '“' },
    ]);
    expect(told(inModel('let y = "a\\qb"'))).toMatchObject([{ character: '\\q' }]);
  });

  test('unknown-name for a first word that is nearly, or elsewhere, the right one', () => {
    expect(told(inModel('lable y: real'))).toEqual([
      {
        code: 'unknown-name',
        at: 'lable',
        what: 'statement',
        name: 'lable',
        suggestion: 'label',
        fixed: inModel('label y: real'),
      },
    ]);
    expect(told(inModel('loss classify(x, y)'))).toMatchObject([{ suggestion: 'objective' }]);
    expect(told('dataset d = csv("a")')).toMatchObject([{ suggestion: 'data' }]);
    expect(told(inCircuit('fro k in q {\n    h k\n  }'))).toMatchObject([{ suggestion: 'for' }]);
  });
});
