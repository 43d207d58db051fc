import type { Example } from '../example.ts';
import { meanAndRange, upTo } from '../figures.ts';

export const scenes: Example = {
  name: 'scenes',
  tables: {
    accuracy: async (lab) => {
      const seeds = upTo(5);
      const both = await Promise.all(seeds.map((seed) => lab.train('scenes/main.qmm', { seed })));
      const alone = (run: string): Promise<number[]> =>
        Promise.all(
          seeds.map(async (seed) => {
            const { test } = await lab.train('scenes/alone.qmm', { run, seed });
            return test['accuracy']!;
          }),
        );
      const without = (modality: string): Promise<number[]> =>
        Promise.all(both.map(async (run) => (await run.without(modality))['accuracy']!));
      const rows: [string, number[]][] = [
        ['both (`main.qmm`)', both.map(({ test }) => test['accuracy']!)],
        ['both, evaluated without the picture', await without('view')],
        ['both, evaluated without the sound', await without('sound')],
        ['picture alone (`alone.qmm`)', await alone('ViewAlone')],
        ['sound alone (`alone.qmm`)', await alone('SoundAlone')],
      ];
      return {
        head: ['model', 'test accuracy'],
        rows: rows.map(([title, scores]) => [title, meanAndRange(scores)]),
      };
    },
  },
};
