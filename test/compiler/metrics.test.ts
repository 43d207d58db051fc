import { describe, expect, test } from 'vitest';
import type { Metric } from '../../runtime/program/index.ts';
import { compileText, programOf } from '../support/compile.ts';

const model = (metric: string): string => `model M {
  modality x: real[4]
  modality said: text(words: 3, vocabulary: 5)
  label kind: class(3)
  label side: class(2)
  label sure: bit
  label score: real
  label marks: class(4)[2]
  label next: word(said)
  let logits = x |> linear(3)
  metric m = ${metric}
}`;

function metricOf(text: string): Metric {
  const program = programOf(model(text));
  expect(program.metrics).toHaveLength(1);
  return program.metrics[0]!;
}

function errorOf(text: string): string | undefined {
  const [error] = compileText(model(text)).diagnostics.filter((one) => one.severity === 'error');
  return error && `${error.code}: ${error.message}`;
}

describe('a metric of classes', () => {
  test.each([
    ['accuracy(logits, kind)', { function: 'accuracy', guess: 'scores', classes: 3 }],
    ['f1(truth: kind, guess: logits)', { function: 'f1', guess: 'scores', classes: 3 }],
    ['confusion(x[0], side)', { function: 'confusion', guess: 'logit', classes: 2 }],
    ['accuracy(x |> linear(1), sure)', { function: 'accuracy', guess: 'logit', classes: 2 }],
    ['accuracy(kind, kind)', { function: 'accuracy', guess: 'class', classes: 3 }],
    ['f1(reshape(x |> linear(8), 2, 4), marks)', { function: 'f1', guess: 'scores', classes: 4 }],
    ['rand_index(side, kind)', { function: 'rand_index' }],
    ['perplexity(x |> linear(5), next)', { function: 'perplexity' }],
  ])('%s knows how the guess says a class', (text, wanted) => {
    expect(metricOf(text)).toMatchObject({ name: 'm', ...wanted });
  });

  test.each([
    ['accuracy(x, kind)', 'size-mismatch: `x` is real[4], but `kind` is class(3).'],
    ['accuracy(side, kind)', 'size-mismatch: `side` is class(2), but `kind` is class(3).'],
    [
      'f1(logits, score)',
      'type-mismatch: `score` is `real`. Wanted here: a class, a bit or a bool for `f1`',
    ],
    ['perplexity(logits, next)', 'size-mismatch: `logits` is real[3], but `next` is class(5).'],
    ['rand_index(logits, kind)', 'size-mismatch: `logits` is real[3], but `kind` is class(3).'],
  ])('%s is refused', (text, message) => {
    expect(errorOf(text)).toContain(message);
  });
});

describe('a metric of numbers', () => {
  test('takes a guess and a truth of one size', () => {
    expect(metricOf('correlation(x |> linear(1), score)').function).toBe('correlation');
    expect(errorOf('concordance(x, score)')).toContain('size-mismatch');
    expect(errorOf('correlation(kind, score)')).toContain('type-mismatch');
  });

  test('any other number is averaged', () => {
    expect(metricOf('sum(x) / 2').function).toBe('mean');
  });
});

test('a measure of all samples is no value of one', () => {
  expect(errorOf('1 - accuracy(logits, kind)')).toBe(
    'rate-mismatch: `accuracy(logits, kind)` is a value of all samples. Wanted here: a value of one sample.',
  );
});

test('a metric says which argument it lacks or does not know', () => {
  expect(errorOf('accuracy(logits)')).toContain('missing-argument');
  expect(errorOf('accuracy(logits, kind, 3)')).toContain('unknown-argument');
});
