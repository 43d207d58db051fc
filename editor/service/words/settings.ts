/** A key of a block in braces. */
export interface SettingDoc {
  readonly key: string;
  /** What is taken when the key is left out. */
  readonly standard: string;
  readonly text: string;
}

export interface SettingBlock {
  readonly title: string;
  readonly about: string;
  readonly keys: readonly SettingDoc[];
}

const key = (name: string, standard: string, text: string): SettingDoc => ({
  key: name,
  standard,
  text,
});

const dataSettings: SettingBlock = {
  title: 'data',
  about:
    'Where samples come from. Inside the parentheses `field: "column"`, `field: ["a", "b"]` or `field: 0..4` says which columns a modality or label takes; without them field and column share a name. A table may also come as `train:`, `validate:` and `test:` paths.',
  keys: [
    key(
      'split',
      '`fractions(train: 0.8, test: 0.2)`',
      'Also `validate:` and `group:` (a column whose values stay together); `folds(5, group: "speaker")`; `column("split")`. Fractions are stratified by a class label.',
    ),
    key('take', 'all', 'At most so many samples, chosen by `seed`.'),
    key('seed', '0', 'Of the split and of `take`.'),
  ],
};

const trainSettings: SettingBlock = {
  title: 'train',
  about:
    'A named run. With `stage name { ... }` blocks it has several parts, each of which inherits these settings and takes `objective`, `optimizer`, `epochs`, `batch`, `stop`, `only` and `freeze` of its own.',
  keys: [
    key('objective', 'the only one', 'Which objective, where a model has several.'),
    key('optimizer', '`adam(rate: 0.01)`', 'What moves the weights: see the table above.'),
    key(
      'epochs',
      '50',
      'Passes over the training split; of an optimizer that takes the whole split at once, its steps, which it may also say itself (`steps:`).',
    ),
    key(
      'batch',
      '32',
      'Samples a step; of an optimizer that takes the whole split at once, how many are worked out at a time. An objective that compares samples with each other sees those together.',
    ),
    key('seed', '0', 'Of start values, shuffling and whatever else is random.'),
    key('target', 'the exact simulator', 'A `target` of the file.'),
    key(
      'gradient',
      '`adjoint`',
      '`adjoint` walks back through the state: exact and the fastest, without shots only. `shift` runs shifted circuits for each angle of each gate (two, or four under controls), which is exact too and what a device can do. `spsa` runs two circuits a sample, along a random direction. With `shots` the default is `shift`.',
    ),
    key(
      'stop',
      'never',
      '`patience(8)`: after so many epochs, or steps of the whole split, without a better validation loss.',
    ),
    key(
      'start',
      'fresh',
      'A run of the file, or the path of a run folder, whose weights, fits and vocabularies are taken over; `weights(run)` takes the weights only, and fits again.',
    ),
    key('only', 'all', 'Names of `let` and `param`: nothing else is trained.'),
    key('freeze', 'none', 'Names of `let` and `param` that are not trained.'),
    key('missing', 'none', '`rates(ear: 0.2)`: how often training leaves a modality out.'),
    key(
      'checkpoint',
      'now and then',
      '`every(5)`: after how many epochs a run is saved, so that it can go on from there when it is broken off; without it, after an epoch when two seconds have passed. It is saved at the end in any case, and when it is interrupted.',
    ),
    key('rounds', '1', 'How often the stages are gone through.'),
    key('precision', '`f32`', 'Of amplitudes; `f64` takes twice the memory.'),
  ],
};

const targetSettings: SettingBlock = {
  title: 'target',
  about:
    'Where a model executes: `simulator`, `device("name or path")`, `ibm("ibm_fez")`. `require` in its block sets limits on `qubits`, `depth`, `two_qubit`, `gates`, `parameters`, `circuits`, `shots`, `bytes` and `seconds`, which the compiler checks.',
  keys: [
    key(
      'shots',
      'exact',
      'Repetitions of each circuit: values are estimated from the outcomes that are drawn. What can be measured at once is one circuit (qubit-wise commuting words).',
    ),
    key(
      'noise',
      'none',
      'A device, or a list such as `[depolarize(0.01, after: two_qubit), flip(0.02, after: measure)]`.',
    ),
    key(
      'coupling',
      'all to all',
      'Which qubits meet, for `coupled(q)`: `device("fez")` of the library, a pattern such as `device("linear:8")`, or a device file by its path. Of a machine whose errors are known, so many qubits that hang together and fail least.',
    ),
    key('basis', 'the language’s gates', 'The gates a device has.'),
    key('mitigation', 'none', 'What is done about noise after measuring.'),
    key('precision', '`f32`', 'Of amplitudes.'),
    key('seed', '0', 'Of the outcomes that are drawn; together with the seed of the run.'),
  ],
};

const compareSettings: SettingBlock = {
  title: 'compare',
  about: 'An honest table about one run.',
  keys: [
    key('seeds', '5', 'Trainings of each model, for confidence intervals.'),
    key(
      'against',
      'none',
      '`svm`, `mlp`, `logistic` on the encoded features; `parameter_twin`, `separable_twin`, `unfused_twin`; other runs.',
    ),
    key('ablate', 'every modality', 'Modalities to leave out one after another.'),
  ],
};

