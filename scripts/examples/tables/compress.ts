import type { Example } from '../example.ts';
import { figure, meanAndRange, upTo } from '../figures.ts';
import type { Lab, Trained } from '../lab.ts';

const FILE = 'compress/main.qmm';

export const compress: Example = {
  name: 'compress',
  tables: {
    restored: async (lab) => ({
      head: ['kept qubits', 'trash cost', 'restored', 'bound: principal components'],
      rows: await Promise.all([
        row(lab, 'three (`three`)', 'three', 8),
        row(lab, 'two (`two`)', 'two', 4),
      ]),
    }),
    layers: async (lab) => ({
      head: ['three qubits, layers', 'trash cost', 'restored'],
      rows: await Promise.all(
        [4, 8, 12].map(async (layers) => {
          const title = `${layers}${layers === 12 ? " (the file's)" : ''}`;
          return [title, ...columns(await runs(lab, 'three', 3, { layers: String(layers) }))];
        }),
      ),
    }),
  },
};

async function row(lab: Lab, title: string, run: string, axes: number): Promise<string[]> {
  const [trained, bound] = await Promise.all([
    runs(lab, run, 5, {}),
    lab.train('compress/bound.qmm', { set: { axes: String(axes) } }),
  ]);
  return [title, ...columns(trained), `${figure(bound.test['share']!)} (${axes} axes)`];
}

function runs(
  lab: Lab,
  run: string,
  seeds: number,
  set: Readonly<Record<string, string>>,
): Promise<Trained[]> {
  return Promise.all(upTo(seeds).map((seed) => lab.train(FILE, { run, seed, set })));
}

function columns(trained: readonly Trained[]): string[] {
  const of = (metric: string): number[] => trained.map(({ test }) => test[metric]!);
  return [meanAndRange(of('loss'), 4), meanAndRange(of('restored'))];
}
