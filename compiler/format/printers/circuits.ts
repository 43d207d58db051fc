import { builders } from 'prettier/doc';
import type { Doc } from 'prettier';
import type {
  Block,
  CircuitDeclaration,
  For,
  GateOperation,
  GateStep,
  If,
} from '../../../grammar/tree.ts';
import type { Page } from '../page.ts';
import { type Printed, printRest } from './comments.ts';
import { printArguments, printExpression } from './expressions.ts';
import { printBlock, printCommas } from './lists.ts';
import { printOperand, printOperands } from './sentences.ts';
import { printStep } from './steps.ts';
import { tight } from './tight.ts';
import { printParameters, wireParts } from './types.ts';

const { group } = builders;

export function printCircuit(page: Page, circuit: CircuitDeclaration): Doc {
  const { name, parameters, wires, body } = circuit;
  const list = printParameters(page, name, parameters);
  const registers = printCommas(page, wireParts(page, wires));
  const on = parameters.length === 0 ? registers : tight(registers);
  const header = group([`circuit ${name.text}`, list, ' on ', on]);
  return [header, ' ', printSteps(page, body)];
}

/** @param above what stands before the block and is about it */
function printSteps(page: Page, { steps, span }: Block, above: readonly Printed[] = []): Doc {
  const parts = steps.map((step) => ({ span: step.span, print: () => printGateStep(page, step) }));
  return printBlock(page, span.end - 1, parts, above);
}

function printGateStep(page: Page, step: GateStep): Doc {
  switch (step.kind) {
    case 'for':
      return printFor(page, step);
    case 'repeat':
      return ['repeat ', printExpression(page, step.count), ' ', printSteps(page, step.body)];
    case 'if':
      return printIf(page, step);
    case 'control':
      return ['control ', printOperand(page, step.operand), ' ', printSteps(page, step.body)];
    case 'inverse':
      return ['inverse ', printSteps(page, step.body)];
    case 'operation':
      return printOperation(page, step);
    default:
      return printStep(page, step);
  }
}

function printOperation(page: Page, { name, arguments: list, operands }: GateOperation): Doc {
  const given = printArguments(page, name, list);
  const registers = printOperands(page, operands);
  return group([name.text, given, ' ', list.length === 0 ? registers : tight(registers)]);
}

function printFor(page: Page, { names, over, body }: For): Doc {
  const list = names.map(({ text }) => text).join(', ');
  const bound = names.length === 1 ? list : `(${list})`;
  return [`for ${bound} in `, printExpression(page, over), ' ', printSteps(page, body)];
}

function printIf(page: Page, node: If, above: readonly Printed[] = []): Doc {
  const { condition, then, else: otherwise } = node;
  const head = ['if ', printExpression(page, condition), ' ', printSteps(page, then, above)];
  if (otherwise === null) return head;
  // Comments around the `else` tell what it is for.
  const reasons = printRest(page, otherwise.span.start);
  const rest =
    otherwise.kind === 'if'
      ? printIf(page, otherwise, reasons)
      : printSteps(page, otherwise, reasons);
  return [head, ' else ', rest];
}
