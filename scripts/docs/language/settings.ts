/** A key of a block in braces. */
interface SettingDoc {
  readonly key: string;
  /** What is taken when the key is left out. */
  readonly standard: string;
  readonly text: string;
}

interface SettingBlock {
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
    key(
      'optimizer',
      '`adam(rate: 0.01)`',
      '`schedule:` may be `step(every: 10, factor: 0.1)` or `cosine(warmup: 2)`.',
    ),
    key('epochs', '50', 'Passes over the training split.'),
    key('batch', '32', 'Samples a step.'),
    key('seed', '0', 'Of start values, shuffling and whatever else is random.'),
    key('target', 'the exact simulator', 'A `target` of the file.'),
    key('gradient', '`adjoint`', '`shift` and `spsa` are what a device can do.'),
    key('stop', 'never', '`patience(8)`: after so many epochs without a better validation loss.'),
    key(
      'start',
      'fresh',
      'A run of the file, or the path of a run folder, whose weights, fits and vocabularies are taken over; `weights(run)` takes the weights only, and fits again.',
    ),
    key('only', 'all', 'Names of `let` and `param`: nothing else is trained.'),
    key('freeze', 'none', 'Names of `let` and `param` that are not trained.'),
    key('missing', 'none', '`rates(ear: 0.2)`: how often training leaves a modality out.'),
    key('checkpoint', 'each epoch', 'How often a run is saved.'),
    key('rounds', '1', 'How often the stages are gone through.'),
    key('precision', '`f32`', 'Of amplitudes; `f64` takes twice the memory.'),
  ],
};

const targetSettings: SettingBlock = {
  title: 'target',
  about:
    'Where a model executes: `simulator`, `device("name or path")`, `ibm("ibm_fez")`. `require` in its block sets limits on `qubits`, `depth`, `two_qubit`, `gates`, `parameters`, `circuits`, `shots`, `bytes` and `seconds`, which the compiler checks.',
  keys: [
    key('shots', 'exact', 'Measurements of each circuit.'),
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
    key('seed', '0', 'Of shots and noise.'),
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

export const settingBlocks: readonly SettingBlock[] = [
  dataSettings,
  trainSettings,
  targetSettings,
  compareSettings,
];
