import type { Run } from '../../../runtime/program/index.ts';
import { circuitConstants } from './circuits.ts';
import { valueConstants } from './constants.ts';
import { moduleFunctions } from './functions.ts';
import { quoted } from './identifiers.ts';
import { moduleInterfaces, nameLists, type NameList } from './interfaces.ts';
import { readModel, type ModuleModel } from './model.ts';
import type { TypescriptOptions } from './options.ts';
import type { ModuleText, Part } from './parts.ts';
import type { Place } from '../../../runtime/program/index.ts';

/** Everything that a module imports is one of these. */
const VALUES = [
  'averageOf',
  'classInput',
  'classify',
  'dataflow as op',
  'decide',
  'defineCircuit',
  'defineFeature',
  'fitRun',
  'judge',
  'missingOf',
  'numberOf',
  'numbersInput',
  'numbersOf',
  'openCheckpoint',
  'tensor',
  'textInput',
] as const;

const TYPES = [
  'Classified',
  'DefinedCircuit',
  'FitOptions',
  'Fitted',
  'Tensor',
  'TrainedSolver',
] as const;

/** A model as a module, before it is printed, and where the model is declared. */
export interface WrittenModule {
  readonly text: ModuleText;
  readonly place: Place | null;
  /** What its author wrote above it; empty for nothing. */
  readonly about: string;
}

/** Writes the parts of a module. */
export function writeModule(run: Run, options: TypescriptOptions): WrittenModule {
  const model = readModel(run, options);
  const lists = nameLists(model);
  const parts: readonly Part[] = [
    ...lists.flatMap(listParts),
    ...moduleInterfaces(model, lists),
    ...moduleFunctions(model, lists),
    ...valueConstants(model),
    ...circuitConstants(model),
  ];
  return {
    text: { header: header(model), imports: importsOf(parts), parts },
    place: model.docs.place,
    about: model.docs.model,
  };
}

function listParts({ constant, type, input, lines }: NameList): readonly Part[] {
  const names = input.type.kind === 'class' ? (input.type.names ?? []) : [];
  return [
    {
      kind: 'constant',
      name: constant,
      about: [],
      type: `readonly [${names.map(quoted).join(', ')}]`,
      lines,
      literal: true,
    },
    { kind: 'alias', name: type, about: [], type: `(typeof ${constant})[number]` },
  ];
}

function header({ program, options, title }: ModuleModel): readonly string[] {
  const stem = options.file.replace(/\.ts$/, '');
  return [
    `The model \`${program.model}\`, compiled by qmm from ${program.sources.map(options.sourcePath ?? String).join(', ')}.`,
    '',
    '```ts',
    `import { load, predict } from './${stem}.ts';`,
    '',
    "const weights = load(JSON.parse(await readFile('checkpoint.json', 'utf8')));",
    `const output = predict(input, weights); // input: ${title}Input`,
    '```',
  ];
}

/** What the parts use of the runtime. */
function importsOf(parts: readonly Part[]): ModuleText['imports'] {
  const values = parts.flatMap(codeOf).join('\n');
  const types = parts.flatMap(typesOf).join('\n');
  const declared = parts.flatMap((part) => (part.kind === 'constant' ? (part.type ?? []) : []));
  const isIn = (name: string, text: string): boolean => new RegExp(`\\b${name}\\b`).test(text);
  const local = (name: string): string => name.replace(/^.* as /, '');
  return {
    values: VALUES.filter((name) => new RegExp(`\\b${local(name)}[(.]`).test(values)),
    types: TYPES.filter((name) => isIn(name, types)),
    declared: TYPES.filter((name) => isIn(name, declared.join('\n'))),
  };
}

function codeOf(part: Part): readonly string[] {
  const lines = part.kind === 'constant' ? part.lines : part.kind === 'function' ? part.body : [];
  return lines.map(({ text }) => text).filter((text) => !text.trimStart().startsWith('//'));
}

function typesOf(part: Part): readonly string[] {
  switch (part.kind) {
    case 'interface':
      return [...part.extends, ...part.properties.map(({ type }) => type)];
    case 'alias':
      return [part.type];
    case 'constant':
      return [];
    case 'function':
      return [...part.parameters.map(({ type }) => type), part.result ?? ''];
  }
}
