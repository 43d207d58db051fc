import { contestRows } from '../contest.ts';
import type { Example } from '../example.ts';

const FILE = 'moons/main.qmm';

export const moons: Example = {
  name: 'moons',
  tables: {
    accuracy: async (lab) => {
      const against = ['logistic', 'svm', 'parameter_twin', 'separable_twin'];
      const sides = [
        { title: 'four uploads (`main.qmm`)', name: 'Moons' },
        { title: 'the same without CZ', name: 'without entanglement' },
        { title: 'logistic regression', name: 'logistic regression' },
        { title: 'support vector machine, Gaussian kernel', name: 'SVM (Gaussian kernel)' },
        { title: 'network of as many weights', name: 'classical twin of as many weights' },
      ];
      const fewer = [{ title: 'three uploads (`--set layers=3`)', name: 'Moons' }];
      const [model, ...others] = await contestRows(lab, FILE, sides, { against });
      const three = await contestRows(lab, FILE, fewer, { set: { layers: '3' } });
      return { head: ['model', 'weights', 'test accuracy'], rows: [model!, ...three, ...others] };
    },
  },
};
