import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { moonsModel, project } from './projects.ts';
import { qmm } from './support.ts';

interface Row {
  readonly name: string;
  readonly kind: string;
  readonly metric: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly parameters: number;
  readonly scores: readonly number[];
}

/** Two numbers, told apart or guessed from both. */
function twoViews(label: string, objective: string, more = ''): string {
  return `model Views {
  modality left: real[2]
  modality right: real[2]
  label answer: ${label}

  register a, b
  encode left |> standardise |> tanh into a with angle
  encode right |> standardise |> tanh into b with angle
  fuse a, b with paired(layers: 1)

  readout found = expect([Z(a), Z(b)]) |> linear
  objective ${objective}
}

data views = csv("views.csv", left: ["a", "b"], right: ["c", "d"])

train Views on views {
  epochs: 3
}
${more}`;
}

/** The answer depends on `a` and `c`. */
function viewsTable(kind: 'class' | 'number'): string {
  const rows = Array.from({ length: 80 }, (_, row) => {
    const [a, b, c, d] = [1, 2, 3, 5].map((step) => Math.sin(step * (row + 1)));
    const sum = 1.5 * a! + c!;
    return [a, b, c, d, kind === 'class' ? Number(sum > 0) : sum.toFixed(4)].join(',');
  });
  return ['a,b,c,d,answer', ...rows, ''].join('\n');
}

describe('qmm compare', () => {
  test('ranks a model beside classical ones, its twins and itself without a part', async () => {
    const cwd = project({
      'main.qmm': twoViews('class(2)', 'classify(found, answer)'),
      'views.csv': viewsTable('class'),
    });
    const words = ['compare', 'main.qmm', '--quick', '--seeds', '2', '--json'];
    const { code, err, json } = await qmm(words, { cwd });
    expect(code, err).toBe(0);
    const rows = json['rows'] as readonly Row[];
    expect(rows.map(({ name, kind }) => [kind, name])).toEqual([
      ['model', 'Views'],
      ['classical', 'logistic regression'],
      ['classical', 'SVM (Gaussian kernel)'],
      ['classical', 'MLP (one hidden layer)'],
      ['twin', 'classical twin of as many weights'],
      ['twin', 'without entanglement'],
      ['twin', 'without gates between modalities'],
      ['ablation', 'without left'],
      ['ablation', 'left shuffled'],
      ['ablation', 'without right'],
      ['ablation', 'right shuffled'],
    ]);
    for (const { metric, mean, low, high, scores } of rows) {
      expect(metric).toBe('accuracy');
      expect(scores).toHaveLength(2);
      expect(mean).toBeCloseTo((scores[0]! + scores[1]!) / 2, 12);
      expect(low).toBeLessThanOrEqual(mean);
      expect(high).toBeGreaterThanOrEqual(mean);
    }
    const of = (name: string): Row => rows.find((row) => row.name === name)!;
    expect(of('logistic regression').mean).toBeGreaterThan(0.9);
    expect(of('logistic regression').parameters).toBe(5);
    const [model, twin] = [of('Views'), of('classical twin of as many weights')];
    expect(Math.abs(twin.parameters - model.parameters)).toBeLessThanOrEqual(4);
    // It is what `qmm train` reaches with these seeds.
    const trained = await qmm(['train', 'main.qmm', '--set', 'epochs=1', '--json'], { cwd });
    expect(trained.json.metrics?.['test']?.['accuracy']).toBe(model.scores[0]);
    expect(json['verdict']).toContainEqual(expect.stringContaining('quantum part'));
    const page = readFileSync(join(cwd, 'comparisons/views/1/report.html'), 'utf8');
    expect(page).toContain('<h1>Views compared</h1>');
    expect(page.match(/class="whisker"/g)).toHaveLength(rows.length);
    expect(page).toContain(`aria-label="accuracy: Views ${model.mean.toFixed(3)}`);
    expect(page).not.toMatch(/src=|href=|url\(|@import/);
    // The same seeds give the same scores, in one process or in two.
    const asked = ['--against', 'svm,unfused_twin', '--ablate', 'right'];
    const one = ['compare', 'main.qmm', '--quick', '--seeds', '1', '--json', ...asked];
    const again = await qmm(one, { cwd });
    const alone = again.json['rows'] as readonly Row[];
    expect(alone).toHaveLength(5);
    for (const { name, scores } of alone) expect(scores).toEqual(of(name).scores.slice(0, 1));
  }, 60_000);

  test('does as a `compare` of the file says, of numbers too', async () => {
    const more =
      'train longer = Views on views {\n  epochs: 6\n}\n\n' +
      'compare Views {\n  seeds: 1\n  against: [logistic, svm, longer]\n  ablate: [right]\n}\n';
    const cwd = project({
      'main.qmm': twoViews('real', 'regress(found, answer)', more),
      'views.csv': viewsTable('number'),
    });
    const { code, out, err } = await qmm(['compare', 'main.qmm'], { cwd });
    expect(code, err).toBe(0);
    expect(out).toMatch(/^ +kind +r2 +difference +parameters +time$/m);
    expect(out).toMatch(/^ridge regression +classical +0\.99\d +\+/m);
    expect(out).toMatch(/^SVR \(Gaussian kernel\) +classical +0\.9\d\d/m);
    expect(out).toMatch(/^right shuffled +ablation/m);
    const [, score] = /^longer +rival +(-?[\d.]+)/m.exec(out)!;
    const trained = await qmm(['train', 'main.qmm', 'longer', '--json'], { cwd });
    expect(trained.json.metrics?.['test']?.['r2']?.toFixed(3)).toBe(score);
    expect(out).not.toMatch(/entanglement|left/);
    expect(out).toContain('One trial says nothing about chance');
  }, 30_000);

  test('says what it needs', async () => {
    const two = `${moonsModel()}\ntrain deep = Moons(layers: 2) on moons\n`;
    const cwd = project({
      'main.qmm': two,
      'all.qmm': moonsModel().replace('seed: 1)', 'seed: 1) {\n  split: fractions(train: 1)\n}'),
      'runs.qmm': `${two.replace('deep = Moons(layers: 2) on moons', 'deep = Moons(layers: 2) on more')}\ndata more = synthetic("moons", samples: 60, seed: 2)\n\ncompare Moons {\n  against: [deep]\n}\n`,
    });
    const complaint = async (...words: readonly string[]): Promise<string> => {
      const { code, err } = await qmm(['compare', ...words], { cwd });
      expect(code).not.toBe(0);
      return err;
    };
    expect(await complaint('main.qmm')).toContain('`qmm compare main.qmm deep`');
    expect(await complaint('main.qmm', 'deep', '--seeds', '0')).toContain('compares nothing');
    expect(await complaint('all.qmm', '--seeds', '1')).toContain('has no test split');
    expect(await complaint('main.qmm', 'deep', '--ablate', 'sound')).toContain('It has `point`');
    expect(await complaint('runs.qmm', '--seeds', '1')).toContain(
      '`deep` learns from `more` and `Moons` from',
    );
  }, 120_000);
});
