import * as v from 'valibot';
import { checkpointSchema } from '../checkpoint/schema.ts';
import { isIntact } from '../checkpoint/solvers.ts';
import { tensor, type Tensor } from '../predict/operate.ts';
import { UserProblem } from '../program/index.ts';
import type { TrainedSolver } from './solver.ts';

/** The numbers that training left, by what they are. */
export interface TrainedNumbers {
  /** @param path as in the checkpoint, e.g. `Iris/evolve q/strongly_entangling/w` */
  parameter(path: string, shape: readonly number[]): Tensor;
  /** A statistic of the training data, by its node of the Program. */
  fit(node: number, shape: readonly number[]): Tensor;
  /**
   * What a solver found, by its node of the Program.
   * @param landmarks of a kernel: what it reads of the training samples that it asks about
   */
  solver<Name extends string>(
    node: number,
    landmarks: Readonly<Record<Name, { readonly node: number; readonly shape: readonly number[] }>>,
  ): TrainedSolver<Readonly<Record<Name, Tensor>>>;
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
    solver: <Name extends string>(
      node: number,
      read: Readonly<Record<Name, { readonly node: number; readonly shape: readonly number[] }>>,
    ) => {
      const found = trained.solvers.find((each) => each.node === node);
      if (!found || !isIntact(found))
        throw damaged(`the solver of node ${node} is ${found ? 'not what was stored' : 'missing'}`);
      const { fitted, landmarks } = found;
      const columns = Object.entries<{ node: number; shape: readonly number[] }>(read).map(
        ([name, { node: of, shape }]) => {
          const [count, values] = [landmarks?.count ?? 0, landmarks?.values[of]];
          const all = named(`\`${name}\` of the solver of node ${node}`, values, [count, ...shape]);
          return { name, shape, size: all.data.length / count, data: all.data };
        },
      );
      const landmarkAt = (row: number): Readonly<Record<Name, Tensor>> =>
        Object.fromEntries(
          columns.map(({ name, shape, size, data }) => [
            name,
            tensor(shape, data.subarray(row * size, (row + 1) * size)),
          ]),
        ) as Record<Name, Tensor>;
      return {
        fitted,
        landmarks: Array.from({ length: landmarks?.count ?? 0 }, (_, row) => landmarkAt(row)),
      };
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
