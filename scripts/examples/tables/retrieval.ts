import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Example } from '../example.ts';
import { meanAndRange, upTo } from '../figures.ts';
import type { Trained } from '../lab.ts';

export const retrieval: Example = {
  name: 'retrieval',
  needs: 'digits',
  tables: {
    recall: async (lab, { digits }) => {
      const labels = parse<{ label: string }>(readFileSync(digits, 'utf8'), { columns: true });
      const row = async (title: string, file: string, run?: string): Promise<string[]> => {
        const trained = await Promise.all(
          upTo(3).map((seed) => lab.train(file, { seed, data: digits, ...(run ? { run } : {}) })),
        );
        const of = (metric: string): number[] => trained.map(({ test }) => test[metric]!);
        const same = await Promise.all(trained.map((one) => sameDigit(one, labels)));
        return [
          title,
          meanAndRange(of('first')),
          meanAndRange(of('first_five')),
          meanAndRange(same),
        ];
      };
      const classical = 'retrieval/classical.qmm';
      return {
        head: ['model, mean (min to max)', 'recall at 1', 'recall at 5', 'the same digit'],
        rows: [
          ['chance', '.002', '.010', '.10'],
          ['whoever knows all digits, and nothing more', '.020', '.100', '1.00'],
          ...(await Promise.all([
            row('this one (`main.qmm`)', 'retrieval/main.qmm'),
            row('two linear towers of ten numbers and the cosine', classical, 'Towers'),
            row('two towers with a hidden layer of ten and the cosine', classical, 'DeepTowers'),
          ])),
        ],
      };
    },
  },
};

/** How often the best match of a test sound shows the digit that is heard. */
async function sameDigit(
  run: Trained,
  labels: readonly { readonly label: string }[],
): Promise<number> {
  const matches = await run.predict();
  const digitOf = (id: unknown): string => labels[Number(id) - 1]!.label;
  const right = matches.filter(({ id, match }) => digitOf(id) === digitOf(match));
  return right.length / matches.length;
}
