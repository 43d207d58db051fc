import { builders } from 'prettier/doc';
import type { Doc } from 'prettier';
import type { Block, CircuitDeclaration, For, GateStep, If } from '../../../grammar/tree.ts';
import type { Page } from '../page.ts';
import { printArguments, printExpression } from './expressions.ts';
import { printBlock, printCommas } from './lists.ts';
import { printOperand, printOperands } from './sentences.ts';
import { printStep } from './steps.ts';
import { printParameters, wireParts } from './types.ts';

const { group } = builders;

export function printCircuit(page: Page, circuit: CircuitDeclaration): Doc {
  const { name, parameters, wires, body } = circuit;
  const header = group([
    `circuit ${name.text}`,
    printParameters(page, name, parameters),
    ' on ',
    printCommas(page, wireParts(page, wires)),
  ]);
  return [header, ' ', printSteps(page, body)];
}

function printSteps(page: Page, { steps, span }: Block): Doc {
  const parts = steps.map((step) => ({ span: step.span, print: () => printGateStep(page, step) }));
  return printBlock(page, span.end - 1, parts);
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
      return group([
        step.name.text,
        printArguments(page, step.name, step.arguments),
        ' ',
        printOperands(page, step.operands),
      ]);
    default:
      return printStep(page, step);
  }
}

function printFor(page: Page, { names, over, body }: For): Doc {
  const list = names.map(({ text }) => text).join(', ');
  const bound = names.length === 1 ? list : `(${list})`;
  return [`for ${bound} in `, printExpression(page, over), ' ', printSteps(page, body)];
}

function printIf(page: Page, { condition, then, else: otherwise }: If): Doc {
  const head = ['if ', printExpression(page, condition), ' ', printSteps(page, then)];
  if (otherwise === null) return head;
  const rest = otherwise.kind === 'if' ? printIf(page, otherwise) : printSteps(page, otherwise);
  return [head, ' else ', rest];
}
