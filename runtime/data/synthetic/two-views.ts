import { sizeOf } from '../columns/numbers.ts';
import { balancedClasses, classCount, deal, totalSize } from './deal.ts';
import { CLASS_FIELD, FEATURES_FIELD } from './generator.ts';
import type { Generator } from './generator.ts';

/** Several small views whose hidden states add up to the class, so that none of them alone says anything. */
export const twoViews: Generator = {
  name: 'two-views',
  summary:
    'Each modality shows a hidden state, one of k places in its own space; the class is the sum of the states modulo k, ' +
    'so one view alone is no better than chance. With two classes it is exclusive or.',
  fields: [
    FEATURES_FIELD('Each modality of numbers is a view.'),
    CLASS_FIELD('Sum of the hidden states modulo the number of classes.'),
  ],
  options: [
    {
      name: 'noise',
      about: 'Deviation of each number around its place.',
      standard: 0.25,
      lowest: 0,
      highest: 10,
    },
  ],
  generate: (task) => {
    const views = task.inputs('features');
    const states = classCount(task.inputs('class'), 2);
    const size = totalSize(views);
    const random = task.random('points');
    const classes = balancedClasses(task.count, states, random);
    const noise = task.random('noise');
    const values = new Float64Array(task.count * size);
    for (let sample = 0; sample < task.count; sample += 1) {
      let left = classes[sample]!;
      let start = sample * size;
      for (const [index, view] of views.entries()) {
        const last = index === views.length - 1;
        const state = last ? ((left % states) + states) % states : random.below(states);
        left -= state;
        const angle = (2 * Math.PI * state) / states;
        for (let entry = 0; entry < sizeOf(view.shape); entry += 1) {
          const place =
            entry % 2 === 0 ? Math.cos(angle) : Math.sin(angle + (states === 2 ? Math.PI / 2 : 0));
          values[start + entry] = place + task.option('noise') * noise.normal();
        }
        start += sizeOf(view.shape);
      }
    }
    const labels = task.inputs('class').map(({ name }) => [name, classes] as const);
    return { values: new Map([...deal(views, values, task.count), ...labels]) };
  },
};
