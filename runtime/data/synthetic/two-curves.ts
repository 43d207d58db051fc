import { balancedClasses, totalSize } from './deal.ts';
import { CLASS_FIELD, FEATURES_FIELD } from './generator.ts';
import type { Generator } from './generator.ts';
import { pointSamples } from './points.ts';

/** Two curves in as many dimensions as the model takes (Bowles, Ahmed and Schuld 2024, "two curves"). */
export const twoCurves: Generator = {
  name: 'two-curves',
  summary:
    'Two closed curves that run side by side through the space of the features, each coordinate a Fourier series of ' +
    'the place on the curve (Bowles, Ahmed and Schuld 2024).',
  fields: [
    FEATURES_FIELD('The coordinates, as many as the model takes.'),
    CLASS_FIELD('Which curve: the first (0) or the second (1).'),
  ],
  options: [
    {
      name: 'degree',
      about: 'Highest frequency of the series.',
      standard: 3,
      lowest: 1,
      highest: 20,
    },
    {
      name: 'offset',
      about: 'Distance between the curves in each coordinate.',
      standard: 0.3,
      lowest: 0,
      highest: 10,
    },
    {
      name: 'noise',
      about: 'Deviation of the noise on each coordinate.',
      standard: 0.02,
      lowest: 0,
      highest: 10,
    },
  ],
  generate: (task) => {
    const degree = Math.round(task.option('degree'));
    const series = task.random('curves');
    const coordinates = Array.from({ length: totalSize(task.inputs('features')) }, () =>
      Array.from({ length: degree }, () => [series.normal(), series.normal()] as const),
    );
    const random = task.random('points');
    const classes = balancedClasses(task.count, 2, random);
    return pointSamples(task, task.option('noise'), (sample) => {
      const place = 2 * Math.PI * random.uniform();
      const shift = classes[sample]! * task.option('offset');
      const point = coordinates.map((terms) => valueAt(terms, place) + shift);
      return { point, class: classes[sample]! };
    });
  },
};

/** A Fourier series whose expected square is one. */
function valueAt(terms: readonly (readonly [number, number])[], place: number): number {
  const sum = terms.reduce(
    (value, [cosine, sine], index) =>
      value + cosine * Math.cos((index + 1) * place) + sine * Math.sin((index + 1) * place),
    0,
  );
  return sum / Math.sqrt(terms.length);
}
