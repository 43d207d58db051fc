import type { Argv } from 'yargs';
import type { LowerOptions } from '../compiler/passes/lower.ts';
import type { Level } from '../compiler/passes/pass.ts';
import type { DecouplingSequence } from '../compiler/passes/schedule/decouple.ts';
import { UsageError } from './exit.ts';
import { wholeNumber } from './numbers.ts';

/** What can be said of how a circuit is compiled for a machine. */
export interface LoweringArguments {
  readonly seed: string | undefined;
  readonly O: '0' | '1' | '2' | '3' | undefined;
  readonly budget: string | undefined;
  readonly dd: DecouplingSequence | undefined;
}

export type Lowering = Pick<
  LowerOptions,
  'seed' | 'level' | 'hasTime' | 'slots' | 'noiseFactor' | 'decoupling' | 'observe'
>;

const levels = [
  'how much to optimise (2)',
  '0: place, route and translate only',
  '1: also join and leave out gates, few trials',
  '2: also write blocks of two qubits anew and exchange names for swaps, more trials',
  '3: the same passes and up to four times the trials, for circuits that will run often',
].join('; ');

export function loweringOptions<Given>(yargs: Argv<Given>): Argv<Given & LoweringArguments> {
  return yargs
    .option('O', { choices: ['0', '1', '2', '3'] as const, requiresArg: true, describe: levels })
    .option('seed', {
      type: 'string',
      requiresArg: true,
      describe: 'of placing and routing (0): the same seed gives the same text, without --budget',
    })
    .option('dd', {
      choices: ['XX', 'XpXm', 'XY4'] as const,
      requiresArg: true,
      describe:
        'flips while qubits wait, on machines whose times are known; waiting becomes `delay`',
    })
    .option('budget', {
      type: 'string',
      requiresArg: true,
      describe:
        'seconds after which no further trial of placing and routing begins; how many there were depends on the machine',
    });
}

/** @throws UsageError for numbers that are none */
export function loweringOf({ seed, O, budget, dd }: LoweringArguments): Lowering {
  return {
    seed: seed === undefined ? 0 : wholeNumber('seed', seed),
    ...(O !== undefined && { level: Number(O) as Level }),
    ...(dd !== undefined && { decoupling: dd }),
    ...(budget !== undefined && { hasTime: clock(budget) }),
  };
}

/** For all that the command compiles together. */
function clock(budget: string): () => boolean {
  const seconds = Number(budget);
  if (budget.trim() === '' || !(seconds > 0)) {
    throw new UsageError(
      `\`--budget ${budget}\` is no number of seconds.`,
      'Write a number above 0, e.g. `--budget 2.5`.',
    );
  }
  const end = performance.now() + 1000 * seconds;
  return () => performance.now() < end;
}
