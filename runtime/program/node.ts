import type { Circuit } from './circuit.ts';

/**
 * The classical dataflow graph: nodes in topological order, each one tensor operation.
 *
 * Values are row-major float64. A `shared` node has one value; a `sample` node has one per sample; a `pair` node has
 * one per ordered pair of samples, of which the first is the left and the second the right one. A class or a word
 * is its index (a real number in memory), an absent word is -1. Element-wise operations stretch nothing but a shape
 * that equals the trailing part of the other (a scalar is the empty shape).
 */
export interface Node {
  readonly operation: Operation;
  /** Indices of earlier nodes. */
  readonly inputs: readonly number[];
  readonly shape: readonly number[];
  readonly rate: Rate;
  /** Depends on a trainable parameter or a draw, so it is computed anew at each step. */
  readonly trainable: boolean;
  /** Modalities without which this value is missing (those that are optional, or left out by an ablation). */
  readonly needs: readonly string[];
  /** Index into `Program.origins`. */
  readonly origin: number;
}

/** How often a value changes. What is one number for a batch (a contrast) is told to each of its samples. */
export type Rate = 'shared' | 'sample' | 'pair';

export type UnaryFunction =
  'negate' | 'tanh' | 'relu' | 'sigmoid' | 'exp' | 'log' | 'sqrt' | 'abs' | 'sin' | 'cos' | 'acos';

export type BinaryFunction = 'add' | 'subtract' | 'multiply' | 'divide' | 'power' | 'remainder';

export type Reduction = 'sum' | 'mean' | 'max' | 'min';

export type Statistic =
  | 'average'
  | 'deviation'
  | 'lowest'
  | 'highest'
  | 'quantile'
  | 'principal_axes'
  | 'inverse_document_frequency'
  | 'latent_axes';

