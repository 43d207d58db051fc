import { whyNoMetric } from './metric-reach.ts';
import type { Optimizer } from './optimizer.ts';
import type { Program } from './program.ts';
import { whyNoSinusoid } from './sinusoid.ts';

interface Suit {
  readonly optimizer: Optimizer;
  /** Its node. */
  readonly objective: number;
  /** Parameters, by index. */
  readonly trained: ReadonlySet<number>;
  readonly epochs: number;
}

/** Why an optimiser cannot train these weights towards this objective, and what to do; undefined where it can. */
export function whyUnsuited(
  program: Program,
  { optimizer, objective, trained, epochs }: Suit,
): { readonly message: string; readonly help: string } | undefined {
  if (optimizer.kind === 'rotosolve') {
    const reason = whyNoSinusoid(program, objective, trained);
    return reason === undefined
      ? undefined
      : {
          message: `\`rotosolve\` needs a loss that is a sinusoid of each weight, and ${reason}.`,
          help: 'Freeze such weights, or take `spsa` or `cobyla`, which need no gradient either.',
        };
  }
  if (optimizer.kind === 'qng') {
    const reason = whyNoMetric(program, objective, trained);
    return reason === undefined
      ? undefined
      : {
          message: `\`qng\` needs a pure state for each circuit that it trains, and ${reason}.`,
          help: 'Take `adam`, which knows nothing of states.',
        };
  }
  if (optimizer.kind !== 'cobyla') return undefined;
  const count = [...trained].reduce((sum, index) => sum + sizeOf(program, index), 0);
  return epochs >= count + 2
    ? undefined
    : {
        message: `\`cobyla\` looks at ${count + 1} points before its first step, one more than there are weights to train, and has ${epochs} steps.`,
        help: `Give it more: \`cobyla(steps: ${10 * (count + 1)})\`; with that many weights \`spsa\` may be the better choice.`,
      };
}

function sizeOf({ parameters }: Program, index: number): number {
  return parameters[index]!.shape.reduce((product, length) => product * length, 1);
}
