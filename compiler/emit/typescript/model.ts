import {
  guessOf,
  isClassTask,
  UserProblem,
  type Input,
  type Node,
  type Program,
  type Run,
  type ClassTask,
} from '../../../runtime/program/index.ts';
import { createIdentifiers, type Identifiers } from './identifiers.ts';
import { nameNodes, nounOf, parameterName, statementOf } from './naming.ts';
import type { TypescriptOptions } from './options.ts';
import { pascalCase } from './identifiers.ts';

/** What the parts of the module have to know of one another. */
export interface ModuleModel {
  readonly run: Run;
  readonly program: Program;
  readonly options: TypescriptOptions;
  /** e.g. `AvDigits`: what the interfaces begin with. */
  readonly title: string;
  /** Nodes to work out, each after its inputs: those that readouts and classes are made of. */
  readonly nodes: readonly number[];
  /** How the value of a node is written where it is used. */
  readonly names: ReadonlyMap<number, string>;
  /** Constants of the module, by node. */
  readonly features: ReadonlyMap<number, string>;
  readonly circuits: ReadonlyMap<number, string>;
  /** Modalities that the model is given, in its order. */
  readonly modalities: readonly Input[];
  /** What the weights object holds, by name. */
  readonly weights: readonly Weight[];
  /** The first task that is about classes. */
  readonly classes: JudgedClasses | undefined;
  /** Nodes that have no value where an optional modality is missing. */
  readonly optional: ReadonlySet<number>;
  readonly identifiers: Identifiers;
}

export interface Weight {
  readonly name: string;
  readonly kind: 'parameter' | 'fit' | 'vocabulary' | 'classes';
  /** One sentence. */
  readonly about: string;
  /** Path of a parameter, name of a modality or of a label. */
  readonly key: string;
  /** Of parameters and statistics. */
  readonly node: number;
  readonly shape: readonly number[];
  readonly origin: number;
}

interface JudgedClasses {
  readonly task: ClassTask;
  readonly label: Input;
  /** Node of the scores or the logit. */
  readonly scores: number;
  readonly count: number;
}

export function readModel(run: Run, options: TypescriptOptions): ModuleModel {
  const { program } = run;
  const identifiers = createIdentifiers();
  const classes = classTask(run);
  const targets = [
    ...program.readouts.map(({ node }) => node),
    ...(classes ? [classes.scores] : []),
  ];
  const nodes = neededFor(program, targets);
  nodes.forEach((index) => refuseBodies(program, index));
  const isStep = (index: number): boolean => !isWeight(program.nodes[index]!);
  const steps = nameNodes(program, nodes.filter(isStep), identifiers, options);
  const weights = readWeights(program, nodes, classes, options);
  const names = new Map(steps);
  for (const { kind, node, name } of weights) {
    if (kind === 'parameter' || kind === 'fit') names.set(node, `weights.${name}`);
  }
  const constants = (kind: 'feature' | 'circuit'): Map<number, string> =>
    new Map(
      nodes
        .filter((index) => program.nodes[index]!.operation.kind === kind)
        .map((index) => {
          const node = program.nodes[index]!;
          const { word } = statementOf(program, node.origin, options);
          const noun = kind === 'circuit' ? 'Circuit' : `${pascalCase(nounOf(node.operation))}Of`;
          return [
            index,
            identifiers.take(kind === 'circuit' ? `${word}${noun}` : `to${noun.slice(0, -2)}`),
          ];
        }),
    );
  const used = new Set(nodes.flatMap((index) => inputOf(program.nodes[index]!)));
  return {
    run,
    program,
    options,
    title: pascalCase(program.model),
    nodes,
    names,
    features: constants('feature'),
    circuits: constants('circuit'),
    modalities: program.inputs.filter(({ name, role }) => role === 'modality' && used.has(name)),
    weights,
    classes,
    optional: missingNodes(program),
    identifiers,
  };
}

/** Nodes that have no value where an optional modality is missing. */
function missingNodes({ inputs, nodes }: Program): ReadonlySet<number> {
  const optional = new Set(inputs.filter((input) => input.optional).map(({ name }) => name));
  const missing = new Set<number>();
  for (const [index, node] of nodes.entries()) {
    const { operation } = node;
    const lost = node.inputs.map((input) => missing.has(input));
    const misses =
      operation.kind === 'input'
        ? optional.has(operation.name)
        : operation.kind === 'else'
          ? lost[1]!
          : lost.includes(true);
    // Gates of what is missing are left out, and statistics are of the training data.
    if (misses && operation.kind !== 'circuit' && operation.kind !== 'fit') missing.add(index);
  }
  return missing;
}

