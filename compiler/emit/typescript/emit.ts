import type { InterfaceDeclarationStructure, StructureKind } from 'ts-morph';
import type { Run } from '../../../runtime/program/index.ts';
import type { Line } from '../lines.ts';
import { circuitLines } from './circuit-code.ts';
import { importLines, loadLines, predictLines } from './functions.ts';
import {
  inputInterface,
  nameLists,
  outputInterface,
  weightsInterface,
  type InterfaceText,
} from './interfaces.ts';
import { readModel, type ModuleModel } from './model.ts';
import type { TypescriptOptions } from './options.ts';
import { sourceMap } from './source-map.ts';
import { constantLines, featureLines } from './steps.ts';

export interface TypescriptModule {
  readonly code: string;
  /** JSON of a version 3 source map, with the texts of the model inside. */
  readonly map: string;
}

/** Everything that the module imports is one of these. */
const RUNTIME = [
  'classInput',
  'classify',
  'dataflow as op',
  'defineCircuit',
  'defineFeature',
  'judge',
  'numberOf',
  'numbersInput',
  'numbersOf',
  'openCheckpoint',
  'tensor',
  'textInput',
  'type Classified',
  'type Tensor',
] as const;

/**
 * A model as an ECMAScript module in TypeScript that needs the package `qmm` alone: typed inputs and outputs, `load`
 * for the checkpoint of a run, and `predict`, which does one step of the dataflow a line.
 */
export async function emitTypescript(
  run: Run,
  options: TypescriptOptions,
): Promise<TypescriptModule> {
  const model = readModel(run, options);
  const lists = nameLists(model);
  const interfaces = [
    inputInterface(model, lists),
    outputInterface(model, lists),
    weightsInterface(model),
  ];
  const circuits = [...model.circuits].map(([index, name]) => circuitLines(model, index, name));
  const constants = [...constantLines(model), ...featureLines(model)];
  const load = loadLines(model);
  const predict = predictLines(model, lists);

  const named = lists.map(({ lines, constant, type }) => [
    ...lines,
    { text: `export type ${type} = (typeof ${constant})[number];`, origin: null },
  ]);
  const body = [...named.flat(), ...constants, ...circuits.flat(), ...load, ...predict];
  const printedTypes = interfaces.flatMap(interfaceLines);
  const used = usedNames([...body, ...printedTypes]);
  const code = await print([
    [
      `${header(model)}\n${text(importLines(used, options.runtime ?? 'qmm'))}`,
      ...named.map(text),
    ].join('\n\n'),
    ...interfaces,
    [
      ...(constants.length > 0 ? [text(constants)] : []),
      ...circuits.map(text),
      functionText(
        [
          'Takes what training found out of `checkpoint.json`, given as `JSON.parse` reads it.',
          '@throws UserProblem where it is no checkpoint of this model',
        ],
        `load(checkpoint: unknown): ${model.title}Weights`,
        load,
      ),
      functionText(
        [
          'Predicts one sample.',
          ...(drawsByChance(model)
            ? ['@param random numbers in [0, 1), which decide what is drawn']
            : []),
          '@throws UserProblem where a modality has more or fewer numbers than it should',
        ],
        predictSignature(model, predict),
        predict,
      ),
    ].join('\n\n'),
  ]);
  const complete = `${code.trimEnd()}\n//# sourceMappingURL=${options.file}.map\n`;
  const map = await sourceMap(
    complete,
    [...named.flat(), ...printedTypes, ...constants, ...circuits.flat(), ...load, ...predict],
    run.program,
    options,
  );
  return { code: complete, map };
}

/** Prints the whole module at once: adding to a file piece by piece is quadratic in ts-morph. */
async function print(parts: readonly (string | InterfaceText)[]): Promise<string> {
  const { IndentationText, Project, QuoteKind, StructureKind } = await import('ts-morph');
  const statements = parts.map((part) =>
    typeof part === 'string' ? part : interfaceStructure(part, StructureKind.Interface),
  );
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      quoteKind: QuoteKind.Single,
      useTrailingCommas: true,
    },
  });
  return project.createSourceFile('module.ts', { statements }).getFullText();
}

function header({ program, options, title }: ModuleModel): string {
  const stem = options.file.replace(/\.ts$/, '');
  return [
    '/**',
    ` * The model \`${program.model}\`, compiled by qmm from ${program.sources.join(', ')}.`,
    ' *',
    ' * ```ts',
    ` * import { load, predict } from './${stem}.ts';`,
    ' *',
    " * const weights = load(JSON.parse(await readFile('checkpoint.json', 'utf8')));",
    ` * const output = predict(input, weights); // input: ${title}Input`,
    ' * ```',
    ' */',
  ].join('\n');
}

function interfaceStructure(
  declared: InterfaceText,
  kind: StructureKind.Interface,
): InterfaceDeclarationStructure {
  return {
    kind,
    isExported: true,
    name: declared.name,
    docs: [declared.about],
    extends: [...declared.extends],
    properties: declared.properties.map(({ key, type, optional, about }) => ({
      isReadonly: true,
      name: key,
      type,
      hasQuestionToken: optional,
      docs: [about],
    })),
  };
}

/** The lines of an interface as the printer writes them. */
function interfaceLines({ name, extends: parents, properties }: InterfaceText): readonly Line[] {
  const parent = parents.length > 0 ? ` extends ${parents.join(', ')}` : '';
  return [
    { text: `export interface ${name}${parent} {`, origin: null },
    ...properties.map(({ key, type, optional, origin }) => ({
      text: `readonly ${key}${optional ? '?' : ''}: ${type};`,
      origin,
    })),
  ];
}

function functionText(about: readonly string[], signature: string, body: readonly Line[]): string {
  return [
    '/**',
    ...about.map((line) => ` * ${line}`),
    ' */',
    `export function ${signature} {`,
    ...body.map((line) => line.text),
    '}',
  ].join('\n');
}

function usedNames(lines: readonly Line[]): readonly string[] {
  const all = lines.map((line) => line.text).join('\n');
  return RUNTIME.filter((name) => {
    const local = name.replace(/^type |^.* as /, '');
    return new RegExp(`\\b${local}\\b`).test(all);
  });
}

/** A model without weights still takes them, so that all modules are used alike. */
function predictSignature(model: ModuleModel, body: readonly Line[]): string {
  const { title } = model;
  const weights = body.some((line) => line.text.includes('weights.')) ? 'weights' : '_weights';
  const input = model.modalities.length > 0 ? 'input' : '_input';
  const parameters = [
    `${input}: ${title}Input`,
    `${weights}: ${title}Weights`,
    ...(drawsByChance(model) ? ['random: () => number = Math.random'] : []),
  ];
  const single = `predict(${parameters.join(', ')}): ${title}Output`;
  if (`export function ${single} {`.length <= 100) return single;
  return ['predict(', ...parameters.map((each) => `  ${each},`), `): ${title}Output`].join('\n');
}

/** Is something of what it predicts left to chance? */
function drawsByChance({ program, nodes }: ModuleModel): boolean {
  return nodes.some((index) => ['draw', 'sample'].includes(program.nodes[index]!.operation.kind));
}

function text(lines: readonly Line[]): string {
  return lines.map((line) => line.text).join('\n');
}
