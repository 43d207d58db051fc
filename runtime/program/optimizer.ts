/** What moves the weights; its numbers are what the `optimizer` setting says. */
export type Optimizer = BatchOptimizer | WholeOptimizer;

/** Takes a step for each batch of samples. */
export type BatchOptimizer =
  /** Kingma and Ba 2015. */
  | { readonly kind: 'adam'; readonly rate: number; readonly schedule: Schedule }
  /** Adam whose weights shrink by `rate * decay` of themselves at each step (Loshchilov and Hutter 2019). */
  | {
      readonly kind: 'adamw';
      readonly rate: number;
      readonly decay: number;
      readonly schedule: Schedule;
    }
  /** Gradient descent with a heavy ball (Polyak 1964); `momentum` in [0, 1). */
  | {
      readonly kind: 'sgd';
      readonly rate: number;
      readonly momentum: number;
      readonly schedule: Schedule;
    }
  /** The gradient over the root of the running average of its square (Tieleman and Hinton 2012). */
  | {
      readonly kind: 'rmsprop';
      readonly rate: number;
      /** Share of the average that stays at each step, in [0, 1). */
      readonly smoothing: number;
      readonly schedule: Schedule;
    }
  /**
   * Gradient descent where distance is that of the states, not of the numbers: quantum natural gradient (Stokes et al.
   * 2020). Numbers that no state depends on take the plain gradient.
   */
  | {
      readonly kind: 'qng';
      readonly rate: number;
      /** Added to the diagonal of the metric, so that directions that move no state stay finite. */
      readonly damping: number;
      readonly schedule: Schedule;
    }
  /** Two losses along one random direction a step, no gradient (Spall 1998). */
  | {
      readonly kind: 'spsa';
      /** Gain of the first step. */
      readonly rate: number;
      /** How far from the weights the first two losses are looked at. */
      readonly perturbation: number;
      readonly schedule: Schedule;
    };

/** Takes the whole training split for each step, which is an epoch then. None has a learning rate. */
export type WholeOptimizer =
  /** One angle after the other to its minimum, no gradient (Ostaszewski et al. 2021). */
  | { readonly kind: 'rotosolve' }
  /** Quasi-Newton with a strong Wolfe line search; `memory` steps shape its metric (Nocedal and Wright 2006). */
  | { readonly kind: 'lbfgs'; readonly memory: number }
  /** Linear models on a simplex in a trust region, no gradient (Powell 1994). */
  | {
      readonly kind: 'cobyla';
      /** Of the trust region at the beginning: how far the first steps go. */
      readonly radius: number;
      /** Radius at which it is done. */
      readonly tolerance: number;
    };

export type Schedule =
  | { readonly kind: 'constant' }
  /** Multiplied by `factor` every `every` epochs. */
  | { readonly kind: 'step'; readonly every: number; readonly factor: number }
  /** Half a cosine down to zero over all epochs after `warmup` epochs of linear rise. */
  | { readonly kind: 'cosine'; readonly warmup: number };

/** Is a step of it the whole training split, and so an epoch? */
export function takesWholeSplit(optimizer: Optimizer): optimizer is WholeOptimizer {
  return ['rotosolve', 'lbfgs', 'cobyla'].includes(optimizer.kind);
}

/** Does it need derivatives of the loss, or losses only? */
export function needsGradient({ kind }: Optimizer): boolean {
  return !['spsa', 'rotosolve', 'cobyla'].includes(kind);
}

/** How often a step looks at the loss of its samples, as far as that is known. @param weights how many it trains */
export function lossesPerStep({ kind }: Optimizer, weights: number): number {
  if (kind === 'spsa') return 2;
  // A product with the metric takes about three looks; some ten of them give a direction.
  if (kind === 'qng') return 1 + 3 * Math.min(weights, 10);
  return kind === 'rotosolve' ? 2 * weights + 1 : 1;
}
