import { readsTrainedAmplitudes } from './amplitudes-behind.ts';
import type { Execution, GradientMethod } from './execution.ts';
import { whyNoMetric } from './metric-reach.ts';
import { needsGradient, type Optimizer } from './optimizer.ts';
import type { Program } from './program.ts';
import { whyNoSinusoid } from './sinusoid.ts';

interface Suit {
  readonly optimizer: Optimizer;
  /** Its node. */
  readonly objective: number;
  /** Parameters, by index. */
  readonly trained: ReadonlySet<number>;
  readonly epochs: number;
  readonly execution: Execution;
  readonly gradient: GradientMethod;
}

/** Why an optimiser cannot train these weights towards this objective, and what to do; undefined where it can. */
export function whyUnsuited(
  program: Program,
  suit: Suit,
): { readonly message: string; readonly help: string } | undefined {
  const { optimizer, objective, trained, epochs, execution, gradient } = suit;
  if (
    gradient !== 'adjoint' &&
    needsGradient(optimizer) &&
    readsTrainedAmplitudes(program, objective, trained)
  ) {
    return {
      message: `The objective compares states by their amplitudes, which no measurement tells, so \`${gradient}\` has no derivative of it.`,
      help:
        execution.shots === null
          ? 'Leave `gradient` out: the exact one goes through amplitudes.'
          : 'Take `spsa` or `cobyla` for optimizer, which need no gradient, or train without shots.',
    };
  }
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
    if (execution.shots !== null) {
      return {
        message: `\`qng\` works its metric out from states, and ${execution.shots} shots leave none.`,
        help: 'Take `adam`, which knows nothing of states, or train without shots.',
      };
    }
    if (execution.noise !== null) {
      return {
        message: '`qng` works its metric out from pure states, and noise leaves none.',
        help: 'Take `adam`, which knows nothing of states, or train without noise.',
      };
    }
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
