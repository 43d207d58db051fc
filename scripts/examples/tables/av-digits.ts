import type { Example, Files } from '../example.ts';
import { figure, meanAndRange, upTo } from '../figures.ts';
import type { Lab, Trained } from '../lab.ts';

const FILE = 'av-digits/main.qmm';
const SPEAKERS = { split: 'folds(5, group: speaker)' };

export const avDigits: Example = {
  name: 'av-digits',
  needs: 'digits',
  tables: {
    accuracy: async (lab, files) => {
      const random = await randomly(lab, files);
      const speakers = await bySpeaker(lab, files);
      const row = async (title: string, ...gone: readonly string[]): Promise<string[]> => {
        const scores = (runs: readonly Trained[]): Promise<number[]> =>
          Promise.all(
            runs.map(async (run) => {
              const test = gone.length === 0 ? run.test : await run.without(...gone);
              return test['accuracy']!;
            }),
          );
        return [title, meanAndRange(await scores(random)), meanAndRange(await scores(speakers))];
      };
      return {
        head: ['test accuracy', 'random: mean (min to max)', 'by speaker: mean (min to max)'],
        rows: [await row('both'), await row('without eye', 'eye'), await row('without ear', 'ear')],
      };
    },
    speakers: async (lab, files) => {
      const runs = await bySpeaker(lab, files);
      const names = runs[0]!.folds.map(({ name }) => name);
      return {
        head: ['seed', ...names, 'mean'],
        rows: runs.map(({ folds, test }, seed) => [
          String(seed),
          ...folds.map((fold) => figure(fold.test['accuracy']!)),
          figure(test['accuracy']!),
        ]),
      };
    },
    rivals: async (lab, files) => {
      const data = files.digits;
      const others = [
        { run: 'flat', title: 'the same with a linear layer in place of the circuit' },
        { run: 'seen', title: "the picture's half alone, trained alone" },
        { run: 'heard', title: "the sound's half alone, likewise" },
      ];
      const rows = await Promise.all(
        others.map(async ({ run, title }) => {
          const file = 'av-digits/alone.qmm';
          const mean = async (set: Readonly<Record<string, string>>): Promise<string> => {
            const trained = await Promise.all(
              upTo(3).map((seed) => lab.train(file, { run, seed, data, set })),
            );
            const scores = trained.map(({ test }) => test['accuracy']!);
            return figure(scores.reduce((sum, one) => sum + one, 0) / scores.length);
          };
          return [title, await mean({}), await mean(SPEAKERS)];
        }),
      );
      return { head: ['model (mean of seeds 0 to 2)', 'random', 'by speaker'], rows };
    },
    anchors: async (lab, files) => ({
      head: ['PCA features a sense', 'both', 'picture', 'sound'],
      rows: await Promise.all(
        [4, 8, 16].map(async (axes) => {
          const set = { axes: String(axes) };
          const { test } = await lab.train('av-digits/anchors.qmm', { data: files.digits, set });
          const pair = (sense: string): string =>
            ['linear', 'radial']
              .map((kind) => figure(test[`${sense}_${kind}.accuracy`]!))
              .join(' / ');
          return [String(axes), pair('both'), pair('picture'), pair('sound')];
        }),
      ),
    }),
  },
};

function randomly(lab: Lab, { digits }: Files): Promise<Trained[]> {
  return Promise.all(upTo(5).map((seed) => lab.train(FILE, { seed, data: digits })));
}

/** Each speaker left out in turn. */
function bySpeaker(lab: Lab, { digits }: Files): Promise<Trained[]> {
  return Promise.all(upTo(5).map((seed) => lab.train(FILE, { seed, data: digits, set: SPEAKERS })));
}
