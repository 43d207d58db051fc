import type { Node, Program } from '../../../runtime/program/index.ts';
import { wordNodes } from './dependencies.ts';
import { pascalCase, type Identifiers } from './identifiers.ts';
import { nameNodes, nounOf, statementOf } from './naming.ts';
import { numberText } from './numbers.ts';
import type { TypescriptOptions } from './options.ts';
import { sideOf } from './pairs.ts';

/** A dataflow graph as the module writes it: the model's, or that of a body which `map`, `fold` or `across` applies. */
export interface ModuleGraph {
  /** Of a body: with its nodes and circuits in place of the model's. */
  readonly program: Program;
  readonly options: TypescriptOptions;
  /** Nodes to work out, each after its inputs. */
  readonly nodes: readonly number[];
  /** How the value of a node is written where it is used. */
  readonly names: ReadonlyMap<number, string>;
  /** Constants of the module, by node. */
  readonly features: ReadonlyMap<number, string>;
  readonly circuits: ReadonlyMap<number, string>;
  /** By the node that applies them. */
  readonly bodies: ReadonlyMap<number, BodyGraph>;
  /** Are the entries of a value classes or words, of which some may be absent? By node. */
  readonly words: readonly boolean[];
}

export interface BodyGraph extends ModuleGraph {
  /** What the function is handed: an entry, or a state and an entry; none of `across`, which is a step of its own. */
  readonly parameters: readonly string[];
  /** The node that is its value. */
  readonly result: number;
}

/** What names of a graph have to keep clear of, and what is named already. */
export interface Naming {
  readonly identifiers: Identifiers;
  readonly options: TypescriptOptions;
  /** How a parameter of the model is written, by its index. */
  readonly parameter: (index: number) => string;
  /** How a statistic is written, by its node. */
  readonly fit: (node: number) => string;
}

/** Names the nodes of the model's own graph, and those of the bodies in it. */
export function nameGraph(program: Program, nodes: readonly number[], naming: Naming): ModuleGraph {
  const { identifiers, options } = naming;
  const steps = nodes.filter((index) => !isWeight(program.nodes[index]!));
  const names = new Map(nameNodes(program, steps, identifiers, options));
  return graphOf(program, nodes, names, naming, new Set());
}

/** All graphs of a module, the model's own first, then those of its bodies. */
export function graphsWithin(graph: ModuleGraph): readonly ModuleGraph[] {
  return [graph, ...[...graph.bodies.values()].flatMap(graphsWithin)];
}

/** How a value is written where it is used: a scalar constant as its number, all else by name. */
export function operandText(
  { program, names }: Pick<ModuleGraph, 'program' | 'names'>,
  index: number,
): string {
  const { operation, shape } = program.nodes[index]!;
  if (operation.kind !== 'constant' || shape.length > 0) return names.get(index)!;
  return numberText(operation.values[0]!);
}

function graphOf(
  program: Program,
  nodes: readonly number[],
  names: Map<number, string>,
  naming: Naming,
  wordArguments: ReadonlySet<number>,
): ModuleGraph {
  const { options, parameter, fit } = naming;
  for (const index of nodes) {
    const { operation, inputs } = program.nodes[index]!;
    if (operation.kind === 'parameter') names.set(index, parameter(operation.index));
    if (operation.kind === 'fit') names.set(index, fit(index));
    // A change of shape that changes nothing is no line of the module.
    const [from] = inputs;
    if (operation.kind === 'reshape' && sameShape(program, index, from!))
      names.set(index, operandText({ program, names }, from!));
  }
  const words = wordNodes(program, wordArguments);
  const around = { program, names, words };
  const bodies = nodes.flatMap((index) => {
    const { kind } = program.nodes[index]!.operation;
    const hasBody = kind === 'map' || kind === 'fold' || kind === 'across';
    return hasBody ? [[index, bodyOf(around, index, naming)] as const] : [];
  });
  return {
    ...around,
    options,
    nodes,
    features: constantNames(program, nodes, 'feature', naming),
    circuits: constantNames(program, nodes, 'circuit', naming),
    bodies: new Map(bodies),
  };
}

type Around = Pick<ModuleGraph, 'program' | 'names' | 'words'>;

/** A body: what it is handed beside entries and states has the name that it has around it. */
function bodyOf(around: Around, index: number, naming: Naming): BodyGraph {
  const { operation, inputs } = around.program.nodes[index]!;
  if (!('body' in operation)) throw new Error(`node ${index} has no body`);
  const { body } = operation;
  const parameters = HANDED[operation.kind].map((name) => naming.identifiers.take(name));
  // A fold is handed its state before the entry, which is made of the first input.
  const inputAt = (position: number): number =>
    inputs[operation.kind === 'fold' && position < 2 ? 1 - position : position]!;
  const names = new Map<number, string>();
  const words = new Set<number>();
  const nodes = body.nodes.map((node, inner): Node => {
    if (node.operation.kind !== 'argument') return node;
    const { position } = node.operation;
    const from = inputAt(position);
    if (around.words[from] === true) words.add(inner);
    const own = parameters[position];
    names.set(inner, own ?? sidedText(around, index, position));
    // What the value is decides what a circuit calls it.
    const outer = around.program.nodes[from]!;
    return own === undefined && isWeight(outer) ? outer : node;
  });
  const program = { ...around.program, nodes, circuits: body.circuits };
  const own = [...body.nodes.keys()].filter(
    (inner) => body.nodes[inner]!.operation.kind !== 'argument',
  );
  const steps = own.filter((inner) => !isWeight(nodes[inner]!));
  for (const [inner, name] of nameNodes(
    program,
    steps,
    naming.identifiers,
    naming.options,
    'inside',
  )) {
    names.set(inner, name);
  }
  return { ...graphOf(program, own, names, naming, words), parameters, result: body.result };
}

/** What a body is called with. */
const HANDED = { map: ['entry'], fold: ['state', 'entry'], across: [] } as const;

/** How an input is written where two samples are compared: as a value of one of them. */
export function sidedText(
  graph: Pick<ModuleGraph, 'program' | 'names'>,
  index: number,
  position: number,
): string {
  const side = sideOf(graph.program, index, position);
  const text = operandText(graph, graph.program.nodes[index]!.inputs[position]!);
  return side === 'left' || side === 'right' ? `${side}.${text}` : text;
}

function constantNames(
  program: Program,
  nodes: readonly number[],
  kind: 'feature' | 'circuit',
  { identifiers, options }: Naming,
): ReadonlyMap<number, string> {
  return new Map(
    nodes
      .filter((index) => program.nodes[index]!.operation.kind === kind)
      .map((index) => {
        const node = program.nodes[index]!;
        const { word } = statementOf(program, node.origin, options);
        const wish =
          kind === 'circuit' ? `${word}Circuit` : `to${pascalCase(nounOf(node.operation))}`;
        return [index, identifiers.take(wish)];
      }),
  );
}

function sameShape({ nodes }: Program, a: number, b: number): boolean {
  return nodes[a]!.shape.join() === nodes[b]!.shape.join();
}

function isWeight({ operation }: Node): boolean {
  return operation.kind === 'parameter' || operation.kind === 'fit';
}
