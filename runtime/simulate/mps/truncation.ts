/** What a matrix product state leaves out. */
export interface Truncation {
  /** Most values of a bond that are kept. */
  readonly bond: number;
  /** Of the widest bond there was. */
  readonly reached: number;
  /** Of `1 - |<exact|kept>|^2`: the estimate `1 - prod(1 - w)`, w the weight that each cut leaves out. */
  readonly loss: number;
  /** The same can be no more than this: angles between states add up at worst. */
  readonly bound: number;
}

/** Adds up what is lost on the way to one state. */
export interface LossCounter {
  readonly note: (discarded: number, bond: number) => void;
  readonly total: () => Omit<Truncation, 'bond'>;
}

export function countLosses(): LossCounter {
  let [kept, angle, reached] = [1, 0, 1];
  return {
    note: (discarded, bond) => {
      reached = Math.max(reached, bond);
      kept *= 1 - discarded;
      angle += Math.asin(Math.sqrt(Math.min(1, discarded)));
    },
    total: () => ({
      reached,
      loss: 1 - kept,
      bound: Math.sin(Math.min(angle, Math.PI / 2)) ** 2,
    }),
  };
}

/** The worst of each. */
export function worstTruncation(a: Truncation, b: Truncation): Truncation {
  return {
    bond: Math.max(a.bond, b.bond),
    reached: Math.max(a.reached, b.reached),
    loss: Math.max(a.loss, b.loss),
    bound: Math.max(a.bound, b.bound),
  };
}
