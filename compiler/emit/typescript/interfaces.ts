import type { Input, Output } from '../../../runtime/program/index.ts';
import type { Line } from '../lines.ts';
import { constantCase, pascalCase, propertyKey, quoted } from './identifiers.ts';
import { enclosed } from './layout.ts';
import type { ModuleModel } from './model.ts';
import type { PairFunction } from './pairs.ts';
import type { AliasText, InterfaceText, PropertyText } from './parts.ts';
import { shapeText, type Weight } from './weights.ts';

/** Declared class names of an input, as a constant of the module and the type of one of them. */
export interface NameList {
  readonly constant: string;
  readonly type: string;
  readonly input: Input;
  readonly lines: readonly Line[];
}

/** For each input that the module reads or tells, the names that the model declares. */
export function nameLists(model: ModuleModel): readonly NameList[] {
  const told = model.classes === undefined ? [] : [model.classes.label];
  const all = new Set([...model.modalities, ...told, ...model.judged]);
  return [...all].flatMap((input): NameList[] => {
    if (input.type.kind !== 'class' || input.type.names === null) return [];
    const constant = model.identifiers.take(constantCase(input.name));
    const type = model.identifiers.take(pascalCase(input.name));
    const lines = enclosed(
      `export const ${constant} = [`,
      input.type.names.map(quoted),
      '] as const;',
      { origin: input.origin },
    );
    return [{ constant, type, input, lines }];
  });
}

/** What the module's functions take and give. */
export function moduleInterfaces(
  model: ModuleModel,
  lists: readonly NameList[],
): readonly (InterfaceText | AliasText)[] {
  return [
    inputInterface(model, lists),
    ...(hasSample(model) ? [sampleInterface(model, lists)] : []),
    ...(model.readouts.length > 0 ? [outputInterface(model, lists)] : []),
    weightsInterface(model),
    ...[...model.pairs.values()].flatMap((pair) => sideInterfaces(model, pair)),
  ];
}

/** What a function of two samples reads of each. */
function sideInterfaces(
  { names, program, optional }: ModuleModel,
  { sides, left, right, root }: PairFunction,
): readonly InterfaceText[] {
  const side = (name: string, nodes: readonly number[], of: string): InterfaceText => ({
    kind: 'interface',
    name,
    about: `What is compared of ${of}.`,
    extends: [],
    properties: nodes.map((node) => ({
      key: names.get(node)!,
      type: optional.has(node) ? 'Tensor | undefined' : 'Tensor',
      optional: false,
      about: `${capitalised(shapeText(program.nodes[node]!.shape))}.`,
      origin: program.nodes[root]!.origin,
    })),
  });
  if (sides.left === sides.right) return [side(sides.left, left, 'each of two samples')];
  return [
    side(sides.left, left, 'the left one of two samples'),
    side(sides.right, right, 'the right one of two samples'),
  ];
}

/** Is there anything that takes a sample with what is true of it? */
function hasSample({ sections, run }: ModuleModel): boolean {
  return sections.losses.length > 0 || run.train !== null;
}

/** What `predict` is given. */
function inputInterface(model: ModuleModel, lists: readonly NameList[]): InterfaceText {
  const about = `One sample for ${model.program.model}.`;
  return {
    kind: 'interface',
    name: `${model.title}Input`,
    about: model.docs.model === '' ? about : `${about}\n\n${model.docs.model}`,
    extends: [],
    properties: model.modalities.map((input) => inputProperty(model, input, lists)),
  };
}

/** What `loss` and `fit` are given. */
function sampleInterface(
  model: ModuleModel,
  lists: readonly NameList[],
): InterfaceText | AliasText {
  const name = `${model.title}Sample`;
  if (model.judged.length === 0) {
    const about = ['What the model learns from: nothing is to be told of it.'];
    return { kind: 'alias', name, about, type: `${model.title}Input` };
  }
  return {
    kind: 'interface',
    name,
    about: 'A sample with what is true of it.',
    extends: [`${model.title}Input`],
    properties: model.judged.map((input) => inputProperty(model, input, lists)),
  };
}

function inputProperty(
  { docs }: ModuleModel,
  input: Input,
  lists: readonly NameList[],
): PropertyText {
  const { about, type } = inputType(input, lists);
  const own = docs.of(input.role, input.name);
  return {
    key: propertyKey(input.name),
    optional: input.optional,
    origin: input.origin,
    type,
    about: own === '' ? about : `${own}\n\n${about}`,
  };
}

