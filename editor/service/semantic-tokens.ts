import { isBinding, type Occurrence, type Span } from '../../compiler/index.ts';
import type { Workspace } from './workspace.ts';

/** A stretch of a text and what it is, for colours that a pattern of letters cannot know. */
export interface SemanticToken {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/** As the protocol calls them. */
export const tokenTypes = [
  'namespace',
  'type',
  'class',
  'function',
  'method',
  'variable',
  'parameter',
  'property',
  'enumMember',
] as const;
export const tokenModifiers = ['declaration', 'readonly', 'defaultLibrary'] as const;

export type TokenType = (typeof tokenTypes)[number];
export type TokenModifier = (typeof tokenModifiers)[number];

/** What every name of a file is; keywords, numbers and comments are told apart by their letters already. */
export function semanticTokens(workspace: Workspace, path: string): SemanticToken[] {
  const analysis = workspace.analysisOf(path);
  if (!analysis) return [];
  return analysis.names().occurrences.map((one) => ({
    span: one.name.span,
    type: typeOf(one.means),
    modifiers: modifiersOf(one, path),
  }));
}

function typeOf(means: Occurrence['means']): TokenType {
  switch (means.kind) {
    case 'type':
      return 'type';
    case 'model':
      return 'class';
    case 'gate':
    case 'circuit':
      return 'method';
    case 'intrinsic':
    case 'function':
      return 'function';
    case 'alias':
      return means.callee?.kind === 'circuit' ? 'method' : 'function';
    case 'let':
      return means.callee === undefined
        ? 'variable'
        : means.callee.kind === 'circuit'
          ? 'method'
          : 'function';
    case 'parameter':
    case 'size':
      return 'parameter';
    case 'modality':
    case 'label':
    case 'readout':
    case 'objective':
    case 'metric':
      return 'property';
    case 'data':
    case 'target':
    case 'run':
    case 'stage':
      return 'namespace';
    case 'register':
    case 'index':
    case 'param':
    case 'fit':
      return 'variable';
  }
}

function modifiersOf({ name, means }: Occurrence, path: string): TokenModifier[] {
  if (!isBinding(means)) return ['defaultLibrary'];
  const isDeclared = means.file === path && means.name.span.start === name.span.start;
  return [
    ...(isDeclared ? (['declaration'] as const) : []),
    ...(means.kind === 'size' || means.kind === 'index' ? (['readonly'] as const) : []),
    ...(means.file.startsWith('library:') ? (['defaultLibrary'] as const) : []),
  ];
}
