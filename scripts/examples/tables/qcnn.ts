import { contestRows } from '../contest.ts';
import type { Example } from '../example.ts';
import type { Choice } from '../command.ts';

const FILE = 'qcnn/main.qmm';

export const qcnn: Example = {
  name: 'qcnn',
  tables: {
    accuracy: async (lab) => {
      const own = async (title: string, choice: Choice): Promise<string[]> => {
        const [row] = await contestRows(lab, FILE, [{ title, name: 'Stripes' }], choice);
        return row!;
      };
      const noisy = { 'source.noise': '0.8' };
      const radial = 'SVM (Gaussian kernel)';
      const rows = await Promise.all([
        contestRows(
          lab,
          FILE,
          [
            { title: 'this one', name: 'Stripes' },
            { title: 'logistic regression on the pixels', name: 'logistic regression' },
            { title: 'support vector machine, Gaussian kernel', name: radial },
          ],
          { against: ['logistic', 'svm'] },
        ),
        own('`--set filter=so4`, filters of six weights', { set: { filter: 'so4' } }),
        own('`--set filter=canonical`, of three', { set: { filter: 'canonical' } }),
        own('`--set filter=turn_block`, of two', { set: { filter: 'turn_block' } }),
        own('this one on 50 pictures (70/30, 100 epochs)', {
          set: {
            'source.samples': '50',
            split: 'fractions(train: 0.7, test: 0.3)',
            epochs: '100',
          },
        }),
        contestRows(
          lab,
          FILE,
          [
            { title: 'this one with noise of .8 (`--set source.noise=0.8`)', name: 'Stripes' },
            { title: 'support vector machine, noise of .8', name: radial },
          ],
          { against: ['svm'], set: noisy },
        ),
      ]);
      const [[model, ...classical], so4, canonical, turns, fifty, withNoise] = rows;
      return {
        head: ['model', 'weights', 'test accuracy'],
        rows: [model!, so4, canonical, turns, ...classical, fifty, ...withNoise],
      };
    },
  },
};
