import { balancedClasses, classCount } from './deal.ts';
import { CLASS_FIELD, FEATURES_FIELD } from './generator.ts';
import type { Generator } from './generator.ts';
import { pointSamples } from './points.ts';

/** Circles around one centre, one for each class. */
export const rings: Generator = {
  name: 'rings',
  summary: 'Circles around one centre; the class is which of them, counted from the innermost.',
  fields: [
    FEATURES_FIELD('The two coordinates; numbers beyond two are noise.'),
    CLASS_FIELD('Which circle, counted from the innermost.'),
  ],
  options: [
    { name: 'classes', about: 'Number of circles.', standard: null, lowest: 2, highest: 100 },
    {
      name: 'noise',
      about: 'Deviation of the noise on each coordinate; the outermost circle has radius 1.',
      standard: 0.05,
      lowest: 0,
      highest: 10,
    },
  ],
  generate: (task) => {
    const random = task.random('points');
    const count = classCount(task.inputs('class'), task.option('classes'));
    const classes = balancedClasses(task.count, count, random);
    return pointSamples(task, task.option('noise'), (sample) => {
      const angle = 2 * Math.PI * random.uniform();
      const ring = classes[sample]!;
      const radius = (ring + 1) / count;
      return { point: [radius * Math.cos(angle), radius * Math.sin(angle)], class: ring };
    });
  },
};