/** What is applied many times, or compares a sample with others, has no form in a module yet. */
function refuseBodies(program: Program, index: number): void {
  const { operation, origin, rate } = program.nodes[index]!;
  const isWritten =
    operation.kind !== 'map' && operation.kind !== 'fold' && operation.kind !== 'solve';
  if (isWritten && rate !== 'pair') return;
  const { file, start, end } = program.origins[origin]!;
  throw new UserProblem({
    code: 'not-yet',
    message: `\`${operation.kind === 'solve' ? operation.solver.kind : operation.kind}\` cannot be written as TypeScript in this version of qmm.`,
    help: '`createPredictor` of the package runs such a model from `--to program`.',
    place: { file: program.sources[file] ?? '', start, end },
  });
}

/** All that targets are made of; statistics come from the checkpoint, so what they were made of is not needed. */
function neededFor(program: Program, targets: readonly number[]): number[] {
  const needed = new Set(targets);
  for (const index of needed) {
    const { operation, inputs } = program.nodes[index]!;
    if (operation.kind !== 'fit') inputs.forEach((input) => needed.add(input));
  }
  return inSourceOrder(program, [...needed]);
}

/** As the model reads, as far as values allow: a node comes after its inputs and after what stands before it. */
function inSourceOrder(program: Program, nodes: readonly number[]): number[] {
  const ranks: number[] = [];
  for (const { inputs, origin, operation } of program.nodes) {
    const { file, start } = program.origins[origin]!;
    const own = operation.kind === 'constant' ? 0 : file * 2 ** 32 + start;
    ranks.push(Math.max(own, ...inputs.map((input) => ranks[input]!)));
  }
  return [...nodes].sort((a, b) => ranks[a]! - ranks[b]! || a - b);
}

function classTask({ program, train }: Run): JudgedClasses | undefined {
  const objective =
    program.objectives.find(({ name }) => name === train?.objective) ?? program.objectives[0];
  const task = objective?.tasks.find(isClassTask);
  const label = program.inputs.find(({ name }) => name === task?.label);
  if (task === undefined || label === undefined) return undefined;
  const scores = guessOf(task);
  const count = task.kind === 'binary' ? 2 : (program.nodes[scores]!.shape.at(-1) ?? 1);
  return { task, label, scores, count };
}

function readWeights(
  program: Program,
  nodes: readonly number[],
  classes: JudgedClasses | undefined,
  options: TypescriptOptions,
): readonly Weight[] {
  const properties = createIdentifiers([]);
  const tensors = nodes.flatMap((index): Weight[] => {
    const { operation, shape, origin } = program.nodes[index]!;
    const common = { node: index, shape, origin };
    if (operation.kind === 'parameter') {
      const { path, unit } = program.parameters[operation.index]!;
      const name = properties.take(parameterName(program, path));
      const about = `${path}: ${shapeText(shape)}${unit === 'angle' ? ', radians' : ''}.`;
      return [{ ...common, kind: 'parameter', name, key: path, about }];
    }
    if (operation.kind !== 'fit') return [];
    const { word, title } = statementOf(program, origin, options);
    const statistic = operation.statistic.replaceAll('_', ' ');
    const name = properties.take(word + pascalCase(operation.statistic));
    const about = `Of the training data, ${statistic} in ${title}: ${shapeText(shape)}.`;
    return [{ ...common, kind: 'fit', name, key: '', about }];
  });
  const used = new Set(nodes.flatMap((index) => inputOf(program.nodes[index]!)));
  const lists = program.inputs.flatMap((input): Weight[] => {
    const common = { node: -1, shape: [], origin: input.origin };
    if (input.type.kind === 'text' && (used.has(input.name) || isVocabularyOf(input, classes))) {
      const name = properties.take(`${input.name}Words`);
      const about = `The words of \`${input.name}\` that training met, most frequent first.`;
      return [{ ...common, kind: 'vocabulary', name, key: input.name, about }];
    }
    if (input.type.kind !== 'class' || input.type.names !== null) return [];
    if (!used.has(input.name) && input !== classes?.label) return [];
    const name = properties.take(`${input.name}Names`);
    const about = `Names of the classes of \`${input.name}\`, in the order of their indices.`;
    return [{ ...common, kind: 'classes', name, key: input.name, about }];
  });
  return [...tensors, ...lists];
}

function isVocabularyOf(input: Input, classes: JudgedClasses | undefined): boolean {
  const type = classes?.label.type;
  return type?.kind === 'word' && type.modality === input.name;
}

function isWeight({ operation }: Node): boolean {
  return operation.kind === 'parameter' || operation.kind === 'fit';
}

function inputOf({ operation }: Node): string[] {
  return operation.kind === 'input' ? [operation.name] : [];
}

/** `2 x 4 x 3 numbers`, `one number`. */
export function shapeText(shape: readonly number[]): string {
  const size = shape.reduce((product, length) => product * length, 1);
  if (shape.length === 0) return 'one number';
  return shape.length === 1 ? `${size} numbers` : `${shape.join(' x ')} numbers`;
}
