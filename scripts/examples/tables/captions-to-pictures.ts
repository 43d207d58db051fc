import type { Example } from '../example.ts';
import { meanAndRange, upTo } from '../figures.ts';
import type { Lab } from '../lab.ts';
import type { Table } from '../table.ts';

const HELD_OUT = { split: 'fractions(train: 0.8, test: 0.2, group: name)' };

export const captionsToPictures: Example = {
  name: 'captions-to-pictures',
  tables: {
    known: (lab) => table(lab, {}),
    unknown: (lab) => table(lab, HELD_OUT),
  },
};

async function table(lab: Lab, set: Readonly<Record<string, string>>): Promise<Table> {
  const row = async (title: string, file: string): Promise<string[]> => {
    const trained = await Promise.all(upTo(2).map((seed) => lab.train(file, { seed, set })));
    const of = (metric: string): string => meanAndRange(trained.map(({ test }) => test[metric]!));
    return [title, of('validity'), of('total_variation')];
  };
  return {
    head: ['model', 'drawings that are true of their caption', 'total variation'],
    rows: await Promise.all([
      row('`main.qmm`', 'captions-to-pictures/main.qmm'),
      row(
        'each pixel drawn for itself (`apart.qmm`, the same network)',
        'captions-to-pictures/apart.qmm',
      ),
    ]),
  };
}
