/** State of Adam: running averages of the gradient and of its square, and how often they were updated. */
export interface AdamState {
  readonly first: Float64Array;
  readonly second: Float64Array;
  steps: number;
}

const FIRST_DECAY = 0.9;
const SECOND_DECAY = 0.999;
const EPSILON = 1e-8;

export function createAdamState(length: number): AdamState {
  return { first: new Float64Array(length), second: new Float64Array(length), steps: 0 };
}

/** One update of `values` in place (Kingma and Ba 2015, algorithm 1, with its default decays). */
export function adamStep(
  state: AdamState,
  values: Float64Array,
  gradients: Float64Array,
  rate: number,
): void {
  state.steps += 1;
  const firstCorrection = 1 - FIRST_DECAY ** state.steps;
  const secondCorrection = 1 - SECOND_DECAY ** state.steps;
  const { first, second } = state;
  for (let i = 0; i < values.length; i++) {
    const gradient = gradients[i]!;
    first[i] = FIRST_DECAY * first[i]! + (1 - FIRST_DECAY) * gradient;
    second[i] = SECOND_DECAY * second[i]! + (1 - SECOND_DECAY) * gradient * gradient;
    const mean = first[i]! / firstCorrection;
    const spread = Math.sqrt(second[i]! / secondCorrection);
    values[i]! -= (rate * mean) / (spread + EPSILON);
  }
}
