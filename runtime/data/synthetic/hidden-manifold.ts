import type { RandomStream } from '../random.ts';
import { totalSize } from './deal.ts';
import { CLASS_FIELD, FEATURES_FIELD } from './generator.ts';
import type { Generator } from './generator.ts';
import { pointSamples } from './points.ts';

/** The hidden manifold model (Goldt et al. 2020), with the constants of Bowles, Ahmed and Schuld 2024. */
export const hiddenManifold: Generator = {
  name: 'hidden-manifold',
  summary:
    'Features that lie on a curved sheet of few dimensions, and a class that a small neural network reads off the ' +
    'place on the sheet (Goldt et al. 2020).',
  fields: [
    FEATURES_FIELD('The coordinates in the space around the sheet.'),
    CLASS_FIELD('The sign of the network: 0 or 1, half of the samples each.'),
  ],
  options: [
    {
      name: 'features',
      about: 'Numbers of a sample.',
      standard: null,
      lowest: 1,
      highest: 100_000,
    },
    { name: 'manifold', about: 'Dimensions of the sheet.', standard: 2, lowest: 1, highest: 1000 },
    {
      name: 'noise',
      about: 'Deviation of the noise on each feature.',
      standard: 0,
      lowest: 0,
      highest: 10,
    },
  ],
  generate: (task) => {
    const hidden = Math.round(task.option('manifold'));
    const size = totalSize(task.inputs('features'));
    const model = task.random('model');
    const embedding = matrix(size, hidden, model);
    const biases = Array.from({ length: size }, () => 2 * model.uniform() - 1);
    const network = matrix(hidden, hidden, model);
    const weights = matrix(1, hidden, model);
    const random = task.random('points');
    const places = Array.from({ length: task.count }, () =>
      Array.from({ length: hidden }, () => random.normal()),
    );
    const scores = places.map(
      (place) =>
        apply(
          weights,
          apply(network, place).map((value) => Math.tanh(value)),
        )[0]!,
    );
    const middle = scores.toSorted((a, b) => a - b)[Math.floor(task.count / 2)] ?? 0;
    return pointSamples(task, task.option('noise'), (sample) => ({
      point: apply(embedding, places[sample]!).map((value, entry) =>
        Math.tanh(value / Math.sqrt(hidden) - biases[entry]!),
      ),
      class: scores[sample]! >= middle ? 1 : 0,
    }));
  },
};

function matrix(rows: number, columns: number, random: RandomStream): number[][] {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()));
}

function apply(rows: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return rows.map((row) => row.reduce((sum, weight, index) => sum + weight * vector[index]!, 0));
}
