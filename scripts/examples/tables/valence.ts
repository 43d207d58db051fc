import type { Example } from '../example.ts';
import { meanAndRange, upTo } from '../figures.ts';
import type { Scores } from '../../../runtime/train/progress.ts';

export const valence: Example = {
  name: 'valence',
  tables: {
    scores: async (lab) => {
      const row = (title: string, scores: readonly Scores[]): string[] => [
        title,
        meanAndRange(scores.map((one) => one['r2']!)),
        meanAndRange(scores.map((one) => one['mae']!)),
      ];
      const both = await Promise.all(
        upTo(5).map((seed) => lab.train('valence/main.qmm', { seed })),
      );
      const without = (modality: string): Promise<Scores[]> =>
        Promise.all(both.map((run) => run.without(modality)));
      const alone = async (run: string): Promise<Scores[]> =>
        Promise.all(
          upTo(5).map(async (seed) => (await lab.train('valence/alone.qmm', { run, seed })).test),
        );
      return {
        head: ['model', 'test R2', 'test MAE'],
        rows: [
          row(
            'both (`main.qmm`)',
            both.map(({ test }) => test),
          ),
          row('both, evaluated without the voice', await without('voice')),
          row('both, evaluated without the words', await without('words')),
          row('voice alone (`alone.qmm`)', await alone('VoiceAlone')),
          row('words alone (`alone.qmm`)', await alone('WordsAlone')),
        ],
      };
    },
  },
};
