import type { Input, Output } from '../../../runtime/program/index.ts';
import type { Line } from '../lines.ts';
import { constantCase, pascalCase, propertyKey, quoted } from './identifiers.ts';
import { enclosed } from './layout.ts';
import { shapeText, type ModuleModel } from './model.ts';

/** An interface, with the place in the model that each line comes from. */
export interface InterfaceText {
  readonly name: string;
  readonly about: string;
  readonly extends: readonly string[];
  readonly properties: readonly PropertyText[];
}

interface PropertyText {
  readonly key: string;
  readonly type: string;
  readonly optional: boolean;
  readonly about: string;
  readonly origin: number;
}

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
  return [...new Set([...model.modalities, ...told])].flatMap((input): NameList[] => {
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

/** What `predict` is given. */
export function inputInterface(model: ModuleModel, lists: readonly NameList[]): InterfaceText {
  return {
    name: `${model.title}Input`,
    about: `One sample for ${model.program.model}.`,
    extends: [],
    properties: model.modalities.map((input) => ({
      key: propertyKey(input.name),
      optional: input.optional,
      origin: input.origin,
      ...inputType(input, lists),
    })),
  };
}

/** What `load` gives. */
export function weightsInterface(model: ModuleModel): InterfaceText {
  return {
    name: `${model.title}Weights`,
    about: 'What training found.',
    extends: [],
    properties: model.weights.map(({ name, kind, about, origin }) => ({
      key: name,
      type: kind === 'parameter' || kind === 'fit' ? 'Tensor' : 'readonly string[]',
      optional: false,
      about,
      origin,
    })),
  };
}

/** What `predict` gives. */
export function outputInterface(model: ModuleModel, lists: readonly NameList[]): InterfaceText {
  const { classes, program } = model;
  const label = classes && classNameType(classes.label, lists);
  const classified = `Classified<${label ?? 'string'}>`;
  const mayMiss = classes !== undefined && model.optional.has(classes.scores);
  return {
    name: `${model.title}Output`,
    about: `What ${model.program.model} says of a sample.`,
    extends: label === undefined ? [] : [mayMiss ? `Partial<${classified}>` : classified],
    properties: program.readouts.map((readout) => ({
      key: propertyKey(readout.name),
      optional: false,
      type: readoutType(model, readout),
      about: `\`${readout.type}\`${program.nodes[readout.node]!.shape.length > 1 ? ', row by row' : ''}.`,
      origin: program.nodes[readout.node]!.origin,
    })),
  };
}

/** The type of one of the names of a label. */
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
