import { UserProblem } from '../program/index.ts';
import type { Analysis } from './figure.ts';
import { noiseFigure } from './figures/noise.ts';
import { robustness, type RobustnessRequest } from './robustness/robustness.ts';

/**
 * What a trained run scores on noisy machines; told as left out where its circuits cannot be simulated with noise.
 * @throws UserProblem for a damaged run, or data that cannot be read
 */
export async function analyseNoise(request: RobustnessRequest): Promise<Analysis> {
  try {
    const found = await robustness(request);
    const left =
      found.unmitigated === undefined
        ? []
        : [
            {
              figure: 'noise' as const,
              of: 'mitigation',
              reason: found.unmitigated.replace(/\.$/, ''),
            },
          ];
    return { figures: [noiseFigure(found)], left };
  } catch (error) {
    if (!(error instanceof UserProblem) || !isOfNoise(error)) throw error;
    const reason = error.details.message.replace(/\.$/, '');
    return { figures: [], left: [{ figure: 'noise', of: '', reason }] };
  }
}

/** Is it about what a noisy circuit can be asked, and not about the run or its data? */
function isOfNoise({ details }: UserProblem): boolean {
  return ['too-large', 'not-yet', 'target-cannot'].includes(details.code);
}
