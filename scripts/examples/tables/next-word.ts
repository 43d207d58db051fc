import type { Example } from '../example.ts';
import { meanAndRange, upTo } from '../figures.ts';

export const nextWord: Example = {
  name: 'next-word',
  tables: {
    perplexity: async (lab) => {
      const row = async (title: string, seeds: number, file: string, run?: string) => {
        const trained = await Promise.all(
          upTo(seeds).map((seed) => lab.train(file, { seed, ...(run ? { run } : {}) })),
        );
        const of = (metric: string): number[] => trained.map(({ test }) => test[metric]!);
        return [title, meanAndRange(of('perplexity'), 2), meanAndRange(of('accuracy'))];
      };
      const classical = 'next-word/classical.qmm';
      return {
        head: ['model', 'test perplexity', 'test accuracy'],
        rows: await Promise.all([
          row('five qubits (`main.qmm`), seeds 0 to 4', 5, 'next-word/main.qmm'),
          row('network on the four words one-hot, 32 hidden, seeds 0 to 2', 3, classical, 'hidden'),
          row('logistic regression on the four words one-hot', 1, classical, 'flat'),
          row('logistic regression on the last word alone', 1, classical, 'last'),
        ]),
      };
    },
  },
};
