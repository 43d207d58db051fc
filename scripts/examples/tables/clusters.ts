import type { Example } from '../example.ts';
import { meanAndRange } from '../figures.ts';

const SETS = [1, 2, 3, 4, 5];

export const clusters: Example = {
  name: 'clusters',
  tables: {
    groups: async (lab) => {
      const row = async (
        title: string,
        file: string,
        metric: string,
        set: Readonly<Record<string, string>> = {},
      ): Promise<string[]> => {
        const runs = await Promise.all(
          SETS.map((seed) => lab.train(file, { set: { ...set, 'source.seed': String(seed) } })),
        );
        const found = runs.map(({ test }) => test[metric]!);
        return [title, ...meanAndRange(found).replace(')', '').split(' (')];
      };
      const power = (copies: number): Promise<string[]> =>
        row(
          `spectral, \`overlap(q)^${copies}\`${copies === 12 ? ' (`main.qmm`)' : ''}`,
          'clusters/main.qmm',
          'by_kernel',
          { copies: String(copies) },
        );
      const radial = (gamma: number): Promise<string[]> =>
        row(`spectral, \`rbf(point, gamma: ${gamma})\``, 'clusters/classical.qmm', 'by_kernel', {
          gamma: String(gamma),
        });
      const rows = await Promise.all([
        ...[12, 8, 4, 1].map(power),
        row('k-means on X, Y and Z of each qubit', 'clusters/main.qmm', 'by_centres', {
          copies: '12',
        }),
        ...[50, 30, 20].map(radial),
        row('k-means on the coordinates', 'clusters/classical.qmm', 'by_centres', { gamma: '30' }),
      ]);
      return { head: ['model', 'mean', 'min to max'], rows };
    },
  },
};
