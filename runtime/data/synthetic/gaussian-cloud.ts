import { balancedClasses, classCount, deal, totalSize } from './deal.ts';
import { CLASS_FIELD } from './generator.ts';
import type { Generator } from './generator.ts';

/** Correlated normal points; one cloud, or one for each class. */
export const gaussianCloud: Generator = {
  name: 'gaussian-cloud',
  summary:
    'Points of a normal distribution with correlated coordinates, around the middle of the unit cube; with a class, a ' +
    'cloud of its own for each.',
  fields: [
    {
      name: 'features',
      about: 'The coordinates, as many as the model takes; a label may take them too.',
      fills: ['tensor'],
      role: 'any',
      takes: 'all',
    },
    CLASS_FIELD('Which cloud.'),
  ],
  options: [
    {
      name: 'features',
      about: 'Numbers of a sample.',
      standard: null,
      lowest: 1,
      highest: 100_000,
    },
    {
      name: 'spread',
      about: 'Deviation of each coordinate within a cloud.',
      standard: 0.1,
      lowest: 0,
      highest: 10,
    },
    {
      name: 'distance',
      about: 'Deviation of the centres of the clouds.',
      standard: 0.2,
      lowest: 0,
      highest: 10,
    },
    {
      name: 'correlation',
      about: 'Of neighbouring coordinates.',
      standard: 0.6,
      lowest: -1,
      highest: 1,
    },
  ],
  generate: (task) => {
    const inputs = task.inputs('features');
    const size = totalSize(inputs);
    const clouds = classCount(task.inputs('class'), 1);
    const model = task.random('model');
    const distance = clouds === 1 ? 0 : task.option('distance');
    const centres = Float64Array.from(
      { length: clouds * size },
      () => 0.5 + distance * model.normal(),
    );
    const random = task.random('points');
    const classes = balancedClasses(task.count, clouds, random);
    const values = new Float64Array(task.count * size);
    const kept = task.option('correlation');
    for (let sample = 0; sample < task.count; sample += 1) {
      let step = random.normal();
      for (let entry = 0; entry < size; entry += 1) {
        if (entry > 0) step = kept * step + Math.sqrt(1 - kept * kept) * random.normal();
        values[sample * size + entry] =
          centres[classes[sample]! * size + entry]! + task.option('spread') * step;
      }
    }
    const labels = task.inputs('class').map(({ name }) => [name, classes] as const);
    return { values: new Map([...deal(inputs, values, task.count), ...labels]) };
  },
};