/** What `load` gives. */
function weightsInterface(model: ModuleModel): InterfaceText {
  return {
    kind: 'interface',
    name: `${model.title}Weights`,
    about: 'What training found.',
    extends: [],
    properties: model.weights.map((weight) => ({
      key: weight.name,
      type: weightType(model, weight),
      optional: false,
      about: weight.about,
      origin: weight.origin,
    })),
  };
}

function weightType(model: ModuleModel, { kind, node }: Weight): string {
  switch (kind) {
    case 'parameter':
    case 'fit':
      return 'Tensor';
    case 'vocabulary':
    case 'classes':
      return 'readonly string[]';
    case 'solver': {
      const { operation } = model.program.nodes[node]!;
      const kernel = operation.kind === 'solve' ? operation.kernel : null;
      return kernel === null
        ? 'TrainedSolver'
        : `TrainedSolver<${model.pairs.get(kernel)!.sides.right}>`;
    }
  }
}

/** What `predict` gives. */
function outputInterface(model: ModuleModel, lists: readonly NameList[]): InterfaceText {
  const { classes, program, docs } = model;
  const told = classTypes(model, lists);
  const mayMiss = classes !== undefined && model.optional.has(classes.scores);
  const parent = told && (mayMiss ? `Partial<${told.type}>` : told.type);
  return {
    kind: 'interface',
    name: `${model.title}Output`,
    about: `What ${program.model} says of a sample.`,
    extends: parent === undefined ? [] : [parent],
    properties: model.readouts.map((readout) => {
      const { shape, origin } = program.nodes[readout.node]!;
      const own = docs.of('readout', readout.name);
      const form = `\`${readout.type}\`${shape.length > 1 ? ', row by row' : ''}.`;
      return {
        key: propertyKey(readout.name),
        optional: false,
        type: readoutType(model, readout),
        about: own === '' ? form : `${own}\n\n${form}`,
        origin,
      };
    }),
  };
}

/** How the names of the classes are written that a prediction tells, and what telling them gives. */
export function classTypes(
  model: ModuleModel,
  lists: readonly NameList[],
): { readonly names: string; readonly type: string } | undefined {
  if (model.classes === undefined) return undefined;
  const { label, task } = model.classes;
  const declared = lists.find(({ input }) => input === label);
  const key = label.type.kind === 'word' ? label.type.modality : label.name;
  const trained = model.weights.find(
    ({ kind, key: of }) => of === key && (kind === 'vocabulary' || kind === 'classes'),
  );
  const classified = `Classified<${declared?.type ?? 'string'}>`;
  return {
    names: declared?.constant ?? `weights.${trained?.name ?? ''}`,
    // Scores that are no logits say which class it is, and not how likely.
    type: task.kind === 'decision' ? `Pick<${classified}, 'label'>` : classified,
  };
}

/** The type of one of the names of a class. */
function classNameType(label: Input, lists: readonly NameList[]): string {
  return lists.find(({ input }) => input === label)?.type ?? 'string';
}

function readoutType(model: ModuleModel, { node }: Output): string {
  const type = model.program.nodes[node]!.shape.length === 0 ? 'number' : 'Float64Array';
  return model.optional.has(node) ? `${type} | undefined` : type;
}

function inputType(
  input: Input,
  lists: readonly NameList[],
): { readonly type: string; readonly about: string } {
  const { type, shape } = input;
  const numbers = shape.length === 0 ? 'number' : 'ArrayLike<number>';
  const missing = input.optional ? ' It may be missing.' : '';
  switch (type.kind) {
    case 'image': {
      const size = `${type.width} x ${type.height}`;
      const channels = type.channels === null ? '' : `, ${type.channels} channels per pixel`;
      return {
        type: numbers,
        about: `A picture of ${size} pixels, row by row from the top${channels}, values in [0, 1].${missing}`,
      };
    }
    case 'audio':
      return {
        type: numbers,
        about: `A sound of ${shape[0] ?? 0} samples at ${type.rate} Hz, values in [-1, 1].${missing}`,
      };
    case 'text':
      return { type: 'string', about: `A text; its first ${type.words} words count.${missing}` };
    case 'word':
      return { type: 'string', about: `A word of \`${type.modality}\`.${missing}` };
    case 'class': {
      const name = classNameType(input, lists);
      const many = shape.length > 0;
      return {
        type: many ? `readonly ${name}[]` : name,
        about: `${many ? shapeText(shape).replace('numbers', 'classes') : 'A class'}.${missing}`,
      };
    }
    case 'tensor':
      return { type: numbers, about: `${capitalised(shapeText(shape))}.${missing}` };
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
