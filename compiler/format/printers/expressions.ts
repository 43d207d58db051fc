import type { Doc } from 'prettier';
import type {
  Argument,
  Binary,
  BinaryOperator,
  Call,
  Else,
  Expression,
  Join,
  Name,
  Pipe,
  Span,
} from '../../../grammar/tree.ts';
import type { Page } from '../page.ts';
import type { Part } from './comments.ts';
import { printBracketed, printChain } from './lists.ts';
import { tight } from './tight.ts';

export function printExpression(page: Page, expression: Expression): Doc {
  switch (expression.kind) {
    case 'call':
      return printCall(page, expression);
    case 'join':
      return printJoin(page, expression);
    case 'parenthesised':
      return printParenthesised(page, expression.span.start, expression.value);
    case 'unary': {
      const sign = expression.operator === 'not' ? 'not ' : '-';
      return [sign, printExpression(page, expression.operand)];
    }
    case 'binary':
      return printBinary(page, expression);
    case 'range': {
      const { start, end, step } = expression;
      const ends = [printExpression(page, start), '..', printExpression(page, end)];
      return step === null ? ends : [ends, ' by ', printExpression(page, step)];
    }
    case 'index': {
      const { value, indices } = expression;
      const head = printExpression(page, value);
      const places = printIndices(page, value.span.end, indices);
      return [head, value.kind === 'call' && value.called ? tight(places) : places];
    }
    case 'pipe':
    case 'else':
      return printFlow(page, expression);
    case 'number':
    case 'string':
    case 'boolean':
    case 'hole':
    case 'missing':
      return page.text.slice(expression.span.start, expression.span.end);
  }
}

export function printCall(page: Page, { name, called, arguments: list }: Call): Doc {
  return called ? [name.text, printArguments(page, name, list)] : name.text;
}

/** The arguments behind a name; nothing where there is no parenthesis. */
export function printArguments(page: Page, name: Name, list: readonly Argument[]): Doc {
  const open = page.codeAfter(name.span.end);
  if (page.text.charAt(open) !== '(') return '';
  const only = loneJoin(page, open, list);
  if (only === undefined) {
    return printBracketed(page, {
      open,
      parts: list.map((one) => argumentPart(page, one)),
      last: 'comma',
    });
  }
  page.hoistBefore(open);
  return ['(', printJoin(page, only), ')'];
}

/** `[n, 3]` of an index, a size or a shape. */
export function printIndices(page: Page, after: number, indices: readonly Expression[]): Doc {
  const open = page.codeAfter(after);
  return printBracketed(page, { open, parts: expressionParts(page, indices), last: 'bare' });
}

export function expressionParts(page: Page, expressions: readonly Expression[]): Part[] {
  return expressions.map((expression) => ({
    span: expression.span,
    print: () => printExpression(page, expression),
  }));
}

function argumentPart(page: Page, { name, value, span }: Argument): Part {
  const label = name === null ? '' : `${name.text}: `;
  return { span, print: () => [label, printExpression(page, value)] };
}

/** The join in `f([a, b])`, whose brackets hold the parentheses together. */
function loneJoin(page: Page, open: number, list: readonly Argument[]): Join | undefined {
  const only = list.length === 1 ? list[0]! : undefined;
  if (only?.value.kind !== 'join' || only.name !== null) return undefined;
  const { start, end } = only.span;
  const isBare =
    page.text.slice(open + 1, start).trim() === '' && /^\s*,?\s*\)/.test(page.text.slice(end));
  return isBare ? only.value : undefined;
}

function printJoin(page: Page, { span, parts }: Join): Doc {
  return printBracketed(page, {
    open: span.start,
    parts: expressionParts(page, parts),
    last: 'comma',
  });
}

function printParenthesised(page: Page, open: number, value: Expression): Doc {
  return printBracketed(page, { open, parts: expressionParts(page, [value]), last: 'bare' });
}

function printBinary(page: Page, binary: Binary): Doc {
  if (binary.operator === '^') {
    return [printExpression(page, binary.left), '^', printExpression(page, binary.right)];
  }
  if (isScaled(page, binary)) {
    const scale = printExpression(page, binary.left);
    return [scale, ` ${binary.operator} `, printExpression(page, binary.right)];
  }
  const isAlike = (one: Expression): one is Binary =>
    one.kind === 'binary' && levels[one.operator] === levels[binary.operator];
  return printLinks(page, binary, (one) =>
    isAlike(one)
      ? { before: one.left, print: () => [one.operator, ' ', printExpression(page, one.right)] }
      : undefined,
  );
}

/** `pi / 2 * (…)`: the parentheses can be broken, and the few words before them stay with them. */
function isScaled(page: Page, { left, right }: Binary): boolean {
  const before = page.text.slice(left.span.start, right.span.start);
  return right.kind === 'parenthesised' && isShort(left) && !before.includes('//');
}

function isShort(expression: Expression): boolean {
  if (expression.kind === 'binary') return isShort(expression.left) && isShort(expression.right);
  return expression.kind === 'number' || (expression.kind === 'call' && !expression.called);
}

/** Operators that stand in one chain; comparisons do not chain. */
const levels: Readonly<Record<BinaryOperator, string>> = {
  ...{ or: 'or', and: 'and', '+': 'sum', '-': 'sum', '^': 'power' },
  ...{ '*': 'product', '/': 'product', '%': 'product', '@': 'product' },
  ...{ '==': '==', '!=': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' },
};

function printFlow(page: Page, flow: Pipe | Else): Doc {
  return printLinks(page, flow, (one) => {
    if (one.kind !== flow.kind) return undefined;
    return one.kind === 'pipe'
      ? { before: one.value, print: () => ['|> ', printCall(page, one.call)] }
      : { before: one.value, print: () => ['else ', printExpression(page, one.fallback)] };
  });
}

interface Link {
  /** What stands to the left of the operator. */
  readonly before: Expression;
  /** The operator and what stands to its right. */
  readonly print: () => Doc;
}

/** Nested to the left, printed as one chain. */
function printLinks(
  page: Page,
  whole: Expression,
  linkOf: (one: Expression) => Link | undefined,
): Doc {
  const parts: Part[] = [];
  let first = whole;
  for (let link = linkOf(first); link !== undefined; link = linkOf(first)) {
    const span: Span = { start: page.codeAfter(link.before.span.end), end: first.span.end };
    parts.unshift({ span, print: link.print });
    first = link.before;
  }
  return printChain(page, [...expressionParts(page, [first]), ...parts]);
}