export type Operation =
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'constant'; readonly values: readonly number[] }
  | { readonly kind: 'parameter'; readonly index: number }
  /** Fresh numbers for each sample at each step, uniform in [low, high), from a seeded stream of this number. */
  | {
      readonly kind: 'draw';
      readonly low: number;
      readonly high: number;
      readonly stream: number;
    }
  /**
   * A bit string drawn anew for each sample at each step, from a seeded stream of this number. Input: the
   * probabilities `[2^n]` of all bit strings, first bit most significant; value: the bits `[n]`. It has no derivative.
   */
  | { readonly kind: 'sample'; readonly stream: number }
  /**
   * A statistic of its input over the training split, element by element; `principal_axes` gives `[width, n]`
   * (rows are unit vectors by falling variance, sign: largest entry positive), `latent_axes` the same of the
   * uncentred data (LSA), `inverse_document_frequency` of bags `[v]` gives `ln((1 + N) / (1 + df)) + 1`.
   */
  | {
      readonly kind: 'fit';
      readonly statistic: Statistic;
      readonly width?: number;
      readonly quantile?: number;
    }
  | { readonly kind: 'unary'; readonly function: UnaryFunction }
  | { readonly kind: 'binary'; readonly function: BinaryFunction }
  /** Over one axis, or over all of them. */
  | { readonly kind: 'reduce'; readonly function: Reduction; readonly axis: number | null }
  /** Over the last axis. */
  | { readonly kind: 'softmax' }
  /** `log(sum(exp(x)))` over the last axis, without overflow. */
  | { readonly kind: 'log_sum_exp' }
  /** `[m, n] @ [n]`, `[n] @ [n, m]`, `[n] @ [n]`, `[m, n] @ [n, k]`. */
  | { readonly kind: 'matmul' }
  | { readonly kind: 'reshape' }
  /** Swaps the two axes of a matrix. */
  | { readonly kind: 'transpose' }
  /** Joins along the first axis; a scalar counts as one entry. */
  | { readonly kind: 'join' }
  /** Joins along a new first axis. */
  | { readonly kind: 'stack' }
  /** One entry per axis: a half-open strided range, or one index (which removes the axis). */
  | { readonly kind: 'slice'; readonly axes: readonly SliceAxis[] }
  /** Windows of its input, row-major, as entries of a new last axis. */
  | { readonly kind: 'unfold'; readonly windows: Windows }
  /** Zeros appended to a vector up to the node's shape. */
  | { readonly kind: 'pad' }
  /** Inputs: x, low, high. The gradient is that of x inside, zero outside. */
  | { readonly kind: 'clip' }
  /** Divided by its Euclidean norm; a zero vector stays zero. */
  | { readonly kind: 'unit' }
  /** Inputs: table `[v, ...]`, index (class). Rows of the table; a negative index gives zeros. */
  | { readonly kind: 'gather' }
  | { readonly kind: 'one_hot' }
  /** Inputs: value, fallback; the fallback where the value is missing. */
  | { readonly kind: 'else' }
  | { readonly kind: 'feature'; readonly feature: Feature }
  /** The value of `Program.circuits[circuit]`; inputs are the nodes its leaves name, ascending. */
  | { readonly kind: 'circuit'; readonly circuit: number }
  /** Inside a body only: what `map` or `fold` hands in at this position. */
  | { readonly kind: 'argument'; readonly position: number }
  /**
   * The body applied to each entry of the first input along its first axis, results stacked; the other inputs are
   * handed in as they are. Arguments: the entry, then those other inputs. The result of an absent word is zeros.
   */
  | { readonly kind: 'map'; readonly body: Body }
  /**
   * Inputs: x, start, more. The body from state and entry to the next state, entry by entry; the last state. An absent
   * word leaves the state as it is. Arguments: state, entry, then those more.
   */
  | { readonly kind: 'fold'; readonly body: Body }
  /**
   * Von Neumann entropy in nats of a reduced state of k qubits. Input: its `4^k` Pauli expectations, base-4 digits
   * I X Y Z, the first qubit most significant.
   */
  | { readonly kind: 'entropy' }
  /** `-log softmax(logits)[truth]`. Inputs: logits `[k]`, truth (class). */
  | { readonly kind: 'cross_entropy' }
  /** `log(1 + e^x) - truth * x`. Inputs: logit, truth (0 or 1). */
  | { readonly kind: 'binary_cross_entropy' }
  /** Mean over entries of the Huber loss. Inputs: guess, truth. */
  | { readonly kind: 'huber'; readonly delta: number }
  /**
   * Squared distance of a distribution from one draw of the true one in the space of a kernel, the mean of Gaussians of
   * the Hamming distance with these variances. Inputs: probabilities `[2^n]`, truth (n bits).
   */
  | { readonly kind: 'mmd'; readonly bandwidths: readonly number[] }
  /** `-log p(truth)` in nats, p mixed with a little of the uniform distribution. Inputs as of `mmd`. */
  | { readonly kind: 'divergence' }
  /** Index of the largest entry, the first where several are. */
  | { readonly kind: 'argmax' }
  | PairSource
  | BatchObjective
  /**
   * What a solver says of a sample: `[k]` class scores, `[k]` numbers, or coordinates. It is fitted after training to
   * the training split, to `kernel` (a `pair` node) or, where that is null, to the one input.
   *
   * Inputs: what a new sample has to bring, so what the kernel's pairs are made of, or the features. The truth is no
   * input: nobody needs it to ask a solver.
   */
  | {
      readonly kind: 'solve';
      readonly solver: Solver;
      readonly kernel: number | null;
      readonly truth: number | null;
    };

