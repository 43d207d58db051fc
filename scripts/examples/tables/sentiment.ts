import type { Example } from '../example.ts';
import { figure, meanAndRange, upTo } from '../figures.ts';

export const sentiment: Example = {
  name: 'sentiment',
  needs: 'sentences',
  tables: {
    accuracy: async (lab, { sentences }) => {
      const row = async (
        title: string,
        words: string,
        seeds: number,
        file: string,
        run?: string,
      ): Promise<string[]> => {
        const trained = await Promise.all(
          upTo(seeds).map((seed) =>
            lab.train(file, { seed, data: sentences, ...(run ? { run } : {}) }),
          ),
        );
        return [title, words, meanAndRange(trained.map(({ test }) => test['accuracy']!))];
      };
      const fitted = async (title: string, words: string, run: string): Promise<string[]> => {
        const { test } = await lab.train('sentiment/classical.qmm', { run, data: sentences });
        return [title, words, figure(test['accuracy']!)];
      };
      const readers = 'sentiment/readers.qmm';
      return {
        head: ['model', 'words read', 'test accuracy: mean (min to max)'],
        rows: await Promise.all([
          row('bag on three qubits (`main.qmm`)', '40', 3, 'sentiment/main.qmm'),
          row(
            'counts of the same words, a linear layer',
            '40',
            1,
            'sentiment/classical.qmm',
            'all',
          ),
          fitted('tf-idf, 4 latent semantic axes, logistic regression', '40', 'axes'),
          row('bag on eight qubits (`bags` in `readers.qmm`)', 'first 8', 3, readers, 'bags'),
          row('sequence on eight qubits (`sequences`)', 'first 8', 3, readers, 'sequences'),
          row('tree on eight qubits (`trees`)', 'first 8', 3, readers, 'trees'),
          row(
            'counts of the first eight words, a linear layer',
            'first 8',
            1,
            'sentiment/classical.qmm',
            'first',
          ),
        ]),
      };
    },
  },
};
