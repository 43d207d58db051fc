import {
  guessOf,
  isClassTask,
  type ClassTask,
  type Input,
  type Output,
  type Program,
  type Run,
} from '../../../runtime/program/index.ts';
import { behind, inSourceOrder, missingNodes } from './dependencies.ts';
import { readDocs, type ModelDocs } from './docs.ts';
import { nameGraph, type ModuleGraph } from './graph.ts';
import { camelCase, createIdentifiers, pascalCase, type Identifiers } from './identifiers.ts';
import { statementOf } from './naming.ts';
import type { TypescriptOptions } from './options.ts';
import { pairFunction, pairRoots, type PairFunction } from './pairs.ts';
import { readSections, type Sections } from './sections.ts';
import { inputOf, readWeights, type Weight } from './weights.ts';

/** What the parts of the module have to know of one another. */
export interface ModuleModel extends ModuleGraph {
  readonly run: Run;
  /** What the names of the interfaces begin with, e.g. `AvDigits`. */
  readonly title: string;
  readonly docs: ModelDocs;
  /** Modalities that a prediction is made from, in the order of the model. */
  readonly modalities: readonly Input[];
  /** What a sample has beside those when it is judged: labels, and modalities that only a loss reads. */
  readonly judged: readonly Input[];
  /** What `predict` says: readouts of one sample. */
  readonly readouts: readonly Output[];
  /** What the weights object holds. */
  readonly weights: readonly Weight[];
  /** The first task that is about classes. */
  readonly classes: JudgedClasses | undefined;
  /** Nodes that have no value where an optional modality is missing. */
  readonly optional: ReadonlySet<number>;
  readonly sections: Sections;
  /** Functions of two samples, by the node that is their value. */
  readonly pairs: ReadonlyMap<number, PairFunction>;
  readonly identifiers: Identifiers;
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
  const isPair = (node: number): boolean => program.nodes[node]!.rate === 'pair';
  const readouts = program.readouts.filter(({ node }) => !isPair(node));
  const predicted = [...readouts.map(({ node }) => node), ...(classes ? [classes.scores] : [])];
  const pairReadouts = program.readouts.map(({ node }) => node).filter((node) => isPair(node));
  const all = behind(program, [
    ...predicted,
    ...pairReadouts,
    ...program.objectives.map(({ node }) => node),
  ]);
  const ordered = inSourceOrder(program, all);
  const weights = readWeights(program, ordered, classes?.label, options);
  const weightOf = (wanted: Partial<Weight>): string =>
    `weights.${weights.find((one) => one.key === wanted.key && one.node === wanted.node)!.name}`;
  const graph = nameGraph(program, ordered, {
    identifiers,
    options,
    parameter: (index) => weightOf({ key: program.parameters[index]!.path, node: -1 }),
    fit: (node) => weightOf({ key: '', node }),
  });
  const pairs = pairRoots(program, ordered).map((root) => {
    const own = program.readouts.find(({ node }) => node === root)?.name;
    const { word } = statementOf(program, program.nodes[root]!.origin, options);
    const names = { word: camelCase(own ?? word), identifiers };
    return [root, pairFunction(program, ordered, root, names)] as const;
  });
  // What compares samples is asked about samples as predictions are.
  const used = inputsOf(program, behind(program, [...predicted, ...pairReadouts]));
  const truths = program.nodes.flatMap(({ operation }) =>
    operation.kind === 'solve' ? (operation.truth ?? []) : [],
  );
  const judged = inputsOf(program, behind(program, [...all, ...truths]));
  const optional = new Set(program.inputs.filter((each) => each.optional).map(({ name }) => name));
  return {
    ...graph,
    run,
    title: options.prefix ?? pascalCase(program.model),
    docs: readDocs(program, options),
    modalities: program.inputs.filter(({ name, role }) => role === 'modality' && used.has(name)),
    judged: program.inputs.filter(
      ({ name, role }) => judged.has(name) && (role === 'label' || !used.has(name)),
    ),
    readouts,
    weights,
    classes,
    optional: missingNodes(program, (name) => optional.has(name)),
    sections: readSections(program, ordered, predicted),
    pairs: new Map(pairs),
    identifiers,
  };
}

/** Names of the inputs among nodes. */
function inputsOf({ nodes }: Program, among: ReadonlySet<number>): ReadonlySet<string> {
  return new Set([...among].flatMap((index) => inputOf(nodes[index]!)));
}

function classTask({ program, train }: Run): JudgedClasses | undefined {
  const objective =
    program.objectives.find(({ name }) => name === train?.objective) ?? program.objectives[0];
  const task = [...(objective?.tasks ?? []), ...program.judged].find(isClassTask);
  const label = program.inputs.find(({ name }) => name === task?.label);
  if (task === undefined || label === undefined) return undefined;
  const scores = guessOf(task);
  const count = task.kind === 'binary' ? 2 : (program.nodes[scores]!.shape.at(-1) ?? 1);
  return { task, label, scores, count };
}
