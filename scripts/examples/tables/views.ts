import type { Example } from '../example.ts';
import { figure, meanAndRange, upTo } from '../figures.ts';

const SPEAKERS = { split: 'folds(5, group: speaker)' };

/** Rows of the table: where each stands, and what it is called there. */
const ROWS = [
  { title: 'learned mixture (`main.qmm`)', file: 'views/main.qmm', readout: 'guess' },
  { title: 'equal weights (`alone.qmm`)', file: 'views/alone.qmm', readout: 'from_all' },
  { title: 'pixels alone', file: 'views/alone.qmm', readout: 'from_pixels' },
  { title: 'rows and columns alone', file: 'views/alone.qmm', readout: 'from_profiles' },
  { title: 'cepstra alone', file: 'views/alone.qmm', readout: 'from_timbre' },
  { title: 'mel spectrum alone', file: 'views/alone.qmm', readout: 'from_pitch' },
  {
    title: 'radial kernels, learned widths and mixture (`classical.qmm`)',
    file: 'views/classical.qmm',
    readout: 'guess',
  },
];

export const views: Example = {
  name: 'views',
  needs: 'digits',
  tables: {
    accuracy: async (lab, { digits }) => {
      const rows = await Promise.all(
        ROWS.map(async ({ title, file, readout }) => {
          const random = await Promise.all(
            upTo(3).map((seed) => lab.train(file, { seed, data: digits })),
          );
          const speakers = await lab.train(file, { seed: 0, data: digits, set: SPEAKERS });
          const of = ({ test }: { readonly test: Readonly<Record<string, number>> }): number =>
            (test[`${readout}.accuracy`] ?? test['accuracy'])!;
          return [title, meanAndRange(random.map(of), 2), figure(of(speakers), 2)];
        }),
      );
      const main = await lab.train('views/main.qmm', { seed: 0, data: digits });
      const without = async (modality: string): Promise<string[]> => {
        const scores = await main.without(modality);
        const score = figure(scores['accuracy']!, 2);
        return [`the same, evaluated without ${modality} (seed 0)`, score, ''];
      };
      const [mixture, ...others] = rows;
      return {
        head: ['test accuracy', 'random', 'by speaker'],
        rows: [mixture!, await without('ear'), await without('eye'), ...others],
      };
    },
  },
};
