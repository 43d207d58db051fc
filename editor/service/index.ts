/** Editor features as plain data, on top of the compiler; it reads nothing but what its host gives. */
export type { Completion, CompletionKind } from './completion/completion.ts';
export type { Fold } from './folding.ts';
export type { Hover } from './hover.ts';
export { movedDiagnostics, type Checked } from './moved-diagnostics.ts';
export { tokenModifiers, tokenTypes } from './semantic-tokens.ts';
export { createService, type Service } from './service.ts';
export type { DocumentSymbol } from './symbols.ts';
export type { ServiceHost } from './workspace.ts';
