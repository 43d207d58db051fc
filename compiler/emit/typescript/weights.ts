import type { Input, Node, Program } from '../../../runtime/program/index.ts';
import { createIdentifiers, pascalCase, type Identifiers } from './identifiers.ts';
import { parameterName, statementOf } from './naming.ts';
import type { TypescriptOptions } from './options.ts';

/** One thing that training found. */
export interface Weight {
  readonly name: string;
  readonly kind: 'parameter' | 'fit' | 'solver' | 'vocabulary' | 'classes';
  /** One sentence. */
  readonly about: string;
  /** Path of a parameter, name of a modality or of a label. */
  readonly key: string;
  /** Of statistics and solvers. */
  readonly node: number;
  /** Of parameters and statistics. */
  readonly shape: readonly number[];
  readonly origin: number;
}

/** What the weights object of a module holds: what some nodes and classes need of the checkpoint. */
export function readWeights(
  program: Program,
  nodes: readonly number[],
  label: Input | undefined,
  options: TypescriptOptions,
): readonly Weight[] {
  const names = createIdentifiers([]);
  const parameters = [...parametersOf(program.nodes, nodes)].sort((a, b) => a - b);
  return [
    ...nodes.flatMap((index) => fittedWeight(program, index, names, options)),
    ...parameters.map((index) => parameterWeight(program, index, names)),
    ...listWeights(program, nodes, label, names),
  ];
}

function parameterWeight(program: Program, index: number, names: Identifiers): Weight {
  const { path, unit, shape, origin } = program.parameters[index]!;
  const about = `${path}: ${shapeText(shape)}${unit === 'angle' ? ', radians' : ''}.`;
  const name = names.take(parameterName(program, path));
  return { name, kind: 'parameter', about, key: path, node: -1, shape, origin };
}

function fittedWeight(
  program: Program,
  index: number,
  names: Identifiers,
  options: TypescriptOptions,
): readonly Weight[] {
  const { operation, shape, origin } = program.nodes[index]!;
  const { word, title } = statementOf(program, origin, options);
  const common = { key: '', node: index, shape, origin };
  if (operation.kind === 'fit') {
    const statistic = operation.statistic.replaceAll('_', ' ');
    const name = names.take(word + pascalCase(operation.statistic));
    const about = `Of the training data, ${statistic} in ${title}: ${shapeText(shape)}.`;
    return [{ ...common, kind: 'fit', name, about }];
  }
  if (operation.kind !== 'solve') return [];
  const name = names.take(word + pascalCase(operation.solver.kind));
  const about = `What \`${operation.solver.kind}\` found in ${title}.`;
  return [{ ...common, kind: 'solver', name, about }];
}

function listWeights(
  program: Program,
  nodes: readonly number[],
  label: Input | undefined,
  names: Identifiers,
): readonly Weight[] {
  const used = new Set(nodes.flatMap((index) => inputOf(program.nodes[index]!)));
  const told = label?.type.kind === 'word' ? label.type.modality : '';
  const wordsOf = new Set(
    program.inputs.flatMap(({ name, type }) => {
      if (!used.has(name)) return [];
      return type.kind === 'word' ? [type.modality] : [name];
    }),
  );
  return program.inputs.flatMap((input): readonly Weight[] => {
    const common = { node: -1, shape: [], origin: input.origin, key: input.name };
    if (input.type.kind === 'text' && (wordsOf.has(input.name) || input.name === told)) {
      const name = names.take(`${input.name}Words`);
      const about = `The words of \`${input.name}\` that training met, most frequent first.`;
      return [{ ...common, kind: 'vocabulary', name, about }];
    }
    if (input.type.kind !== 'class' || input.type.names !== null) return [];
    if (!used.has(input.name) && input !== label) return [];
    const name = names.take(`${input.name}Names`);
    const about = `Names of the classes of \`${input.name}\`, in the order of their indices.`;
    return [{ ...common, kind: 'classes', name, about }];
  });
}

/** Parameters of the model that nodes are, by index, in bodies too. */
function parametersOf(all: readonly Node[], nodes: Iterable<number>): ReadonlySet<number> {
  const found = new Set<number>();
  for (const index of nodes) {
    const { operation } = all[index]!;
    if (operation.kind === 'parameter') found.add(operation.index);
    if (!('body' in operation)) continue;
    const inside = operation.body.nodes;
    for (const each of parametersOf(inside, inside.keys())) found.add(each);
  }
  return found;
}

/** The name of the input that a node is. */
export function inputOf({ operation }: Node): string[] {
  return operation.kind === 'input' ? [operation.name] : [];
}

/** `2 x 4 x 3 numbers`, `one number`. */
export function shapeText(shape: readonly number[]): string {
  const size = shape.reduce((product, length) => product * length, 1);
  if (shape.length === 0) return 'one number';
  if (size === 1) return shape.length === 1 ? '1 number' : `${shape.join(' x ')} number`;
  return shape.length === 1 ? `${size} numbers` : `${shape.join(' x ')} numbers`;
}
