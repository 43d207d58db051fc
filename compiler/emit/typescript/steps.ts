import type { Feature, Node, Program, SliceAxis } from '../../../runtime/program/index.ts';
import { plain, type Line } from '../lines.ts';
import { nameCircuit } from './circuit-names.ts';
import { camelCase, propertyKey, quoted } from './identifiers.ts';
import type { NameList } from './interfaces.ts';
import { braces, call, enclosed, numberList } from './layout.ts';
import type { ModuleModel } from './model.ts';
import { statementOf } from './naming.ts';
import { numberText } from './numbers.ts';

/** The body of `predict` up to its result: a line for each step of the dataflow. */
export function stepLines(model: ModuleModel, lists: readonly NameList[]): readonly Line[] {
  const { program, nodes, options } = model;
  let heading = '';
  return nodes.flatMap((index) => {
    const node = program.nodes[index]!;
    const lines = stepOf(model, lists, index, node);
    if (lines.length === 0) return [];
    const { title } = statementOf(program, node.origin, options);
    if (title === heading) return lines;
    heading = title;
    return [plain(`  // ${title === '' ? program.model : title}`), ...lines];
  });
}

/** Values that are the same for every sample and too large to stand in a line. */
export function constantLines(model: ModuleModel): readonly Line[] {
  return model.nodes.flatMap((index) => {
    const { operation, shape, origin } = model.program.nodes[index]!;
    if (operation.kind !== 'constant' || shape.length === 0) return [];
    const open = `const ${model.names.get(index)!} = tensor([${shape.join(', ')}], [`;
    return numberList(open, operation.values.map(numberText), ']);', { origin });
  });
}

/** Fixed transforms, made once. */
export function featureLines(model: ModuleModel): readonly Line[] {
  return [...model.features].flatMap(([index, name]) => {
    const { operation, inputs, shape, origin } = model.program.nodes[index]!;
    if (operation.kind !== 'feature') return [];
    const from = model.program.nodes[inputs[0]!]!.shape;
    const shapes = `{ from: [${from.join(', ')}], to: [${shape.join(', ')}] }`;
    return call(`const ${name} = defineFeature`, [featureText(operation.feature), shapes], ';', {
      origin,
    });
  });
}

function stepOf(
  model: ModuleModel,
  lists: readonly NameList[],
  index: number,
  node: Node,
): readonly Line[] {
  const { operation, origin } = node;
  const head = `const ${model.names.get(index)!} = `;
  const at = { origin, indent: 2 };
  switch (operation.kind) {
    case 'parameter':
    case 'fit':
    case 'constant':
      return [];
    case 'input':
      return inputStep(model, lists, operation.name, head, origin);
    case 'circuit':
      return circuitStep(model, index, head, origin);
    case 'feature':
      return call(`${head}${model.features.get(index)!}`, operands(model, node), ';', at);
    default: {
      const { name, args } = operationCall(node, operands(model, node));
      return call(`${head}op.${name}`, args, ';', at);
    }
  }
}

/** The function of `operations` that does what a node says, and its arguments. */
function operationCall(
  { operation, shape }: Node,
  inputs: readonly string[],
): { readonly name: string; readonly args: readonly string[] } {
  switch (operation.kind) {
    case 'unary':
    case 'binary':
      return { name: operation.function, args: inputs };
    case 'reduce': {
      const axis = operation.axis === null ? [] : [String(operation.axis)];
      return { name: operation.function, args: [...inputs, ...axis] };
    }
    case 'reshape':
      return { name: 'reshape', args: [...inputs, `[${shape.join(', ')}]`] };
    case 'pad':
    case 'one_hot':
      return { name: camelCase(operation.kind), args: [...inputs, String(shape.at(-1))] };
    case 'unfold': {
      const { axes, size, stride, padding } = operation.windows;
      const windows = `{ axes: ${axes}, size: ${size}, stride: ${stride}, padding: ${padding} }`;
      return { name: 'unfold', args: [...inputs, windows] };
    }
    case 'slice':
      return { name: 'slice', args: [...inputs, ...operation.axes.map(axisText)] };
    case 'draw': {
      const [low, high] = [operation.low, operation.high].map(numberText);
      return { name: 'draw', args: [`[${shape.join(', ')}]`, low!, high!, 'random'] };
    }
    case 'sample':
      return { name: 'sample', args: [...inputs, 'random'] };
    case 'else':
      return { name: 'orElse', args: inputs };
    case 'cross_entropy':
    case 'binary_cross_entropy':
    case 'huber':
    case 'mmd':
    case 'divergence':
      throw new Error(`${operation.kind} belongs to training, not to predicting`);
    default:
      return { name: camelCase(operation.kind), args: inputs };
  }
}

