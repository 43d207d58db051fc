import { contestRows } from '../contest.ts';
import type { Example } from '../example.ts';

const FILE = 'imported-circuit/main.qmm';

export const importedCircuit: Example = {
  name: 'imported-circuit',
  tables: {
    accuracy: async (lab) => {
      const sides = [
        { title: 'both points (`main.qmm`)', name: 'Imported' },
        { title: 'trained without `near`', name: 'without near' },
        { title: 'trained without `far`', name: 'without far' },
        { title: 'without gates between the points', name: 'without gates between modalities' },
        { title: 'logistic regression on the four numbers', name: 'logistic regression' },
        { title: 'support vector machine on them, Gaussian kernel', name: 'SVM (Gaussian kernel)' },
      ];
      const [model, ...others] = await contestRows(lab, FILE, sides, {
        against: ['logistic', 'svm', 'unfused_twin'],
        ablate: ['near', 'far'],
      });
      const fewer = [{ title: 'three layers for five (`--set layers=3`)', name: 'Imported' }];
      const three = await contestRows(lab, FILE, fewer, { set: { layers: '3' } });
      return { head: ['model', 'weights', 'test accuracy'], rows: [model!, ...three, ...others] };
    },
  },
};
