/** Diagnostics as text for a person and as JSON for a program. */
export { wrap } from './columns.ts';
export { diagnosticToJson, type DiagnosticJson } from './json.ts';
export { ansi, plain } from './paint.ts';
export { positionAt } from './position.ts';
export { renderDiagnostic, renderDiagnostics } from './terminal.ts';
