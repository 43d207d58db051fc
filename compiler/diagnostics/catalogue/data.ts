import type { Entry } from './entry.ts';

const given = { given: '{message}' } as const;

/** Files, data and runs: found by the runtime, which words the message itself. */
export const data = {
  'file-not-found': {
    severity: 'error',
    title: 'File not found',
    messages: given,
    explanation:
      'Paths in a .qmm file are relative to that file, paths in a table to that table, and `--data` to where you are. The message shows the path that was looked for.',
    wrong: 'data digits = csv("digits.csv")   // the file is tables/digits.csv',
    right: 'data digits = csv("tables/digits.csv")',
  },
  'column-not-found': {
    severity: 'error',
    title: 'Column not found',
    messages: given,
    explanation:
      'Without a `field: "column"` in the data source, field and column share a name. The message lists the columns that the table has.',
    wrong: 'data digits = csv("digits.csv")   // its columns are picture, label',
    right: 'data digits = csv("digits.csv", eye: "picture", digit: "label")',
  },
  'value-unreadable': {
    severity: 'error',
    title: 'Value cannot be read',
    messages: given,
    explanation:
      'A cell, picture or sound could not be read as the type the model declares: text where a number is wanted, NaN, a picture of another kind, a damaged file. The file, the row and the column are named, so that the row can be mended or left out. An empty cell is allowed only where the modality is marked `?`.',
    wrong: 'modality age: real[1]    // row 17 says "n/a"',
    right: 'modality age: real[1]?   // and row 17 is empty',
  },
  'label-unknown': {
    severity: 'error',
    title: 'Label outside its classes',
    messages: given,
    explanation:
      'A value of a class label is not among the classes the model declares. Spelling counts, blanks and capitals too; with `class(10)` the values are 0 to 9.',
    wrong: 'label kind: class("cat", "dog")           // a row says "bird"',
    right: 'label kind: class("cat", "dog", "bird")',
  },
  'split-empty': {
    severity: 'error',
    title: 'Empty split',
    messages: given,
    explanation:
      'Each split that is asked for needs at least one sample: take more samples, or other fractions. With groups a whole group goes to one side, so few groups can leave a side empty.',
    wrong: 'data d = csv("ten-rows.csv") {\n  split: fractions(train: 0.99, test: 0.01)\n}',
    right: 'data d = csv("ten-rows.csv") {\n  split: fractions(train: 0.8, test: 0.2)\n}',
  },
  'group-ignored': {
    severity: 'warning',
    title: 'Groups torn apart',
    messages: given,
    explanation:
      'Samples of one speaker, patient or session are more alike than samples of two. A random split that has some of them on both sides tests on what was nearly seen, and its score is too good. `group:` keeps groups together. It is remarked where a column that no input is read from has such a name, and silenced by `// allow group-ignored: reason` above the `data`.',
    wrong: 'data digits = csv("digits.csv")   // with a column `speaker`',
    right:
      'data digits = csv("digits.csv") {\n  split: fractions(train: 0.8, test: 0.2, group: "speaker")\n}',
  },
  'split-overlap': {
    severity: 'error',
    title: 'Splits overlap',
    messages: given,
    explanation:
      'A sample may stand in one split only, or its result says nothing: a model that has seen the answer repeats it. The rows that are in both are named.',
    wrong: 'data d = csv(train: "all.csv", test: "all.csv")',
    right: 'data d = csv("all.csv") {\n  split: fractions(train: 0.8, test: 0.2)\n}',
  },
  'too-large': {
    severity: 'error',
    title: 'Too large for this machine',
    messages: given,
    explanation:
      'A state of n qubits takes 2^n amplitudes for each sample of a batch. The bytes needed and available are named. Fewer qubits help most, then a smaller `batch`; `precision: f32` takes half of `f64`.',
    wrong: 'register q[30]',
    right: 'register q[12]',
  },
  'run-not-found': {
    severity: 'error',
    title: 'Run not found',
    messages: given,
    explanation:
      'A run is a folder under `runs/`, such as `runs/scenes/3`, or `last` for the newest one. Runs are looked for from where you are.',
  },
  'run-damaged': {
    severity: 'error',
    title: 'Run cannot be read',
    messages: given,
    explanation:
      'A file of the run folder is missing, was changed, or gives other predictions than it stored. A run is written once and checked each time it is opened, so that what it predicts today is what it predicted when it was trained. Copy the folder again, or train anew.',
  },
  'run-changed': {
    severity: 'error',
    title: 'Run no longer matches',
    messages: given,
    explanation:
      'The source or the data changed since the run began, so going on would mix two experiments. Undo the change, or begin a new run; `start: "runs/..."` takes over its weights.',
  },
  'argument-invalid': {
    severity: 'error',
    title: 'Argument cannot be used',
    messages: given,
    explanation:
      'A value given on the command line or in a setting is not one that can be used here. The message says which values can.',
  },
  'answer-unreadable': {
    severity: 'error',
    title: 'Answer of the machine cannot be read',
    messages: given,
    explanation:
      'A quantum service sent something that is not the result it promised: it broke off, has another form, or does not belong to the job. Nothing of it is used. The job ran, so `qmm jobs RUN` may read it again without paying twice.',
  },
  'service-refused': {
    severity: 'error',
    title: 'Refused by the service',
    messages: given,
    explanation:
      'The quantum service understood the request and said no: a wrong key, a machine that is not there, a job that is against its rules, or time that is used up. The message has its own words, and what to change.',
  },
  'service-unreachable': {
    severity: 'error',
    title: 'Service cannot be reached',
    messages: given,
    explanation:
      'The quantum service did not answer, several times, with pauses in between. What was submitted goes on there, and the journal in the run folder knows it: `qmm jobs` goes on where this ended, and submits nothing twice.',
  },
  'credentials-missing': {
    severity: 'error',
    title: 'Credentials needed',
    messages: given,
    explanation:
      'A quantum service wants to know who asks. The key comes from the environment or from a file that only you may read, and is never written to a log, a journal or an error.',
  },
} as const satisfies Record<string, Entry>;
