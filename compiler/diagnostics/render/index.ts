/** Diagnostics as text for a person and as JSON for a program. */
export { displayWidth, wrap } from './columns.ts';
export { diagnosticToJson, type DiagnosticJson } from './json.ts';
export { ansi, type Paint, plain } from './paint.ts';
export { lineText, type Position, positionAt } from './position.ts';
export {
  countText,
  renderDiagnostic,
  renderDiagnostics,
  type TerminalOptions,
} from './terminal.ts';
