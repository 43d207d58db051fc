import { builders } from 'prettier/doc';
import type { Doc } from 'prettier';
import type { Expression, Name, Require, Step, TypeExpression } from '../../../grammar/tree.ts';
import type { Page } from '../page.ts';
import { expressionParts, printExpression } from './expressions.ts';
import { printCommas } from './lists.ts';
import { printType } from './types.ts';

const { group } = builders;

/** `let`, `param`, `fit` and `require`, which every body knows. */
export function printStep(page: Page, step: Step): Doc {
  switch (step.kind) {
    case 'let':
    case 'fit':
      return printBinding(page, step);
    case 'param':
      return printBinding(page, { ...step, value: step.start });
    case 'require':
      return printRequire(page, step);
  }
}

/** `word name: type = value`, as far as there is one of each. */
export function printBinding(
  page: Page,
  binding: {
    readonly kind: string;
    readonly name: Name | null;
    readonly type?: TypeExpression | null;
    readonly value: Expression | null;
  },
): Doc {
  const { kind, name, type = null, value } = binding;
  return group([
    kind,
    name === null ? '' : ` ${name.text}`,
    type === null ? '' : [': ', printType(page, type)],
    value === null ? '' : [name === null ? ' ' : ' = ', printExpression(page, value)],
  ]);
}

export function printRequire(page: Page, { condition, message, span }: Require): Doc {
  const parts = expressionParts(page, [condition]);
  if (message === null) return ['require ', printCommas(page, parts)];
  const comma = page.codeAfter(condition.span.end);
  const text = { start: page.codeAfter(comma + 1), end: span.end };
  const words = { span: text, print: () => page.text.slice(text.start, text.end) };
  return ['require ', printCommas(page, [...parts, words])];
}
