import type { Doc } from 'prettier';
import type { Item, ModelDeclaration } from '../../../grammar/tree.ts';
import type { Page } from '../page.ts';
import { printBlock } from './lists.ts';
import { printSentence } from './sentences.ts';
import { printBinding, printStep } from './steps.ts';
import { printParameters, printType } from './types.ts';

export function printModel(page: Page, { name, parameters, items, span }: ModelDeclaration): Doc {
  const parts = items.map((item) => ({ span: item.span, print: () => printItem(page, item) }));
  return [
    `model ${name.text}`,
    printParameters(page, name, parameters),
    ' ',
    printBlock(page, span.end - 1, parts),
  ];
}

function printItem(page: Page, item: Item): Doc {
  switch (item.kind) {
    case 'modality':
    case 'label':
      return [`${item.kind} ${item.name.text}: `, printType(page, item.type)];
    case 'readout':
    case 'objective':
    case 'metric':
      return printBinding(page, item);
    case 'register':
    case 'encode':
    case 'fuse':
    case 'evolve':
      return printSentence(page, item);
    default:
      return printStep(page, item);
  }
}
