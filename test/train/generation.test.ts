import { describe, expect, test } from 'vitest';
import { readCheckpoint } from '../../runtime/checkpoint/files.ts';
import { createPredictor } from '../../runtime/predict/predictor.ts';
import { evaluateRun, predictRun } from '../../runtime/predict/index.ts';
import type { Run } from '../../runtime/program/index.ts';
import { writeReport } from '../../runtime/report/index.ts';
import { train } from '../../runtime/train/index.ts';
import { compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';
import type { MemoryHost } from '../support/memory-host.ts';
import { trainRequest } from '../support/runs.ts';

const FOLDER = 'runs/iris/1';

/** Four names, one of which means two pictures. */
const drawn = `name,picture
${Array.from({ length: 10 }, (_, k) =>
  ['top,1 1 0 0', 'bottom,0 0 1 1', 'left,1 0 1 0', `any,${k % 2 ? '1 0 0 1' : '0 1 1 0'}`].join(
    '\n',
  ),
).join('\n')}
`;

const painter = (objective: string): string => `
circuit spell(word: class(v)) on q[n] {
  param table: angle[v, 2, n, 3]
  for l in 0..2 {
    rot(table[word, l]) q
    for (a, b) in ring(q) {
      cx a, b
    }
  }
}

model Painter {
  modality name: class("top", "bottom", "left", "any")
  label picture: bit[2, 2]
  register canvas[4]
  encode name into canvas with spell
  evolve canvas with strongly_entangling(layers: 1)
  readout drawing = sample(canvas) |> reshape(2, 2)
  objective ${objective}
}
data names = csv("samples.csv") {
  split: fractions(train: 0.8, test: 0.2)
}
train Painter on names {
  optimizer: adam(rate: 0.1, schedule: cosine())
  epochs: 120
  batch: 8
  seed: 2
}
`;

const born = `
model Born {
  label picture: bit[2, 2]
  register canvas[4]
  evolve canvas with strongly_entangling(layers: 3)
  readout drawing = sample(canvas) |> reshape(2, 2)
  objective mmd(drawing, picture, bandwidths: [0.5, 4])
}
data names = csv("samples.csv") {
  split: fractions(train: 1)
}
train Born on names {
  optimizer: adam(rate: 0.1, schedule: cosine())
  epochs: 100
  seed: 4
}
`;

async function trained(text: string): Promise<{ host: MemoryHost; run: Run }> {
  const host = memoryHost({ 'flowers/samples.csv': drawn });
  const run = compileText(text).runs[0]!;
  await train(trainRequest(host, run));
  return { host, run };
}

describe('a painter that learns from names', () => {
  test.each(['mmd(drawing, picture, given: name)', 'divergence(drawing, picture, given: name)'])(
    '%s: draws what belongs to the name, each of two in half of the cases',
    async (objective) => {
      const { host } = await trained(painter(objective));
      const { metrics } = await evaluateRun({ folder: FOLDER, host, split: 'train' });
      expect(metrics['train']?.['validity']).toBeGreaterThan(0.97);
      expect(metrics['train']?.['total_variation']).toBeLessThan(0.1);

      const drawings = async (name: string, seed = 0): Promise<string[]> => {
        const inputs = { name };
        const all = await predictRun({ folder: FOLDER, host, inputs, draws: 200, seed });
        expect(all[0]).toMatchObject({ draw: 1, given: { name } });
        return all.map(({ drawing }) => drawing ?? '');
      };
      const top = await drawings('top');
      expect(top.filter((one) => one === '11 00').length).toBeGreaterThan(190);
      const any = await drawings('any');
      // 200 throws of a fair coin: fewer than 70 of a side come once in twenty thousand times.
      expect(any.filter((one) => one === '10 01').length).toBeGreaterThan(70);
      expect(any.filter((one) => one === '01 10').length).toBeGreaterThan(70);
      const { program } = compileText(painter(objective)).runs[0]!;
      const predictor = createPredictor(program, readCheckpoint(host, FOLDER)!, { seed: 3 });
      // An index, as the data had its classes in this order.
      const pictures = Array.from({ length: 50 }, () => predictor.predict({ name: 3 }).drawing);
      expect(new Set(pictures).size).toBeGreaterThan(1);
      expect(pictures.filter((one) => one === '10 01' || one === '01 10').length).toBeGreaterThan(
        40,
      );
      expect(await drawings('any')).toEqual(any);
      expect(await drawings('any', 1)).not.toEqual(any);
    },
  );

  test('leaves the same bytes each time, and a report with its drawings', async () => {
    const text = painter('mmd(drawing, picture, given: name)').replace('epochs: 120', 'epochs: 3');
    const [one, two] = [await trained(text), await trained(text)];
    const file = `${FOLDER}/checkpoint.json`;
    expect(one.host.text(file)).toBe(two.host.text(file));
    const groups = readCheckpoint(one.host, FOLDER)!.results!.drawings!;
    expect(groups).toHaveLength(4);
    writeReport(FOLDER, one.host);
    const page = one.host.text(`${FOLDER}/report.html`);
    expect(page).toContain('aria-label="any: true in');
    expect(page).toMatch(/aria-label="top: drawn(, and true)?"/);
    expect(page).toContain('Draws what is true of what is given in');
  });
});

describe('a Born machine, which is given nothing', () => {
  test('learns the shares of all pictures, and predicts draws of them', async () => {
    const { host } = await trained(born);
    const { metrics } = await evaluateRun({ folder: FOLDER, host });
    expect(metrics['train']?.['mmd']).toBeLessThan(0.002);
    expect(metrics['train']?.['total_variation']).toBeLessThan(0.1);
    const rows = await predictRun({ folder: FOLDER, host });
    expect(rows).toHaveLength(40);
    const pictures = new Set(rows.map(({ drawing }) => drawing));
    expect(pictures.size).toBeGreaterThan(3);
    expect(rows[0]).not.toHaveProperty('given');
  });
});
