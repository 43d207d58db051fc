import type { TokenType } from 'chevrotain';
import { word, type Keyword } from './tokens.ts';

/** Where statements stand: the top of a file or one of the bodies in braces. */
export type Home = 'file' | 'model' | 'function' | 'circuit' | 'settings';

/** Keywords that start a declaration and nothing else. */
export const declarationKeywords = [
  ...(['use', 'function', 'circuit', 'model', 'data', 'train', 'target', 'compare'] as const),
];
const steps = ['let', 'param', 'fit', 'require'] as const;
const sentences = ['register', 'encode', 'fuse', 'evolve'] as const;
const parts = ['modality', 'label', 'readout', 'objective', 'metric'] as const;
const flow = ['for', 'repeat', 'if', 'control', 'inverse'] as const;

/** The keywords a statement can start with in each place; in a circuit a name does too. */
export const startWords: Readonly<Record<Home, readonly Keyword[]>> = {
  file: [...declarationKeywords, 'let'],
  model: [...parts, ...steps, ...sentences],
  function: [...steps, ...sentences, 'return'],
  circuit: [...steps, ...flow],
  settings: ['stage', 'require'],
};

/** Each place in the words of a message. */
export const placeNames: Readonly<Record<Home, string>> = {
  file: 'the top level of a file',
  model: 'a model',
  function: 'a function',
  circuit: 'a circuit',
  settings: 'settings',
};

/** Examples of statements for each place, in the words of a message. */
export const statementExamples: Readonly<Record<Home, string>> = {
  file: '`model` or `data`',
  model: '`modality` or `readout`',
  function: '`let` or `return`',
  circuit: 'a gate or `for`',
  settings: '`name: value`',
};

/** Keywords that join the parts of a statement. */
export const joints = types([
  ...([
    'into',
    'with',
    'on',
    'in',
    'from',
    'as',
    'by',
    'else',
    'and',
    'or',
    'not',
    'return',
  ] as const),
]);

/** Their tokens. */
export const declarationWords = types(declarationKeywords);

/** Keywords that start a statement somewhere. */
export const statementWords = types([
  ...[...declarationKeywords, ...steps, ...sentences, ...parts, ...flow],
  ...(['return', 'stage'] as const),
]);

/** Where a statement that starts with this keyword belongs, as advice. */
export function homeAdvice(keyword: Keyword): string {
  if (includes(declarationKeywords, keyword)) return 'put it at the top of the file';
  if (includes(parts, keyword)) return 'put it in a model';
  if (includes(flow, keyword)) return 'put it in a circuit';
  if (includes(sentences, keyword)) return 'put it in a model or a function';
  if (keyword === 'return') return 'put it at the end of a function';
  if (keyword === 'stage') return 'put it in the settings of `train`';
  return 'put it in a model, a function or a circuit';
}

function includes(list: readonly Keyword[], keyword: Keyword): boolean {
  return list.includes(keyword);
}

function types(list: readonly Keyword[]): ReadonlySet<TokenType> {
  return new Set(list.map((keyword) => word[keyword]));
}