function operands({ program, names }: ModuleModel, { inputs }: Node): readonly string[] {
  return inputs.map((input) => {
    const { operation, shape } = program.nodes[input]!;
    if (operation.kind !== 'constant' || shape.length > 0) return names.get(input)!;
    return numberText(operation.values[0]!);
  });
}

function inputStep(
  { program, weights }: ModuleModel,
  lists: readonly NameList[],
  name: string,
  head: string,
  origin: number,
): readonly Line[] {
  const { type, shape } = program.inputs.find((each) => each.name === name)!;
  const key = propertyKey(name);
  const value = key === name ? `input.${name}` : `input[${key}]`;
  const shapeCode = `[${shape.join(', ')}]`;
  const at = { origin, indent: 2 };
  const listOf = (kind: 'vocabulary' | 'classes', of: string): string =>
    `weights.${weights.find((each) => each.kind === kind && each.key === of)?.name ?? ''}`;
  switch (type.kind) {
    case 'text': {
      const { words, vocabulary, unknown } = type;
      const args = [quoted(name), value, listOf('vocabulary', name)].join(', ');
      const about = [`words: ${words}`, `vocabulary: ${vocabulary}`, `unknown: '${unknown}'`];
      return enclosed(`${head}textInput(${args}, { `, about, ' });', at).map(braces);
    }
    case 'word': {
      const args = [quoted(name), value, listOf('vocabulary', type.modality), shapeCode];
      return call(`${head}classInput`, args, ';', at);
    }
    case 'class': {
      const declared = lists.find(({ input }) => input.name === name)?.constant;
      const args = [quoted(name), value, declared ?? listOf('classes', name), shapeCode];
      return call(`${head}classInput`, args, ';', at);
    }
    default:
      return call(`${head}numbersInput`, [quoted(name), value, shapeCode], ';', at);
  }
}

function circuitStep(
  model: ModuleModel,
  index: number,
  head: string,
  origin: number,
): readonly Line[] {
  const { operation } = model.program.nodes[index]!;
  if (operation.kind !== 'circuit') return [];
  const { program, options } = model;
  const { inputs } = nameCircuit(program, program.circuits[operation.circuit]!, options);
  const entries = [...inputs].map(([node, key]) => {
    const value = model.names.get(node)!;
    return value === key ? key : `${key}: ${value}`;
  });
  const conditional = askedModalities(program, operation.circuit).length > 0;
  const name = model.circuits.get(index)!;
  const tail = conditional ? ', absent);' : ');';
  const open = `${head}${name}.run({`;
  const single = `  ${open} ${entries.join(', ')} }${tail}`;
  if (entries.length === 0) return [{ text: `  ${open}}${tail}`, origin }];
  if (single.length <= 100) return [{ text: single, origin }];
  if (!conditional) return enclosed(open, entries, `}${tail}`, { origin, indent: 2 });
  return [
    { text: `  ${head}${name}.run(`, origin },
    ...enclosed('{', entries, '},', { origin, indent: 4 }),
    { text: '    absent,', origin },
    { text: '  );', origin },
  ];
}

/** Optional modalities that gates of a circuit ask for. */
export function askedModalities({ circuits, inputs }: Program, circuit: number): readonly string[] {
  const asked = new Set(circuits[circuit]!.gates.flatMap(({ when }) => when));
  return inputs.filter(({ name, optional }) => optional && asked.has(name)).map(({ name }) => name);
}

function featureText(feature: Feature): string {
  const entries = Object.entries(feature).map(([key, value]) =>
    typeof value === 'string' ? `${key}: ${quoted(value)}` : `${key}: ${value}`,
  );
  return `{ ${entries.join(', ')} }`;
}

function axisText(axis: SliceAxis): string {
  if (axis.kind === 'index') return String(axis.index);
  const { start, stop, step } = axis;
  return step === 1 ? `[${start}, ${stop}]` : `[${start}, ${stop}, ${step}]`;
}
