import type { Submission } from '../../runtime/hardware/index.ts';
import { UsageError } from '../exit.ts';
import type { SubmitSettings } from './settings.ts';

/** How noise is made stronger, and taken back. */
export interface ZeroNoise {
  /** Odd, ascending, each once. */
  readonly factors: readonly number[];
  readonly by: NonNullable<Submission['zeroNoise']>;
}

export const EXTRAPOLATORS = ['linear', 'quadratic', 'exponential'] as const;

/**
 * `--zne 1,3,5` and `--extrapolator`.
 * @throws UsageError for factors that gates cannot be folded by, and where nothing can be gained
 */
export function zeroNoise(
  {
    zne,
    extrapolator,
  }: { readonly zne?: string | undefined; readonly extrapolator?: string | undefined },
  { writer, job }: SubmitSettings,
): ZeroNoise | undefined {
  if (zne === undefined) {
    if (extrapolator === undefined) return undefined;
    throw new UsageError(
      `\`--extrapolator ${extrapolator}\` is about noise made stronger, and no \`--zne\` says how strong.`,
      'Write `--zne 1,3,5` too.',
    );
  }
  const by = EXTRAPOLATORS.find((one) => one === extrapolator) ?? 'linear';
  const factors = factorsOf(zne);
  const needed = by === 'quadratic' ? 3 : 2;
  if (factors.length < needed) {
    throw new UsageError(
      `\`--zne ${zne}\` has ${factors.length} noise factor${factors.length === 1 ? '' : 's'}, and ${by === 'exponential' ? 'an' : 'a'} ${by} curve needs ${needed}.`,
      'For example `--zne 1,3,5`.',
    );
  }
  if (writer === 'braket') {
    throw new UsageError(
      `\`--zne ${zne}\` takes a machine's noise out, and Braket's local simulator has none.`,
      'Leave it out; `fake:NAME` has the noise of a machine.',
    );
  }
  if (job.resilienceLevel === 2 || job.options?.resilience?.zne_mitigation === true) {
    throw new UsageError(
      `\`--zne ${zne}\` extrapolates here, and the service is asked to do it too.`,
      'Take `--level 1`, or leave `--zne` to the service.',
    );
  }
  return { factors, by };
}

function factorsOf(text: string): readonly number[] {
  const factors = text.split(',').map(Number);
  const isOdd = (factor: number): boolean =>
    Number.isInteger(factor) && factor % 2 === 1 && factor > 0;
  if (factors.every(isOdd)) return [...new Set(factors)].sort((a, b) => a - b);
  throw new UsageError(
    `\`--zne ${text}\` is no list of odd numbers: a gate is done once, or with its inverse and itself again, 3 times, 5 times, …`,
    'For example `--zne 1,3,5`.',
  );
}
