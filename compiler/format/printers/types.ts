import type { Doc } from 'prettier';
import type { Name, Parameter, TypeExpression, Wire } from '../../../grammar/tree.ts';
import type { Page } from '../page.ts';
import type { Part } from './comments.ts';
import { printArguments, printExpression, printIndices } from './expressions.ts';
import { printBracketed } from './lists.ts';

export function printType(page: Page, type: TypeExpression): Doc {
  const head = [type.name.text, printArguments(page, type.name, type.arguments)];
  const suffixes = type.suffixes.map((suffix): Doc => {
    switch (suffix.kind) {
      case 'dimensions':
        return printIndices(page, suffix.span.start, suffix.dimensions);
      case 'any-shape':
        return '[..]';
      case 'optional':
        return '?';
    }
  });
  return [head, suffixes];
}

/** The parameters of a header; nothing where it has no parentheses. */
export function printParameters(page: Page, name: Name, parameters: readonly Parameter[]): Doc {
  const open = page.codeAfter(name.span.end);
  if (page.text.charAt(open) !== '(') return '';
  const parts = parameters.map((parameter) => parameterPart(page, parameter));
  return printBracketed(page, { open, parts, last: 'comma' });
}

/** `q`, `q[n]` of a header or a `register` statement. */
export function wireParts(page: Page, wires: readonly Wire[]): Part[] {
  return wires.map(({ name, size, span }) => ({
    span,
    print: () => [name.text, size === null ? '' : printIndices(page, name.span.end, [size])],
  }));
}

function parameterPart(page: Page, { name, type, default: preset, span }: Parameter): Part {
  return {
    span,
    print: () => [
      `${name.text}: `,
      printType(page, type),
      preset === null ? '' : [' = ', printExpression(page, preset)],
    ],
  };
}
