import { ofSample } from '../checkpoint/examples.ts';
import { restoreModel } from '../checkpoint/load-run.ts';
import type { Checkpoint } from '../checkpoint/schema.ts';
import { encodeTexts } from '../data/text/encode.ts';
import { tokenise } from '../data/text/tokenise.ts';
import { ancestors } from '../graph/dependencies.ts';
import { createEvaluator } from '../graph/evaluator.ts';
import { UserProblem } from '../program/index.ts';
import type { Input, Program } from '../program/index.ts';
import { predictedNodes, predictionReader } from './prediction.ts';
import type { Prediction } from './prediction.ts';

/**
 * A value of a modality: its numbers row-major in the shape of the Program's input, a text as it is read, a class by
 * its name or index; undefined where an optional modality is missing.
 */
export type SampleInput = ArrayLike<number> | number | string | undefined;

export interface SamplePrediction extends Omit<Prediction, 'id'> {
  /** By readout, row-major; undefined where the sample lacks what it needs. */
  readonly readouts: Readonly<Record<string, Float64Array | undefined>>;
}

/** A trained model in memory. */
export interface Predictor {
  predict(inputs: Readonly<Record<string, SampleInput>>): SamplePrediction;
}

export interface PredictorOptions {
  /** Of the simulation; default `f32`. */
  readonly precision?: 'f32' | 'f64';
  /** Which objective's tasks say what `label` and `value` are; default: the only or the first one. */
  readonly objective?: string;
  /** Of what the model draws by chance, anew at each prediction; default 0. */
  readonly seed?: number;
}

/**
 * Makes a compiled model and its checkpoint ready to predict, one sample at a time. Needs no host: it runs in a browser.
 * @throws UserProblem `run-damaged` where the two do not fit together
 */
export function createPredictor(
  program: Program,
  checkpoint: Checkpoint,
  options: PredictorOptions = {},
): Predictor {
  const precision = options.precision ?? 'f32';
  const model = restoreModel(program, checkpoint, precision, 'checkpoint.json');
  const objective =
    program.objectives.find(({ name }) => name === options.objective) ?? program.objectives[0];
  const predicted = predictedNodes(model.program, objective);
  const readouts = model.program.readouts.filter(ofSample(program));
  const targets = [...new Set([...readouts.map(({ node }) => node), ...predicted])].filter(
    (node) => program.nodes[node]!.rate !== 'pair',
  );
  const isGiven = (node: number): boolean => {
    const { kind } = program.nodes[node]!.operation;
    return kind === 'input' || kind === 'fit';
  };
  const given = ancestors(program, targets, isGiven).filter(isGiven);
  const optional = program.inputs.filter((input) => input.optional).map(({ name }) => name);
  const evaluator = createEvaluator({
    program,
    targets,
    given: new Set(given),
    capacity: 1,
    weights: model.weights,
    differentiate: 'none',
    precision,
    seed: options.seed ?? 0,
    mayLack: optional,
    solved: model.late.solved,
  });
  const inputs = given.flatMap((node) => {
    const { operation } = program.nodes[node]!;
    if (operation.kind === 'fit') evaluator.operand(node).value.set(model.fits.get(node)!);
    if (operation.kind !== 'input') return [];
    return [{ node, input: program.inputs.find(({ name }) => name === operation.name)! }];
  });
  const read = predictionReader(model, objective);
  const valueOf = (node: number): Float64Array | undefined =>
    !evaluator.has(node) || evaluator.absent(node)(0)
      ? undefined
      : evaluator.operand(node).value.slice();

  return {
    predict(sample) {
      for (const { node, input } of inputs) {
        const value = sample[input.name];
        evaluator.presence.flags.get(input.name)?.fill(value === undefined ? 0 : 1);
        evaluator.operand(node).value.set(numbersOf(input, value, checkpoint));
      }
      evaluator.forward(1);
      return {
        ...read(valueOf),
        readouts: Object.fromEntries(readouts.map(({ name, node }) => [name, valueOf(node)])),
      };
    },
  };
}

function numbersOf(input: Input, value: SampleInput, checkpoint: Checkpoint): ArrayLike<number> {
  const { name, type, shape } = input;
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  if (value === undefined) {
    if (input.optional) return new Float64Array(size);
    throw refused(name, 'is missing, and the model needs it');
  }
  if (typeof value === 'string') return wordsOf(input, value, checkpoint);
  const numbers = typeof value === 'number' ? [value] : value;
  if (numbers.length !== size) {
    throw refused(
      name,
      `has ${numbers.length} numbers and takes ${size} (shape [${shape.join(', ')}])`,
    );
  }
  if (type.kind !== 'text' && !Array.prototype.every.call(numbers, Number.isFinite)) {
    throw refused(name, 'has a value that is no finite number');
  }
  return numbers;
}

function wordsOf(input: Input, text: string, checkpoint: Checkpoint): ArrayLike<number> {
  const { name, type } = input;
  if (type.kind === 'text') {
    return encodeTexts(input, [tokenise(text)], checkpoint.vocabularies[name] ?? []).values;
  }
  if (type.kind !== 'class') throw refused(name, 'takes numbers, and is given a text');
  const names = type.names ?? checkpoint.classes[name] ?? [];
  const index = names.indexOf(text);
  if (index < 0) throw refused(name, `is \`${text}\`, which is none of ${names.join(', ')}`);
  return [index];
}

function refused(name: string, what: string): UserProblem {
  return new UserProblem({ code: 'argument-invalid', message: `The input \`${name}\` ${what}.` });
}
