import type { Entry } from './entry.ts';

/** Names, arguments and settings. */
export const names = {
  'unknown-name': {
    severity: 'error',
    title: 'Unknown name',
    label: 'not known here',
    messages: {
      default: 'There is no {what} named `{name}` here.',
      keyword: '`{name}` is not a word of qmm; it is called `{suggestion}` here.',
    },
    explanation:
      'The name is not declared in an enclosing block, in the file, in what `use` brought, nor in the library. Inside a body a name is visible after its statement; at the top of a file the order does not matter. Circuits, values and types are three tables: `evolve q with linear` does not find the function `linear`.',
    wrong: 'evolve q with strongly_entangled',
    right: 'evolve q with strongly_entangling',
  },
  'duplicate-name': {
    severity: 'error',
    title: 'Duplicate name',
    label: 'declared again',
    messages: { default: '`{name}` is already declared in this block.' },
    explanation:
      'A name is bound once per block, so that a reader never has to ask which one is meant. An inner block may bind it anew.',
    wrong: 'let x = ear |> mfcc(13)\nlet x = x |> pca(4)',
    right: 'let cepstrum = ear |> mfcc(13)\nlet heard = cepstrum |> pca(4)',
  },
  'import-not-found': {
    severity: 'error',
    title: 'Import not found',
    messages: {
      file: 'There is no file `{path}` beside this one.',
      name: '`{path}` declares no `{name}`.',
    },
    explanation:
      'The path of `use ... from "path"` is relative to the file it stands in, and each name before `from` must be declared there: a function, a circuit, a model or a `let`.',
    wrong: 'use tower from "towers.qmm"   // the file is layers.qmm',
    right: 'use tower from "layers.qmm"',
  },
  'import-cycle': {
    severity: 'error',
    title: 'Imports in a circle',
    messages: { default: 'This file imports itself: {cycle}.' },
    explanation:
      'Two files that take from each other, or a file that takes from itself, have no order in which they could be read. Move what both need into a third one.',
    wrong: '// a.qmm\nuse tower from "b.qmm"\n\n// b.qmm\nuse paired_twice from "a.qmm"',
    right: '// a.qmm\nuse tower from "shared.qmm"\n\n// b.qmm\nuse tower from "shared.qmm"',
  },
  'unknown-argument': {
    severity: 'error',
    title: 'Unknown argument',
    label: 'not among its arguments',
    messages: {
      default: '`{callee}` has no argument `{name}`.',
      many: '`{callee}` takes {wanted}, and {given} are given.',
    },
    explanation:
      'Arguments are bound in order first, then by name. The header of the callee lists them.',
    wrong: 'encode x into q with iqp(layer: 2)',
    right: 'encode x into q with iqp(layers: 2)',
  },
  'missing-argument': {
    severity: 'error',
    title: 'Missing argument',
    label: '`{name}` is missing',
    messages: {
      default: '`{callee}` needs a value for `{name}`.',
      feature:
        '`{callee}` needs features for `{name}`: `encode` gives them, or write `{callee}(_, ...)` to name it before it has features.',
      given:
        '`{callee}` needs {names} in `given`: what is drawn depends on it, and only samples that share it show one distribution.',
    },
    explanation:
      'A call whose leading argument is `_` is still waiting for it: `let tower = reupload(_, layers: 2)`.',
    wrong: 'let encoder = reupload(layers: 2)',
    right: 'let encoder = reupload(_, layers: 2)',
  },
  'unknown-setting': {
    severity: 'error',
    title: 'Unknown setting',
    label: 'not a setting',
    messages: {
      default: '`{name}` is not a setting of `{block}`.',
      override: '`{name}` is no setting of `train` or its `data`, and no argument of the model.',
    },
    explanation: 'Settings stand in braces as `name: value`. The message lists the nearest one.',
    wrong: 'train M on d {\n  epoch: 3\n}',
    right: 'train M on d {\n  epochs: 3\n}',
  },
  naming: {
    severity: 'warning',
    title: 'Unusual spelling',
    label: '`{suggestion}`',
    messages: { default: '`{name}` would be read more easily as `{suggestion}`.' },
    explanation: 'Models are written in PascalCase, everything else in snake_case.',
    wrong: 'let SoundFeatures = ear |> mfcc(13)',
    right: 'let sound_features = ear |> mfcc(13)',
  },
  'unused-name': {
    severity: 'warning',
    title: 'Unused name',
    label: 'never used',
    messages: { default: '`{name}` is never used.' },
    explanation:
      'What nothing uses can be removed. More often it was meant to be used: the name may be misspelt where it was wanted, or another value stands there.',
    wrong: 'let heard = ear |> mfcc(13)\nencode ear |> mel(16) |> flatten into s with angle',
    right: 'let heard = ear |> mfcc(13)\nencode heard |> flatten into s with angle',
  },
} as const satisfies Record<string, Entry>;
