import { describe, expect, test } from 'vitest';
import { moonsModel } from '../cli/projects.ts';
import { compileText } from '../support/compile.ts';

const compiled = (setting: string) => {
  const { runs, diagnostics } = compileText(moonsModel(setting));
  return {
    checkpoint: runs[0]?.train?.checkpoint,
    errors: diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ message }) => message),
  };
};

describe('how often a run is saved', () => {
  test('is left to the clock where nothing is said', () => {
    expect(compiled('epochs: 3')).toEqual({ checkpoint: undefined, errors: [] });
  });

  test.each(['every(5)', 'every(epochs: 5)'])('is said in epochs: %s', (words) => {
    expect(compiled(`checkpoint: ${words}`)).toEqual({ checkpoint: 5, errors: [] });
  });

  test.each(['every(0)', 'every(2.5)', 'every', '5', '"runs/kept"'])('is not %s', (words) => {
    const { errors } = compiled(`checkpoint: ${words}`);
    expect(errors).toEqual([expect.stringContaining('Wanted here: `every(5)`, in whole epochs.')]);
  });
});
