import type { Example } from '../example.ts';
import { figure, meanAndRange, upTo } from '../figures.ts';

const MODALITIES = ['words', 'voice', 'face'];

/** What is there, and what the classical models of it are called. */
const ROWS: readonly {
  readonly title: string;
  readonly there: readonly string[];
  readonly readout: string | null;
}[] = [
  { title: 'all three', there: ['words', 'voice', 'face'], readout: 'from_all' },
  { title: 'voice, face', there: ['voice', 'face'], readout: 'from_voice_face' },
  { title: 'words, face', there: ['words', 'face'], readout: 'from_words_face' },
  { title: 'words, voice', there: ['words', 'voice'], readout: 'from_words_voice' },
  { title: 'face alone', there: ['face'], readout: 'from_face' },
  { title: 'voice alone', there: ['voice'], readout: 'from_voice' },
  { title: 'words alone', there: ['words'], readout: 'from_words' },
  { title: 'nothing', there: [], readout: null },
];

export const missingModality: Example = {
  name: 'missing-modality',
  tables: {
    accuracy: async (lab) => {
      const file = 'missing-modality/main.qmm';
      const trained = await Promise.all(
        ['whole', 'patchy'].map((run) =>
          Promise.all(upTo(5).map((seed) => lab.train(file, { run, seed }))),
        ),
      );
      const [seven, filled] = await Promise.all(
        ['seven', 'filled'].map((run) => lab.train('missing-modality/classical.qmm', { run })),
      );
      const rows = await Promise.all(
        ROWS.map(async ({ title, there, readout }) => {
          const gone = MODALITIES.filter((name) => !there.includes(name));
          const columns = await Promise.all(
            trained.map((runs) =>
              Promise.all(
                runs.map(async (run) => {
                  const test = gone.length === 0 ? run.test : await run.without(...gone);
                  return test['accuracy']!;
                }),
              ),
            ),
          );
          const own = readout === null ? '' : figure(seven!.test[`${readout}.accuracy`]!);
          const mean = gone.length === 0 ? filled!.test : await filled!.without(...gone);
          return [
            title,
            ...columns.map((scores) => meanAndRange(scores)),
            own,
            figure(mean['accuracy']!),
          ];
        }),
      );
      return {
        head: ['what is there', '`whole`', '`patchy`', 'seven models', 'one model, means'],
        rows,
      };
    },
  },
};
