import { builders } from 'prettier/doc';
import type { Doc } from 'prettier';
import type {
  DataDeclaration,
  Declaration,
  FunctionDeclaration,
  Settings,
  SourceFile,
  TargetDeclaration,
  TrainDeclaration,
  UseImport,
} from '../../../grammar/tree.ts';
import type { Page } from '../page.ts';
import { printCircuit } from './circuits.ts';
import { joinLines, type Part, printPart, printRest, printRun } from './comments.ts';
import { printCall, printExpression } from './expressions.ts';
import { printModel } from './items.ts';
import { printBlock, printCommas } from './lists.ts';
import { printSentence } from './sentences.ts';
import { printSettings } from './settings.ts';
import { printBinding, printStep } from './steps.ts';
import { tight } from './tight.ts';
import { printParameters, printType } from './types.ts';

const { group, hardline, indent, line } = builders;

export function printFile(page: Page, { declarations }: SourceFile): Doc {
  const rows = declarations.map((declaration) =>
    printPart(page, { span: declaration.span, print: () => printDeclaration(page, declaration) }),
  );
  const all = [...rows, ...printRest(page, Infinity)];
  if (all.length === 0) return '';
  const isParted = (index: number): boolean => {
    const [before, after] = declarations.slice(index - 1, index + 1);
    return after !== undefined && !(listed(before!) && listed(before!) === listed(after));
  };
  return [joinLines(page, all, isParted), hardline];
}

/** Declarations of a line or so, which may follow one another without an empty line. */
function listed({ kind }: Declaration): 'use' | 'let' | undefined {
  if (kind === 'use-version' || kind === 'use-import') return 'use';
  return kind === 'let' ? 'let' : undefined;
}

function printDeclaration(page: Page, declaration: Declaration): Doc {
  switch (declaration.kind) {
    case 'use-version': {
      const { language, span } = declaration;
      const version = page.text.slice(page.codeAfter(language.span.end), span.end);
      return `use ${language.text} ${version}`;
    }
    case 'use-import':
      return printImport(page, declaration);
    case 'let':
      return printStep(page, declaration);
    case 'function':
      return printFunction(page, declaration);
    case 'circuit':
      return printCircuit(page, declaration);
    case 'model':
      return printModel(page, declaration);
    case 'data':
    case 'target':
      return printSource(page, declaration);
    case 'train':
      return printTrain(page, declaration);
    case 'compare':
      return [`compare ${declaration.model.text}`, printUse(page, declaration.settings)];
  }
}

function printImport(page: Page, { imports, pathSpan }: UseImport): Doc {
  const names = imports.map(({ name, alias, span }) => ({
    span,
    print: () => (alias === null ? name.text : `${name.text} as ${alias.text}`),
  }));
  const last = imports.at(-1)!.span.end;
  const list: Part = {
    span: { start: imports[0]!.span.start, end: last },
    print: () => printCommas(page, names),
  };
  const origin: Part = {
    span: { start: page.codeAfter(last), end: pathSpan.end },
    print: () => `from ${page.text.slice(pathSpan.start, pathSpan.end)}`,
  };
  const [what, where] = printRun(page, [list, origin]).map(({ doc }) => doc);
  return group(['use ', what!, indent([line, where!])]);
}

function printFunction(page: Page, declaration: FunctionDeclaration): Doc {
  const { name, parameters, result, body, value, header, span } = declaration;
  const steps = body.map((step): Part => ({
    span: step.span,
    print: () => {
      switch (step.kind) {
        case 'register':
        case 'encode':
        case 'fuse':
        case 'evolve':
          return printSentence(page, step);
        default:
          return printStep(page, step);
      }
    },
  }));
  const before = body.at(-1)?.span.end ?? page.codeAfter(header.end) + 1;
  const end: Part = {
    span: { start: page.codeAfter(before), end: value.span.end },
    print: () => printBinding(page, { kind: 'return', name: null, value }),
  };
  return [
    `function ${name.text}`,
    printParameters(page, name, parameters),
    result === null ? '' : [': ', tight(printType(page, result))],
    ' ',
    printBlock(page, span.end - 1, [...steps, end]),
  ];
}

function printSource(page: Page, declaration: DataDeclaration | TargetDeclaration): Doc {
  const { kind, name, source, settings } = declaration;
  const head = group([`${kind} ${name.text} = `, printExpression(page, source)]);
  return [head, printUse(page, settings)];
}

function printTrain(page: Page, { name, model, data, settings }: TrainDeclaration): Doc {
  const run = name === null ? '' : `${name.text} = `;
  const head = [`train ${run}`, printCall(page, model), ` on ${data.text}`];
  return [head, printUse(page, settings)];
}

function printUse(page: Page, settings: Settings | null): Doc {
  return settings === null ? '' : [' ', printSettings(page, settings)];
}
