import type { Circuit } from './circuit.ts';
import type { Node } from './node.ts';

/**
 * One model with its sizes settled: what every reader (simulator, emitters, drawings, editor) reads.
 *
 * A Program is plain JSON. Order of work: `fit` nodes in node order over the training split, then training, then, in
 * node order, `fit` nodes of something trainable and `solve` nodes.
 */
export interface Program {
  readonly format: 'qmm-program';
  readonly version: 1;
  /** The model's name. */
  readonly model: string;
  /** Files that origins point into. */
  readonly sources: readonly string[];
  readonly inputs: readonly Input[];
  readonly parameters: readonly Parameter[];
  readonly nodes: readonly Node[];
  readonly circuits: readonly Circuit[];
  /** What `predict` shows, in source order. */
  readonly readouts: readonly Output[];
  /** What `train` minimises: a scalar per sample, averaged over the batch. */
  readonly objectives: readonly Objective[];
  readonly metrics: readonly Metric[];
  /** What solvers judge: reported beside every run's own metrics. */
  readonly judged: readonly Task[];
  /** Where nodes and gates come from. */
  readonly origins: readonly Origin[];
  /** What `coupled` took from a machine, one for each number of qubits; absent where the model does not ask. */
  readonly coupling?: readonly Coupling[];
}

/** A few qubits of a machine and which of them touch. */
export interface Coupling {
  readonly device: string;
  /** Of the machine, in the order in which a register takes them. */
  readonly qubits: readonly number[];
  /** Positions in `qubits`, the lower one first. */
  readonly edges: readonly (readonly [number, number])[];
}

export interface Input {
  readonly name: string;
  readonly role: 'modality' | 'label';
  readonly type: InputType;
  /** Of the value in memory, e.g. `[28, 28]` or `[4000]`. */
  readonly shape: readonly number[];
  /** A modality marked `?`. */
  readonly optional: boolean;
  readonly origin: number;
}

export type InputType =
  /** Shape `[height, width]` or `[height, width, channels]`, values in [0, 1]. */
  | {
      readonly kind: 'image';
      readonly height: number;
      readonly width: number;
      readonly channels: number | null;
    }
  /** Mono, shape `[rate * seconds]`, values in [-1, 1], resampled, cropped or padded with zeros. `rate` in Hz. */
  | { readonly kind: 'audio'; readonly rate: number; readonly seconds: number }
  /** Word indices, shape `[words]`, -1 where there is none; the vocabulary is fitted on the training split. */
  | {
      readonly kind: 'text';
      readonly words: number;
      readonly vocabulary: number;
      readonly unknown: 'skip' | 'shared';
    }
  /** An index, or a tensor of them. `names` is null for `class(k)`: then the data says which values there are. */
  | { readonly kind: 'class'; readonly count: number; readonly names: readonly string[] | null }
  /** A word of a text modality's vocabulary. */
  | { readonly kind: 'word'; readonly modality: string; readonly count: number }
  | { readonly kind: 'tensor'; readonly element: 'real' | 'int' | 'bit' };

/** A trainable tensor. */
export interface Parameter {
  /** Model, sentence or `let`, circuit, name: survives edits elsewhere and keys the checkpoint. */
  readonly path: string;
  readonly shape: readonly number[];
  readonly start: Start;
  /** `angle` parameters may be shown modulo 2 pi. */
  readonly unit: 'angle' | 'real';
  readonly origin: number;
}

export type Start =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly deviation: number }
  /** Uniform in ±sqrt(6 / (fan in + fan out)) of a `[out, in]` matrix (Glorot and Bengio 2010). */
  | { readonly kind: 'glorot' };

export interface Output {
  readonly name: string;
  readonly node: number;
  /** As the checker prints it, e.g. `real[3]`. */
  readonly type: string;
}

export interface Objective {
  /** Empty when the model has one unnamed objective. */
  readonly name: string;
  readonly node: number;
  /** What the objective judges, as far as its form tells: decides the metrics reported beside the loss. */
  readonly tasks: readonly Task[];
}

/** `truth` is the label's input node. */
export type Task =
  | {
      readonly kind: 'classification';
      readonly scores: number;
      readonly truth: number;
      readonly label: string;
    }
  /** As `classification`, of scores that are no logits: the largest one decides, and says nothing of how sure it is. */
  | {
      readonly kind: 'decision';
      readonly scores: number;
      readonly truth: number;
      readonly label: string;
    }
  | {
      readonly kind: 'binary';
      readonly logit: number;
      readonly truth: number;
      readonly label: string;
    }
  | {
      readonly kind: 'regression';
      readonly guess: number;
      readonly truth: number;
      readonly label: string;
    }
  | GenerationTask;

/** A distribution that is to be the true one, given the values of some modalities. */
export interface GenerationTask {
  readonly kind: 'generation';
  /** Bits drawn from it, in the shape of the truth. */
  readonly drawing: number;
  /** Of all bit strings, `[2^n]`. */
  readonly probabilities: number;
  /** The node of kind `mmd` or `divergence`. */
  readonly distance: number;
  /** Input nodes of the modalities that it depends on. */
  readonly given: readonly number[];
  readonly truth: number;
  readonly label: string;
}

/** What is about classes. */
export type ClassTask = Extract<Task, { readonly kind: 'classification' | 'decision' | 'binary' }>;

/** Is the task about classes? */
export function isClassTask(task: Task): task is ClassTask {
  return ['classification', 'decision', 'binary'].includes(task.kind);
}

/** The node that a task compares with its truth, and that predictions are read from. */
export function guessOf(task: Task): number {
  switch (task.kind) {
    case 'classification':
    case 'decision':
      return task.scores;
    case 'binary':
      return task.logit;
    case 'regression':
      return task.guess;
    case 'generation':
      return task.drawing;
  }
}

/** A number, or for `confusion` a table, to report. Inputs: a guess and a truth; for `mean` the value. */
export type Metric = { readonly name: string; readonly inputs: readonly number[] } & (
  | {
      readonly function: 'correlation' | 'concordance' | 'perplexity' | 'rand_index' | 'mean';
    }
  | {
      readonly function: 'accuracy' | 'f1' | 'confusion';
      readonly guess: ClassGuess;
      /** How many classes the truth has. */
      readonly classes: number;
    }
  /** Of a `pair` node: share of samples whose own partner is among the `at` most alike. */
  | { readonly function: 'recall'; readonly at: number }
);

/** How a guess says a class: a score for each, the class itself, or a logit of the second of two. */
export type ClassGuess = 'scores' | 'class' | 'logit';

export interface Origin {
  /** Index into `Program.sources`. */
  readonly file: number;
  /** UTF-16 offsets, half open. */
  readonly start: number;
  readonly end: number;
  /** From the outside in, e.g. `["evolve q", "strongly_entangling"]`: what drawings group by. */
  readonly path: readonly string[];
}