/** What stands after `data NAME =`. A test holds that no source is missing. */
export const dataSources: readonly {
  readonly name: string;
  readonly example: string;
  readonly text: string;
}[] = [
  {
    name: 'csv',
    example: 'csv("digits.csv", eye: "picture", digit: "label")',
    text: 'A table; a cell may be the path of a picture (png, jpg, pgm) or a sound (wav), relative to the table.',
  },
  { name: 'jsonl', example: 'jsonl("posts.jsonl")', text: 'A JSON object a line.' },
  { name: 'parquet', example: 'parquet("table.parquet")', text: 'A Parquet file.' },
  {
    name: 'npy',
    example: 'npy(x: "x.npy", y: "y.npy")',
    text: 'NumPy arrays whose first axis runs over the samples.',
  },
  { name: 'npz', example: 'npz("all.npz")', text: 'Named NumPy arrays in one file.' },
  {
    name: 'idx',
    example: 'idx(picture: "images.idx", digit: "labels.idx")',
    text: 'A file of one array for each field, as MNIST comes.',
  },
  {
    name: 'windows',
    example: 'windows("corpus.txt", context: 4, next: 1)',
    text: 'A sample for each place in a text: some words, and the word that follows.',
  },
  {
    name: 'aligned',
    example: 'aligned(seen: csv("seen.csv"), heard: npy("heard.npy"), digit: blocks(200))',
    text: 'A source of its own for each field, row by row; `blocks(n)` is a class by row, n rows of each.',
  },
  {
    name: 'synthetic',
    example: 'synthetic("moons", samples: 400, seed: 1)',
    text: 'Made by the runtime: see [below](#synthetic-data).',
  },
];

/** What stands after `optimizer:`. A test holds that none is missing. */
export const optimizers: readonly {
  readonly name: string;
  readonly example: string;
  readonly text: string;
}[] = [
  {
    name: 'adam',
    example: 'adam(rate: 0.01)',
    text: 'Running averages of the gradient and of its square (Kingma and Ba 2015).',
  },
  {
    name: 'adamw',
    example: 'adamw(rate: 0.01, decay: 0.01)',
    text: 'Adam, and each weight that is trained loses the share `rate * decay` of itself a step (Loshchilov and Hutter 2019).',
  },
  {
    name: 'sgd',
    example: 'sgd(rate: 0.01, momentum: 0)',
    text: 'Down the gradient; those of the past go on with `momentum`.',
  },
  {
    name: 'rmsprop',
    example: 'rmsprop(rate: 0.01, smoothing: 0.99)',
    text: 'The gradient over the root of the running average of its square.',
  },
  {
    name: 'qng',
    example: 'qng(rate: 0.05, damping: 0.01)',
    text: 'Quantum natural gradient: down the gradient where distance is that of the states and not of the angles, by the Fubini-Study metric of the batch plus `damping` on its diagonal (Stokes et al. 2020). Weights that no state depends on take the plain gradient.',
  },
  {
    name: 'spsa',
    example: 'spsa(rate: 0.1, perturbation: 0.1)',
    text: 'No gradient: two losses a batch, `perturbation` to both sides along a random direction. `rate` is the gain of the first step; both fall with the steps as Spall 1998 advises. The scores of an epoch are those of one of the sides.',
  },
  {
    name: 'rotosolve',
    example: 'rotosolve(steps: 50)',
    text: 'No gradient: a step is the whole split, and sets one angle after the other to its minimum, which takes two looks at the loss for each (Ostaszewski et al. 2021). Each weight has to be the angle of one rotation, and the objective a weighted sum of what circuits read out.',
  },
  {
    name: 'lbfgs',
    example: 'lbfgs(steps: 50, memory: 10)',
    text: 'A step is the whole split: a line search along a direction that the last `memory` steps shape (Nocedal and Wright 2006). Done where the gradient is level.',
  },
  {
    name: 'cobyla',
    example: 'cobyla(steps: 50, radius: 1, tolerance: 1e-4)',
    text: 'No gradient: a step is one look at the loss of the whole split, the first ones at a point for each weight and one more (Powell 1994). Steps go as far as `radius` at first; done where that has shrunk to `tolerance`.',
  },
];

/** What the table of optimizers cannot say. */
export const optimizerNotes: readonly string[] = [
  'Values above are the ones that are taken when left out. `adam`, `adamw`, `sgd`, `rmsprop` and `spsa` take a step for each batch, and `schedule:` changes their rate: `step(every: 10, factor: 0.1)` or `cosine(warmup: 2)`.',
  '`rotosolve`, `lbfgs` and `cobyla` take the whole training split for each step: the step is an epoch, with a record and a checkpoint of its own that tell of where the weights stand after it, and `steps:` is another word for `epochs`. They have no rate, so no schedule, and in each round of stages they begin anew. Modalities that `missing` leaves out and numbers that are drawn are the same at all looks of a step, and of `cobyla` at all of a stage.',
];

export const settingBlocks: readonly SettingBlock[] = [
  dataSettings,
  trainSettings,
  targetSettings,
  compareSettings,
];
