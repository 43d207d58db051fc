import type { RandomStream } from '../random.ts';
import { balancedClasses, totalSize } from './deal.ts';
import { CLASS_FIELD, FEATURES_FIELD } from './generator.ts';
import type { Generator } from './generator.ts';
import { pointSamples } from './points.ts';

/** Two curves in as many dimensions as the model takes (Bowles, Ahmed and Schuld 2024, "two curves"). */
export const twoCurves: Generator = {
  name: 'two-curves',
  summary:
    'Two open curves that run side by side through the space of the features, each coordinate a Fourier series of ' +
    'the place on the curve (Bowles, Ahmed and Schuld 2024). Coordinates are small: scale them.',
  fields: [
    FEATURES_FIELD('The coordinates, as many as the model takes.'),
    CLASS_FIELD('Which curve: the first (0) or the second (1).'),
  ],
  options: [
    {
      name: 'degree',
      about: 'Highest frequency of the series.',
      standard: 5,
      lowest: 1,
      highest: 20,
    },
    {
      name: 'offset',
      about: 'Distance between the curves in each coordinate.',
      standard: 0.1,
      lowest: 0,
      highest: 10,
    },
    {
      name: 'noise',
      about: 'Deviation of the noise on each coordinate.',
      standard: 0.01,
      lowest: 0,
      highest: 10,
    },
  ],
  generate: (task) => {
    const series = seriesOf(
      totalSize(task.inputs('features')),
      Math.round(task.option('degree')),
      task.random('curves'),
    );
    const random = task.random('points');
    const classes = balancedClasses(task.count, 2, random);
    return pointSamples(task, task.option('noise'), (sample) => {
      const place = Math.PI * random.uniform();
      const shift = classes[sample]! * task.option('offset');
      const point = series.map((terms) => valueAt(terms, place) + shift);
      return { point, class: classes[sample]! };
    });
  },
};

/** By coordinate and frequency, 0 first: the weights of cosine and sine, all together of length one. */
type Series = readonly (readonly (readonly [number, number])[])[];

function seriesOf(coordinates: number, degree: number, random: RandomStream): Series {
  const drawn = Array.from({ length: coordinates }, () =>
    Array.from({ length: degree + 1 }, () => [random.uniform(), random.uniform()] as const),
  );
  const length = Math.hypot(...drawn.flat(2));
  return drawn.map((terms) => terms.map(([a, b]) => [a / length, b / length] as const));
}

/** Of frequency 0 both weights count in full, as in the study's own data. */
function valueAt(terms: Series[number], place: number): number {
  return terms.reduce(
    (value, [a, b], frequency) =>
      value +
      (frequency === 0 ? a + b : a * Math.cos(frequency * place) + b * Math.sin(frequency * place)),
    0,
  );
}
