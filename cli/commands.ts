import type { Command } from './command.ts';

/** A command before it is loaded: what `qmm --help` needs, and no more. */
export interface Entry {
  readonly name: string;
  /** Positional arguments as yargs writes them. */
  readonly signature: readonly string[];
  readonly description: string;
  /** Works when pasted in a clone or after `qmm new my-model && cd my-model`. */
  readonly example: string;
  readonly load: () => Promise<Command>;
}

export const commands: readonly Entry[] = [
  {
    name: 'new',
    signature: ['<dir>'],
    description: 'Start a small project that trains at once',
    example: 'qmm new my-model',
    load: async () => (await import('./commands/new.ts')).newCommand,
  },
  {
    name: 'check',
    signature: ['<file..>'],
    description: 'Tell what is wrong with models, and their sizes',
    example: 'qmm check main.qmm',
    load: async () => (await import('./commands/check.ts')).checkCommand,
  },
  {
    name: 'fmt',
    signature: ['<file..>'],
    description: 'Give files the one form that all .qmm files have',
    example: 'qmm fmt main.qmm',
    load: async () => (await import('./commands/fmt.ts')).fmtCommand,
  },
  {
    name: 'explain',
    signature: ['<code>'],
    description: 'The long text of an error or warning; `synthetic` lists data that qmm makes',
    example: 'qmm explain size-mismatch',
    load: async () => (await import('./commands/explain.ts')).explainCommand,
  },
  {
    name: 'train',
    signature: ['[file]', '[name]'],
    description: 'Train the models of a file',
    example: 'qmm train main.qmm --set epochs=5',
    load: async () => (await import('./commands/train.ts')).trainCommand,
  },
  {
    name: 'eval',
    signature: ['<run>'],
    description: 'Metrics of a trained run, on its own data or on new data',
    example: 'qmm eval last',
    load: async () => (await import('./commands/eval.ts')).evalCommand,
  },
  {
    name: 'compare',
    signature: ['<file>', '[name]'],
    description: 'A model beside classical ones, its twins and itself without a part',
    example: 'qmm compare main.qmm --quick',
    load: async () => (await import('./commands/compare.ts')).compareCommand,
  },
  {
    name: 'sweep',
    signature: ['[file]', '[name]'],
    description: 'Many runs over a grid of settings and seeds, in one table',
    example: 'qmm sweep main.qmm --grid batch=16,32 --seeds 2',
    load: async () => (await import('./commands/sweep.ts')).sweepCommand,
  },
  {
    name: 'predict',
    signature: ['<run>'],
    description: 'Predictions of a trained run, as CSV',
    example: 'qmm predict last',
    load: async () => (await import('./commands/predict.ts')).predictCommand,
  },
  {
    name: 'analyse',
    signature: ['<file>', '[name]'],
    description:
      'Can it be trained, what can it express, what do its parts share: figures of a model or run',
    example: 'qmm analyse main.qmm --only gradients --only expressibility',
    load: async () => (await import('./commands/analyse.ts')).analyseCommand,
  },
  {
    name: 'compile',
    signature: ['<file..>'],
    description: 'Write a model as TypeScript, OpenQASM, a hardware job or its Program',
    example: 'qmm compile main.qmm --to openqasm3 --out main.qasm',
    load: async () => (await import('./commands/compile.ts')).compileCommand,
  },
  {
    name: 'verify',
    signature: ['<a>', '<b>'],
    description: 'Are two circuits the same? Exit code 1 where not, or where it is not decided',
    example: 'qmm verify main.qmm main.qasm',
    load: async () => (await import('./commands/verify.ts')).verifyCommand,
  },
  {
    name: 'draw',
    signature: ['<file>', '[name]'],
    description: 'The model as a picture',
    example: 'qmm draw main.qmm',
    load: async () => (await import('./commands/draw.ts')).drawCommand,
  },
  {
    name: 'estimate',
    signature: ['<file>'],
    description: 'Qubits, parameters, gates and bytes, before anything runs',
    example: 'qmm estimate main.qmm',
    load: async () => (await import('./commands/estimate.ts')).estimateCommand,
  },
  {
    name: 'submit',
    signature: ['<run>'],
    description: 'Run a trained model on a quantum machine, or show what would be sent',
    example: 'qmm submit last --target ibm:fez --take 4 --dry-run',
    load: async () => (await import('./commands/submit.ts')).submitCommand,
  },
  {
    name: 'jobs',
    signature: ['[submission]'],
    description: 'What was submitted, or go on with a submission that was broken off',
    example: 'qmm jobs',
    load: async () => (await import('./commands/jobs.ts')).jobsCommand,
  },
  {
    name: 'targets',
    signature: ['[name]'],
    description: 'What one can compile for',
    example: 'qmm targets',
    load: async () => (await import('./commands/targets.ts')).targetsCommand,
  },
  {
    name: 'lsp',
    signature: [],
    description: 'The language server, for editors',
    example: 'qmm lsp --stdio',
    load: async () => (await import('./commands/lsp.ts')).lspCommand,
  },
];

/** What `qmm` alone says: the five commands of a first hour. */
export function overview(): string {
  return `qmm: quantum multimodal models, written down and trained.

  qmm new my-model            start a project that trains at once
  qmm check main.qmm          what is wrong with it, and its sizes
  qmm train main.qmm          train it; the run goes to runs/
  qmm eval last               how good is it, and what without one modality?
  qmm draw main.qmm           its circuit as a picture

\`qmm --help\` lists every command, \`qmm COMMAND --help\` shows one.
`;
}
