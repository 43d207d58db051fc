import type { Entry } from './entry.ts';

/** Weights, fits and objectives. */
export const learning = {
  'shared-sizes-differ': {
    severity: 'error',
    title: 'Shared weights of two sizes',
    messages: { default: '`{name}` has weights for {first}, and {second} are wanted here.' },
    explanation:
      'A `let` makes one copy of a circuit or function, and each use of the name shares its weights, so all uses must agree in sizes. Write the circuit inline for weights of its own.',
    wrong: 'let layer = strongly_entangling(layers: 1)\nevolve q with layer\nevolve v with layer',
    right:
      'evolve q with strongly_entangling(layers: 1)\nevolve v with strongly_entangling(layers: 1)',
  },
  'endless-recursion': {
    severity: 'error',
    title: 'Recursion does not end',
    messages: {
      default: '`{name}` calls itself with the same sizes: {what} does not get smaller.',
      value: 'To know `{name}` one would have to know `{name}` already.',
    },
    explanation:
      'Recursion is decided by the compiler and must shrink a size at each call, and stop with an `if`.',
    wrong: 'circuit forever on q[n] {\n  h q\n  forever q\n}',
    right: 'circuit halving on q[n] {\n  h q\n  if n > 1 {\n    halving q[0..n / 2]\n  }\n}',
  },
  'label-in-features': {
    severity: 'error',
    title: 'Label among the features',
    label: 'reads `{name}`',
    messages: {
      default:
        '`{name}` is a label, and a model that reads its own answer cannot predict: labels reach objectives, metrics and solvers only.',
      readout:
        '`{readout}` reads the label `{name}`, so it would be given the answer that it is to find: labels reach objectives, metrics and solvers only.',
    },
    explanation:
      'A model that reads its own answer cannot predict. If it is known at prediction time, declare it as a modality.',
    wrong: 'encode digit into q with angle',
    right: 'modality digit: int   // known when the model is used',
  },
  'fit-after-train': {
    severity: 'error',
    title: 'Fitted after training',
    messages: {
      default: 'This objective depends on {what}, which is fitted once training is over.',
    },
    explanation:
      'Solvers (`svm`, `ridge`, `logistic`, `spectral`, `kmeans`, `kernel_pca`), and fits of something trainable, are worked out on the training split after the last epoch, so training cannot follow them. Train on what they are made of, such as `alignment` of the kernel, and read the solver out.',
    wrong: 'let guess = ridge(expect(Z(q)), score)\nobjective regress(guess, score)',
    right:
      'objective regress(expect(Z(q)) |> linear(1), score)\nreadout guess = ridge(expect(Z(q)), score)',
  },
  'objective-unclear': {
    severity: 'error',
    title: 'Which objective?',
    messages: { default: '`{model}` has several objectives ({names}), and this run chooses none.' },
    explanation:
      'With several objectives each run or stage names its own, or the model adds them up in one expression with weights.',
    wrong: 'train M on d',
    right: 'train M on d {\n  objective: align\n}',
  },
  'draw-in-objective': {
    severity: 'error',
    title: 'Drawn bits in an objective',
    messages: {
      default:
        'This objective depends on bits that `sample` draws, and chance has no derivative: training could not follow it.',
    },
    explanation:
      'A drawn bit is 0 or 1 and jumps as the weights move. `expect` and `probs` say how likely it is, and their derivatives are exact. `mmd` and `divergence` take what `sample` drew, reshaped at most, and judge the distribution that it was drawn from.',
    wrong: 'objective regress(sample(q), picture)',
    right: 'objective mmd(sample(q), picture)',
  },
  'nothing-to-train': {
    severity: 'error',
    title: 'Nothing to train',
    label: 'reached by no `param`',
    messages: {
      default: '`{what}` depends on no trainable number, so there is nothing to train.',
    },
    explanation:
      'Training changes `param`s, and no `param` reaches this objective: there is none, all of them are frozen, or the expression does not depend on the model. A circuit with weights (`strongly_entangling`) or a layer (`linear`) brings some. A model without any needs no objective: it only fits and solves.',
    wrong: 'objective classify(expect(Z(q)), kind)',
    right: 'objective classify(expect(Z(q)) |> linear, kind)',
  },
} as const satisfies Record<string, Entry>;