/** What looks at two samples: the first input is read of the left one, the second of the right one. */
export type PairSource =
  /**
   * Trace of the product of two states: of amplitudes (as the measurement `amplitudes` gives them) `|<a|b>|^2`, of
   * Pauli vectors of k qubits (as `paulis`) `2^-k sum_P <P>_a <P>_b`.
   */
  | { readonly kind: 'overlap'; readonly of: 'amplitudes' | 'paulis' }
  /** Cosine of the angle between two vectors; zero where one of them is zero. */
  | { readonly kind: 'cosine' }
  /** `exp(-gamma |x - y|^2)`. Third input: gamma. */
  | { readonly kind: 'rbf' }
  /**
   * The body's value with `modality` of the left sample and everything else of the right one. `sides` says of which
   * sample each input is handed in; `both` is shared.
   */
  | {
      readonly kind: 'across';
      readonly modality: string;
      readonly sides: readonly Side[];
      readonly body: Body;
    };

export type Side = 'left' | 'right' | 'both';

/** Objectives over all pairs of a batch. */
export type BatchObjective =
  /**
   * Inputs: likeness (pair), temperature, truth (class) or nothing. Mean of both directions of
   * `-log softmax(likeness / temperature)` at the sample's partners: itself, or all others of its class.
   */
  | { readonly kind: 'contrast' }
  /** Inputs: likeness (pair), truth (class) or nothing. The hardest negative and positive of each sample. */
  | { readonly kind: 'triplet'; readonly margin: number }
  /** `1 - A` with the kernel-target alignment A. Inputs: kernel (pair), truth (class). */
  | { readonly kind: 'alignment'; readonly classes: number };

export type Solver =
  | { readonly kind: 'svm'; readonly c: number; readonly classes: number }
  | { readonly kind: 'ridge'; readonly penalty: number }
  | { readonly kind: 'logistic'; readonly c: number; readonly classes: number }
  | { readonly kind: 'spectral'; readonly groups: number }
  | { readonly kind: 'kmeans'; readonly groups: number }
  | { readonly kind: 'kernel_pca'; readonly width: number };

/**
 * A piece of dataflow of its own, with its circuits: what `map` and `fold` apply. A node of rate `sample` has one
 * value per sample and entry. Leaves of its circuits name nodes of the body.
 */
export interface Body {
  readonly nodes: readonly Node[];
  readonly circuits: readonly Circuit[];
  /** The node that is its value. */
  readonly result: number;
}

export type SliceAxis =
  | { readonly kind: 'range'; readonly start: number; readonly stop: number; readonly step: number }
  | { readonly kind: 'index'; readonly index: number };

/**
 * Where windows lie: `size` entries long, `stride` apart, over `padding` zeros at both ends. Along the first axis of a
 * series `[t, n]` they give `[t', size * n]`, along the first two of a picture `[h, w, c]` (or `[h, w]`) they give
 * `[h', w', size * size * c]`, with `t' = floor((t + 2 * padding - size) / stride) + 1`.
 */
export interface Windows {
  readonly axes: 1 | 2;
  readonly size: number;
  readonly stride: number;
  readonly padding: number;
}

/** How many windows lie along an axis of this length; none where it is shorter than one of them. */
export function windowCount(length: number, { size, stride, padding }: Windows): number {
  return Math.max(0, Math.floor((length + 2 * padding - size) / stride) + 1);
}

/** Fixed transforms of pictures, sound and text. Shapes as in language.md's table of intrinsics. */
export type Feature =
  | { readonly kind: 'grey' }
  | { readonly kind: 'resize'; readonly height: number; readonly width: number }
  | { readonly kind: 'patches'; readonly height: number; readonly width: number }
  /** Magnitudes `[frames, bins]`. `rate` in Hz, of the audio it reads. */
  | { readonly kind: 'stft'; readonly rate: number; readonly frames: number; readonly bins: number }
  | { readonly kind: 'mel'; readonly rate: number; readonly bands: number; readonly frames: number }
  | {
      readonly kind: 'mfcc';
      readonly rate: number;
      readonly coefficients: number;
      readonly segments: number;
    }
  /** Word counts `[v]` of a text `class(v)?[t]`. */
  | { readonly kind: 'bag' }
  /** Words hashed into `[n]` buckets by a fixed hash, signed. */
  | { readonly kind: 'hash' };
