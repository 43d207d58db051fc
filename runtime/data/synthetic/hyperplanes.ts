import { totalSize } from './deal.ts';
import { CLASS_FIELD, FEATURES_FIELD } from './generator.ts';
import type { Generator } from './generator.ts';
import { pointSamples } from './points.ts';

/** Parity of the sides of several planes (Bowles, Ahmed and Schuld 2024, "hyperplanes and parity"). */
export const hyperplanes: Generator = {
  name: 'hyperplanes',
  summary:
    'Normal points and a few random planes through the origin; the class says whether a point lies above an odd number of ' +
    'them (Bowles, Ahmed and Schuld 2024).',
  fields: [
    FEATURES_FIELD('The coordinates, as many as the model takes.'),
    CLASS_FIELD('Whether the number of planes below the point is odd (1) or even (0).'),
  ],
  options: [
    { name: 'planes', about: 'Number of planes.', standard: 2, lowest: 1, highest: 100 },
    {
      name: 'noise',
      about: 'Deviation of the noise on each coordinate.',
      standard: 0,
      lowest: 0,
      highest: 10,
    },
  ],
  generate: (task) => {
    const size = totalSize(task.inputs('features'));
    const model = task.random('model');
    const normals = Array.from({ length: Math.round(task.option('planes')) }, () =>
      Array.from({ length: size }, () => model.normal()),
    );
    const random = task.random('points');
    return pointSamples(task, task.option('noise'), () => {
      const point = Array.from({ length: size }, () => random.normal());
      const below = normals.filter(
        (normal) => normal.reduce((sum, weight, entry) => sum + weight * point[entry]!, 0) > 0,
      );
      return { point, class: below.length % 2 };
    });
  },
};
