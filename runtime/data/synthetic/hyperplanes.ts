import { sourceProblem } from '../problems.ts';
import { balancedClasses, totalSize } from './deal.ts';
import { CLASS_FIELD, FEATURES_FIELD } from './generator.ts';
import type { Generator } from './generator.ts';
import { pointSamples } from './points.ts';

/** Parity of the sides of several planes (Bowles, Ahmed and Schuld 2024, "hyperplanes and parity"). */
export const hyperplanes: Generator = {
  name: 'hyperplanes',
  summary:
    'Normal points in a space of a few dimensions and random planes in it; the class says whether a point lies above an ' +
    'odd number of them, and the features are a linear map of the point (Bowles, Ahmed and Schuld 2024).',
  fields: [
    FEATURES_FIELD('The point, mapped into as many numbers as the model takes.'),
    CLASS_FIELD(
      'Whether the number of planes below the point is odd (1) or even (0), half of the samples each.',
    ),
  ],
  options: [
    { name: 'planes', about: 'Number of planes.', standard: 2, lowest: 1, highest: 100 },
    {
      name: 'space',
      about: 'Dimensions of the space of the planes.',
      standard: 3,
      lowest: 1,
      highest: 1000,
    },
    {
      name: 'noise',
      about: 'Deviation of the noise on each feature.',
      standard: 0,
      lowest: 0,
      highest: 10,
    },
  ],
  generate: (task) => {
    const space = Math.round(task.option('space'));
    const model = task.random('model');
    const weights = (): number[] => Array.from({ length: space }, () => model.uniform());
    const planes = Array.from({ length: Math.round(task.option('planes')) }, () => ({
      normal: weights(),
      height: model.uniform(),
    }));
    const features = Array.from({ length: totalSize(task.inputs('features')) }, weights);
    const random = task.random('points');
    const classOf = (place: readonly number[]): number =>
      planes.filter(({ normal, height }) => product(normal, place) + height > 0).length % 2;
    const classes = balancedClasses(task.count, 2, random);
    return pointSamples(task, task.option('noise'), (sample) => {
      const wanted = classes[sample]!;
      for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
        const place = Array.from({ length: space }, () => random.normal());
        if (classOf(place) !== wanted) continue;
        return { point: features.map((feature) => product(feature, place)), class: wanted };
      }
      throw sourceProblem(
        'argument-invalid',
        `The planes that \`hyperplanes\` drew leave hardly a point in class ${wanted}.`,
        { help: 'Take another `seed`, more planes or a smaller `space`.' },
      );
    });
  },
};

/** Until a point of the wanted class is found; each class has a good part of all points, in all that is usual. */
const MOST_DRAWS = 100_000;

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}
