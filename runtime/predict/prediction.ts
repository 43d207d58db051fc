import type { TrainedModel } from '../checkpoint/load-run.ts';
import { argmax } from '../objectives/classification.ts';
import { logSumExpOf } from '../graph/operations/normalise.ts';
import { sigmoid } from '../graph/operations/unary.ts';
import { classesOf } from '../objectives/shown-confusion.ts';
import { guessOf, isClassTask } from '../program/index.ts';
import type { ClassTask, GenerationTask, Objective } from '../program/index.ts';
import { classNames } from './class-names.ts';
import { inputText } from './input-text.ts';

/** What a model says of one sample. A sample that lacks what the model needs has only its id. */
export interface Prediction {
  readonly id: string;
  /** Of the first classification: the likeliest class. */
  readonly label?: string;
  /** Of the first regression, or of the first readout where nothing is judged; of a likeness, that with `match`. */
  readonly value?: number | readonly number[];
  /** Of a likeness: id of the most alike of the other modality, among the samples that are predicted together. */
  readonly match?: string;
  /** Of the first classification, by class name. */
  readonly probabilities?: Readonly<Record<string, number>>;
  /** Of the first generation: the bits drawn, row by row with blanks in between, as in `010 111 010`. */
  readonly drawing?: string;
  /** What it was drawn for, by modality; without pictures and sounds. */
  readonly given?: Readonly<Record<string, string>>;
  /** Counted from 1, where several were asked for each sample. */
  readonly draw?: number;
}

/** Values of a node for one sample; undefined where the sample has none. */
export type SampleValue = (node: number) => Float64Array | undefined;

/** Nodes that predictions are read from. */
export function predictedNodes(
  program: TrainedModel['program'],
  objective: Objective | undefined,
): number[] {
  const nodes = [...(objective?.tasks ?? []), ...program.judged].flatMap((task) => [
    guessOf(task),
    ...(task.kind === 'generation' ? task.given : []),
  ]);
  if (nodes.length > 0) return [...new Set(nodes)];
  return program.readouts.slice(0, 1).map(({ node }) => node);
}

/** Reads predictions off the values of `predictedNodes`. */
export function predictionReader(
  model: Pick<TrainedModel, 'program' | 'checkpoint'>,
  objective: Objective | undefined,
): (valueOf: SampleValue, idAt?: (sample: number) => string) => Omit<Prediction, 'id'> {
  const tasks = [...(objective?.tasks ?? []), ...model.program.judged];
  const classified = tasks.find(isClassTask);
  const drawn = tasks.find((task) => task.kind === 'generation');
  const regressed = tasks.find(({ kind }) => kind === 'regression');
  const names = classified ? classNames(model, classesOf(model.program, classified)) : [];
  const valued = regressed
    ? guessOf(regressed)
    : classified || drawn
      ? undefined
      : model.program.readouts[0]?.node;
  const isPair = valued !== undefined && model.program.nodes[valued]!.rate === 'pair';
  return (valueOf, idAt) => {
    if (isPair) return matchOf(valueOf(valued), idAt);
    const scores = classified && valueOf(guessOf(classified));
    const value = valued === undefined ? undefined : valueOf(valued);
    return {
      ...(scores ? classPrediction(names, classified, scores) : {}),
      ...(value ? { value: value.length === 1 ? value[0]! : [...value] } : {}),
      ...(drawn ? drawingPrediction(model, drawn, valueOf) : {}),
    };
  };
}

function matchOf(
  likeness: Float64Array | undefined,
  idAt: ((sample: number) => string) | undefined,
): Pick<Prediction, 'match' | 'value'> {
  if (!likeness || !idAt) return {};
  const best = argmax(likeness, 0, likeness.length);
  return { match: idAt(best), value: likeness[best]! };
}

function drawingPrediction(
  { program, checkpoint }: Pick<TrainedModel, 'program' | 'checkpoint'>,
  { drawing, given }: GenerationTask,
  valueOf: SampleValue,
): Pick<Prediction, 'drawing' | 'given'> {
  const bits = valueOf(drawing);
  if (!bits) return {};
  const told = given.flatMap((node): [string, string][] => {
    const { operation } = program.nodes[node]!;
    const input =
      operation.kind === 'input' && program.inputs.find(({ name }) => name === operation.name);
    const value = valueOf(node);
    const text = input && value ? inputText(input, value, checkpoint) : '';
    return input && text !== '' ? [[input.name, text]] : [];
  });
  return {
    drawing: rowsText(bits, program.nodes[drawing]!.shape),
    ...(told.length > 0 ? { given: Object.fromEntries(told) } : {}),
  };
}

/** Bits along the last axis together, the rows apart. */
function rowsText(bits: Float64Array, shape: readonly number[]): string {
  const width = shape.at(-1) ?? 1;
  return Array.from({ length: bits.length / width }, (_, row) =>
    bits.subarray(row * width, (row + 1) * width).join(''),
  ).join(' ');
}

function classPrediction(
  names: readonly string[],
  task: ClassTask,
  scores: Float64Array,
): Pick<Prediction, 'label' | 'probabilities'> {
  // Scores that are no logits say which class it is, and not how likely.
  if (task.kind === 'decision') return { label: names[argmax(scores, 0, scores.length)]! };
  const probabilities = probabilitiesOf(task, scores);
  return {
    label: names[argmax(probabilities, 0, probabilities.length)]!,
    probabilities: Object.fromEntries(probabilities.map((value, k) => [names[k]!, value])),
  };
}

function probabilitiesOf(task: ClassTask, scores: Float64Array): number[] {
  if (task.kind === 'binary') {
    const likely = sigmoid(scores[0]!);
    return [1 - likely, likely];
  }
  const normaliser = logSumExpOf(scores, 0, scores.length);
  return Array.from(scores, (score) => Math.exp(score - normaliser));
}
