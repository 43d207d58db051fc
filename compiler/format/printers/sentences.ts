import { builders } from 'prettier/doc';
import type { Doc } from 'prettier';
import type { Call, Encode, Evolve, Fuse, Operand, Sentence } from '../../../grammar/tree.ts';
import type { Page } from '../page.ts';
import { type Part, printRun } from './comments.ts';
import { expressionParts, printCall, printIndices } from './expressions.ts';
import { printBracketed, printCommas } from './lists.ts';
import { wireParts } from './types.ts';

const { group, indent, join, line } = builders;

/** What a model or a function does with qubits. */
export function printSentence(page: Page, sentence: Sentence): Doc {
  switch (sentence.kind) {
    case 'register':
      return ['register ', printCommas(page, wireParts(page, sentence.wires))];
    case 'encode':
      return printEncode(page, sentence);
    case 'fuse':
    case 'evolve':
      return printApplied(page, sentence);
  }
}

export function printOperands(page: Page, operands: readonly Operand[]): Doc {
  return printCommas(page, operandParts(page, operands));
}

export function printOperand(page: Page, operand: Operand): Doc {
  if (operand.kind === 'joined') {
    const parts = operandParts(page, operand.parts);
    return printBracketed(page, { open: operand.span.start, parts, last: 'bare' });
  }
  const { name, index } = operand;
  return [name.text, index === null ? '' : printIndices(page, name.span.end, [index])];
}

function operandParts(page: Page, operands: readonly Operand[]): Part[] {
  return operands.map((operand) => ({
    span: operand.span,
    print: () => printOperand(page, operand),
  }));
}

function printEncode(page: Page, { values, operands, circuit }: Encode): Doc {
  const into = page.codeAfter(values.at(-1)!.span.end);
  const intoPart: Part = {
    span: { start: into, end: operands.at(-1)!.span.end },
    print: () => ['into ', printOperands(page, operands)],
  };
  const parts = [...expressionParts(page, values), intoPart, withPart(page, operands, circuit)];
  const docs = printRun(page, parts).map(({ doc }) => doc);
  const features = docs.slice(0, values.length);
  // Several values stand one level deeper than what is done with them.
  const encoded =
    features.length === 1 ? features : group(indent(indent(join([',', line], features))));
  const clauses = docs.slice(values.length).map((doc) => [line, doc]);
  return group(['encode ', encoded, indent(clauses)]);
}

function printApplied(page: Page, { kind, operands, circuit }: Fuse | Evolve): Doc {
  const span = { start: operands[0]!.span.start, end: operands.at(-1)!.span.end };
  const registers: Part = { span, print: () => printOperands(page, operands) };
  const docs = printRun(page, [registers, withPart(page, operands, circuit)]);
  const [on, by] = docs.map(({ doc }) => doc);
  return group([kind, ' ', on!, indent([line, by!])]);
}

function withPart(page: Page, operands: readonly Operand[], circuit: Call): Part {
  const start = page.codeAfter(operands.at(-1)!.span.end);
  return {
    span: { start, end: circuit.span.end },
    print: () => ['with ', printCall(page, circuit)],
  };
}
