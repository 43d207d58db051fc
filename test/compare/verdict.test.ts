import { describe, expect, test } from 'vitest';
import { comparisonOf, verdictOf, type SeedResult } from '../../runtime/compare/index.ts';

type Scores = Readonly<Record<string, readonly number[]>>;

const kinds = {
  Model: 'model',
  logistic: 'classical',
  svm: 'classical',
  'classical twin of as many weights': 'twin',
  'without entanglement': 'twin',
  'without ear': 'ablation',
  deep: 'rival',
} as const;

/** One result a seed, of accuracies by contestant. */
function results(scores: Scores, metric = 'accuracy'): SeedResult[] {
  const seeds = Object.values(scores)[0]!.length;
  return Array.from({ length: seeds }, (_, seed) => ({
    metric,
    isBetterHigh: metric !== 'loss',
    overlap: 0.25,
    contestants: Object.entries(scores).map(([name, all]) => ({
      name,
      kind: kinds[name as keyof typeof kinds],
      scores: [all[seed]!],
      parameters: 10,
      seconds: 1,
      notes: ['c 1'],
    })),
  }));
}

const good = [0.95, 0.96, 0.94, 0.95, 0.96];
const same = [0.96, 0.95, 0.95, 0.94, 0.95];
const bad = [0.7, 0.71, 0.69, 0.71, 0.7];

function said(scores: Scores, metric?: string): string[] {
  return verdictOf(comparisonOf(results(scores, metric)));
}

describe('the verdict of a comparison', () => {
  test('may be that the quantum part adds nothing: beaten, or not told apart', () => {
    const [beaten] = said({ Model: bad, logistic: same, svm: good });
    expect(beaten).toMatch(
      /^The quantum part adds nothing here: Model \(accuracy 0\.702\) is beaten by svm/,
    );
    const [level] = said({ Model: good, logistic: bad, svm: same });
    expect(level).toMatch(/^The quantum part adds nothing measurable here: .* not told apart/);
  });

  test('praises only where every classical model is beaten', () => {
    const [praise] = said({ Model: good, logistic: bad, svm: bad });
    expect(praise).toMatch(/^Model \(accuracy 0\.952\) beats every classical model here/);
    const noisy = [0.2, 0.99, 0.3, 0.99, 0.2];
    const [partly] = said({ Model: good, logistic: bad, svm: noisy });
    expect(partly).toContain('is not told apart from svm');
  });

  test('counts a classical twin among the classical models', () => {
    const twin = { 'classical twin of as many weights': good };
    expect(said({ Model: bad, logistic: bad, ...twin })[0]).toContain('beaten by classical twin');
  });

  test('says how the model stands to another run', () => {
    const [better] = said({ Model: good, deep: bad });
    expect(better).toMatch(
      /^Model \(accuracy 0\.952\) is better than `deep` \(accuracy 0\.702\) by 25\.0 points/,
    );
    expect(said({ Model: bad, deep: good })[0]).toContain('is worse than `deep`');
    expect(said({ Model: good, deep: same })[0]).toContain('are not told apart');
  });

  test('says what entanglement and modalities are worth', () => {
    const words = said({ Model: good, 'without entanglement': same, 'without ear': bad });
    expect(words).toEqual([
      expect.stringMatching(
        /^Entanglement makes no difference that these trials can tell \(0\.2 points, p \d/,
      ),
      expect.stringMatching(/^`ear` is worth 25\.0 points \(p (below 0\.001|0\.00\d)\)\.$/),
    ]);
    const [harm] = said({ Model: bad, 'without entanglement': good });
    expect(harm).toMatch(/^Entanglement does harm: without it the model is better by 25\.0 points/);
  });

  test('knows that a low loss is the better one', () => {
    const [beaten] = said({ Model: good, svm: bad }, 'loss');
    expect(beaten).toContain('is beaten by svm');
  });

  test('of one trial is that it says nothing', () => {
    expect(said({ Model: [0.9], svm: [0.1] })).toEqual([
      expect.stringContaining('One trial says nothing'),
    ]);
  });
});

describe('the table of a comparison', () => {
  test('pairs trials, adds up seconds, and leaves out who could not take part in all', () => {
    const all = results({ Model: good, logistic: bad, svm: same });
    const partly = all.map((one, seed) =>
      seed === 2 ? { ...one, contestants: one.contestants.slice(0, 2) } : one,
    );
    const { rows, trials } = comparisonOf(partly);
    expect(trials).toBe(5);
    expect(rows.map(({ name, seconds, notes }) => [name, seconds, notes])).toEqual([
      ['Model', 5, ['c 1']],
      ['logistic', 5, ['c 1']],
    ]);
    expect(rows[1]!.scores).toEqual(bad);
    expect(rows[1]!.difference).toBeCloseTo(-0.25, 12);
    expect(rows[0]).toMatchObject({ difference: null, p: null });
  });

  test('keeps the interval of an accuracy within what it can be', () => {
    const { rows } = comparisonOf(results({ Model: [1, 0.9, 1], svm: [0, 0.2, 0] }));
    expect(rows[0]!.high).toBe(1);
    expect(rows[1]!.low).toBe(0);
  });
});
