import { describe, expect, test } from 'vitest';
import { braketOptions } from '../../compiler/emit/braket/index.ts';
import { ionqOptions } from '../../compiler/emit/ionq/index.ts';
import { readOptions } from '../../compiler/emit/read-options.ts';
import { UserProblem } from '../../runtime/program/index.ts';

describe('options', () => {
  test('are nested as the service nests them, the last one of a key counts', () => {
    const given = ['shots=10', 'error_mitigation.debiasing=true', 'noise.seed = 3', 'shots=20'];
    expect(readOptions(ionqOptions, given, 'ionq')).toEqual({
      shots: 20,
      error_mitigation: { debiasing: true },
      noise: { seed: 3 },
    });
  });

  test.for([
    ['shot=5', '`--to ionq` has no option `shot`.', 'Did you mean `shots`?'],
    ['debiasing=true', 'has no option `debiasing`', '`error_mitigation.debiasing`?'],
    ['noise.mdel=x', 'has no option `noise.mdel`', '`noise.model`?'],
    ['colour=red', 'has no option `colour`', 'There are backend, gateset, shots'],
    ['shots.more=1', 'has no option `shots.more`', 'There are backend, gateset, shots'],
    ['shots=many', '`--option shots` takes a whole number from 1 to 1000000, and `many` is', ''],
    ['shots=0', 'and `0` is none', ''],
    ['gateset=nativ', 'takes `qis` or `native`', '`--option gateset=native`?'],
    ['noise=1', '`--option noise` is a group of `model`, `seed`.', '`--option noise.model=...`'],
    ['shots', '`--option shots` is not KEY=VALUE.', '`--option shots=1000`'],
    ['constructor=1', 'has no option `constructor`', 'There are'],
  ] as const)('%s is refused', ([option, message, help]) => {
    const problem = refusal(() => readOptions(ionqOptions, [option], 'ionq'));
    expect(problem.message).toContain(message);
    expect(problem.details.help ?? '').toContain(help);
  });

  test('of Braket are its shots', () => {
    expect(readOptions(braketOptions, ['shots=0'], 'braket')).toEqual({ shots: 0 });
  });
});

function refusal(act: () => unknown): UserProblem {
  try {
    act();
  } catch (error) {
    if (error instanceof UserProblem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
