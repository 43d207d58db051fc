import { typeNames } from '../../compiler/known-names.ts';
import { keywords, units, type Keyword } from '../../grammar/index.ts';
import { startWords } from '../../grammar/words.ts';

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  readonly patterns?: readonly Pattern[];
  readonly include?: string;
}

/** Colours by letters alone, for editors before the language server has spoken and for pages that show code. */
export function textMateGrammar(): string {
  const grammar = {
    name: 'qmm',
    scopeName: 'source.qmm',
    fileTypes: ['qmm'],
    patterns: [
      { include: '#comments' },
      { include: '#strings' },
      { include: '#declarations' },
      { include: '#types' },
      { include: '#keys' },
      { include: '#keywords' },
      { include: '#constants' },
      { include: '#numbers' },
      { include: '#calls' },
      { include: '#operators' },
    ],
    repository: repository(),
  };
  return `${JSON.stringify(grammar, null, 2)}\n`;
}

const NAME = '[A-Za-z_]\\w*';

function repository(): Readonly<Record<string, { readonly patterns: readonly Pattern[] }>> {
  const group = (...patterns: Pattern[]): { readonly patterns: readonly Pattern[] } => ({
    patterns,
  });
  return {
    comments: group(
      { name: 'comment.line.documentation.qmm', match: '//[/!].*$' },
      { name: 'comment.line.double-slash.qmm', match: '//.*$' },
    ),
    strings: group({
      name: 'string.quoted.double.qmm',
      begin: '"',
      // A string ends with its line, also one whose quote is missing.
      end: '"|$',
      patterns: [{ name: 'constant.character.escape.qmm', match: '\\\\(?:u\\{[0-9A-Fa-f]+\\}|.)' }],
    }),
    declarations: group(
      declared(['model'], 'entity.name.class.qmm'),
      declared(['function', 'circuit'], 'entity.name.function.qmm'),
      declared(['data', 'target', 'stage'], 'entity.name.namespace.qmm'),
      declared(
        ['let', 'param', 'fit', 'modality', 'label', 'readout', 'metric', 'register'],
        'variable.other.declaration.qmm',
      ),
      {
        match: `\\b(with)\\s+(${NAME})`,
        captures: { 1: { name: 'keyword.control.qmm' }, 2: { name: 'entity.name.function.qmm' } },
      },
    ),
    types: group({
      match: `(:)\\s*(${alternatives(typeNames)})\\b`,
      captures: {
        1: { name: 'punctuation.separator.qmm' },
        2: { name: 'support.type.qmm' },
      },
    }),
    // Reserved words are free before a colon, as names of arguments and settings.
    keys: group({ name: 'variable.parameter.qmm', match: `\\b${NAME}(?=\\s*:)` }),
    keywords: group(
      { name: 'storage.type.qmm', match: words(naming) },
      { name: 'keyword.operator.word.qmm', match: words(operators) },
      { name: 'keyword.control.qmm', match: words(joining) },
    ),
    constants: group({ name: 'constant.language.qmm', match: words([...constants, 'pi']) }),
    numbers: group({
      name: 'constant.numeric.qmm',
      match: `\\b\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:[eE][+-]?\\d[\\d_]*)?(?:${alternatives(units)})?\\b`,
    }),
    calls: group(
      {
        match: `(\\|>)\\s*(${NAME})`,
        captures: {
          1: { name: 'keyword.operator.pipe.qmm' },
          2: { name: 'entity.name.function.qmm' },
        },
      },
      { name: 'entity.name.function.qmm', match: `\\b${NAME}(?=\\()` },
    ),
    operators: group({
      name: 'keyword.operator.qmm',
      match: '\\|>|\\.\\.|[=!<>]=|[-+*/%@^<>=?]',
    }),
  };
}

function declared(keys: readonly Keyword[], name: string): Pattern {
  return {
    match: `\\b(${alternatives(keys)})\\s+(${NAME})`,
    captures: { 1: { name: 'storage.type.qmm' }, 2: { name } },
  };
}

const constants: readonly Keyword[] = ['true', 'false'];
const operators: readonly Keyword[] = ['and', 'or', 'not'];
/** Words that say what the name behind them is. */
const naming: readonly Keyword[] = [
  ...startWords.file.filter((word) => word !== 'use'),
  ...startWords.model.filter((word) => !['encode', 'fuse', 'evolve', 'require'].includes(word)),
  'stage',
];
const joining = keywords.filter((word) => ![...constants, ...operators, ...naming].includes(word));

function words(list: readonly string[]): string {
  return `\\b(?:${alternatives([...new Set(list)])})\\b`;
}

/** Longer ones first, so that none hides behind its beginning. */
function alternatives(list: readonly string[]): string {
  return list.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|');
}
