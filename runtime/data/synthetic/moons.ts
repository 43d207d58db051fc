import { balancedClasses } from './deal.ts';
import { CLASS_FIELD, FEATURES_FIELD } from './generator.ts';
import type { Generator } from './generator.ts';
import { pointSamples } from './points.ts';

/** Two half circles that reach into one another, as in scikit-learn's `make_moons`. */
export const moons: Generator = {
  name: 'moons',
  summary: 'Two half circles in a plane that reach into one another; no straight line parts them.',
  fields: [
    FEATURES_FIELD('The two coordinates; numbers beyond two are noise.'),
    CLASS_FIELD('Which half circle: the upper (0) or the lower (1).'),
  ],
  options: [
    {
      name: 'noise',
      about: 'Deviation of the noise on each coordinate.',
      standard: 0.1,
      lowest: 0,
      highest: 10,
    },
  ],
  generate: (task) => {
    const random = task.random('points');
    const classes = balancedClasses(task.count, 2, random);
    return pointSamples(task, task.option('noise'), (sample) => {
      const angle = Math.PI * random.uniform();
      const [x, y] = [Math.cos(angle), Math.sin(angle)];
      const lower = classes[sample] === 1;
      return { point: lower ? [1 - x, 0.5 - y] : [x, y], class: lower ? 1 : 0 };
    });
  },
};
