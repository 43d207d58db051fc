import * as v from 'valibot';
import { checkpointSchema } from '../checkpoint/schema.ts';
import { tensor, type Tensor } from '../predict/operate.ts';
import { UserProblem } from '../program/index.ts';

/** The numbers that training left, by what they are. */
export interface TrainedNumbers {
  /** @param path as in the checkpoint, e.g. `Iris/evolve q/strongly_entangling/w` */
  parameter(path: string, shape: readonly number[]): Tensor;
  /** A statistic of the training data, by its node of the Program. */
  fit(node: number, shape: readonly number[]): Tensor;
  /** Words of a text modality, most frequent first. */
  vocabulary(modality: string): readonly string[];
  /** Class names of a label in index order, as many as there are scores. */
  classes(label: string, count: number): readonly string[];
}

/**
 * Opens `checkpoint.json`, given as the value that `JSON.parse` makes of it.
 * @throws UserProblem `run-damaged` where it is none, or one of another model
 */
export function openCheckpoint(checkpoint: unknown, model: string): TrainedNumbers {
  const parsed = v.safeParse(checkpointSchema, checkpoint);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    throw damaged(`\`${v.getDotPath(issue) ?? 'the document'}\`: ${issue.message}`);
  }
  const trained = parsed.output;
  if (trained.model !== model) throw damaged(`it is of \`${trained.model}\`, not of \`${model}\``);
  const named = (
    what: string,
    numbers: readonly number[] | undefined,
    shape: readonly number[],
  ) => {
    const size = shape.reduce((product, dimension) => product * dimension, 1);
    if (numbers?.length === size) return tensor(shape, numbers);
    const found = numbers === undefined ? 'none' : String(numbers.length);
    throw damaged(`${what} has ${found} of its ${size} numbers`);
  };
  return {
    parameter: (path, shape) => named(`\`${path}\``, trained.parameters[path]?.values, shape),
    fit: (node, shape) => {
      const found = trained.fits.find((each) => each.node === node);
      return named(`the statistic of node ${node}`, found?.values, shape);
    },
    vocabulary: (modality) => trained.vocabularies[modality] ?? [],
    classes: (label, count) => {
      const names = trained.classes[label] ?? [];
      return Array.from({ length: count }, (_, index) => names[index] ?? String(index));
    },
  };
}

function damaged(what: string): UserProblem {
  return new UserProblem({
    code: 'run-damaged',
    message: `The checkpoint cannot be used: ${what}.`,
    help: 'Give the checkpoint.json of a run of this model.',
  });
}
