import type { Entry } from './entry.ts';

const given = { given: '{message}' } as const;

/** Files, data and runs: found by the runtime, which words the message itself. */
export const data = {
  'file-not-found': {
    severity: 'error',
    title: 'File not found',
    messages: given,
    explanation:
      'Paths in a .qmm file are relative to that file, paths in a table to that table; `--data` is relative to where you are.',
  },
  'column-not-found': {
    severity: 'error',
    title: 'Column not found',
    messages: given,
    explanation: 'Without a `field: "column"` in the data source, field and column share a name.',
  },
  'value-unreadable': {
    severity: 'error',
    title: 'Value cannot be read',
    messages: given,
    explanation:
      'A cell, picture or sound could not be read as the type the model declares. The file, the row and the column are named.',
  },
  'label-unknown': {
    severity: 'error',
    title: 'Label outside its classes',
    messages: given,
    explanation: 'A value of a class label is not among the classes the model declares.',
  },
  'split-empty': {
    severity: 'error',
    title: 'Empty split',
    messages: given,
    explanation:
      'Each split that is asked for needs at least one sample: take more samples, or other fractions.',
  },
  'split-overlap': {
    severity: 'error',
    title: 'Splits overlap',
    messages: given,
    explanation: 'A sample may stand in one split only, or its result says nothing.',
  },
  'too-large': {
    severity: 'error',
    title: 'Too large for this machine',
    messages: given,
    explanation:
      'A state of n qubits takes 2^n amplitudes for each sample of a batch. The bytes needed and available are named.',
  },
  'run-not-found': {
    severity: 'error',
    title: 'Run not found',
    messages: given,
    explanation: 'A run is a folder under `runs/`, or `last` for the newest one.',
  },
  'run-damaged': {
    severity: 'error',
    title: 'Run cannot be read',
    messages: given,
    explanation:
      'A file of the run folder is missing, was changed, or gives other predictions than it stored.',
  },
  'run-changed': {
    severity: 'error',
    title: 'Run no longer matches',
    messages: given,
    explanation:
      'The source or the data changed since the run began, so going on would mix two experiments.',
  },
  'argument-invalid': {
    severity: 'error',
    title: 'Argument cannot be used',
    messages: given,
    explanation:
      'A value given on the command line or in a setting is not one that can be used here.',
  },
} as const satisfies Record<string, Entry>;
