import { contestRows } from '../contest.ts';
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
          const [random, speakers] = await Promise.all([
            lab.train(file, { run, seed: 0, data }),
            lab.train(file, { run, seed: 0, data, set: SPEAKERS }),
          ]);
          return [title, figure(random.test['accuracy']!), figure(speakers.test['accuracy']!)];
        }),
      );
      return { head: ['model (seed 0)', 'random', 'by speaker'], rows };
    },
    compared: async (lab, files) => ({
      head: ['`qmm compare`, two trials', 'weights', 'test accuracy, random'],
      rows: await contestRows(
        lab,
        FILE,
        [
          { title: 'this one', name: 'AvDigits' },
          { title: 'without gates between the senses', name: 'without gates between modalities' },
          { title: 'logistic regression', name: 'logistic regression' },
          { title: 'support vector machine, Gaussian kernel', name: 'SVM (Gaussian kernel)' },
        ],
        { data: files.digits, seeds: 2, against: ['logistic', 'svm', 'unfused_twin'] },
      ),
    }),
    anchors: async (lab, files) => ({
      head: [
        'PCA features a sense',
        'both, random',
        'both, by speaker',
        'picture, by speaker',
        'sound, by speaker',
      ],
      rows: await Promise.all(
        [4, 8, 16].map(async (axes) => {
          const file = 'av-digits/anchors.qmm';
          const set = { axes: String(axes) };
          const [random, speakers] = await Promise.all([
            lab.train(file, { data: files.digits, set }),
            lab.train(file, { data: files.digits, set: { ...set, ...SPEAKERS } }),
          ]);
          const pair = ({ test }: Trained, sense: string): string =>
            ['linear', 'radial']
              .map((kind) => figure(test[`${sense}_${kind}.accuracy`]!))
              .join(' / ');
          return [
            String(axes),
            pair(random, 'both'),
            pair(speakers, 'both'),
            pair(speakers, 'picture'),
            pair(speakers, 'sound'),
          ];
        }),
      ),
    }),
  },
};

function randomly(lab: Lab, { digits }: Files): Promise<Trained[]> {
  return Promise.all(upTo(3).map((seed) => lab.train(FILE, { seed, data: digits })));
}

/** Each speaker left out in turn. */
function bySpeaker(lab: Lab, { digits }: Files): Promise<Trained[]> {
  return Promise.all(upTo(2).map((seed) => lab.train(FILE, { seed, data: digits, set: SPEAKERS })));
}
