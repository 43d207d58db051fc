import type { Diagnostic } from '../diagnostic.ts';
import { wrap } from './columns.ts';
import { frameLabels, type Label } from './frame.ts';
import type { Paint } from './paint.ts';

/** How to draw on a screen. */
export interface TerminalOptions {
  /** Cells of a line. */
  readonly width: number;
  readonly paint: Paint;
}

/** A paragraph is easier to read when it is not as wide as the screen. */
const paragraphWidth = 90;

/**
 * A diagnostic as a person reads it: title, the places in the source, why, and what to do.
 *
 * @param sources texts by file; a place in a file that is not among them shows its name only
 */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  sources: ReadonlyMap<string, string>,
  options: TerminalOptions,
): string {
  const { paint } = options;
  const tone = diagnostic.severity === 'error' ? paint.error : paint.warning;
  const head = `${tone(`${diagnostic.severity}[${diagnostic.code}]:`)} ${paint.strong(diagnostic.title)}`;
  const width = Math.min(options.width, paragraphWidth);
  return [
    head,
    ...frameLabels(labelsOf(diagnostic), sources, options, tone),
    ...(diagnostic.message === '' ? [] : ['', ...wrap(diagnostic.message, width)]),
    ...advice(diagnostic, width),
    '',
  ].join('\n');
}

/** All of them, a blank line between, and the count at the end; empty for none. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  options: TerminalOptions,
): string {
  if (diagnostics.length === 0) return '';
  const parts = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, sources, options));
  return `${parts.join('\n')}\n${countText(diagnostics, options.paint)}\n`;
}

/** `2 errors, 1 warning` */
export function countText(diagnostics: readonly Diagnostic[], paint: Paint): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const parts = [
    ...(errors > 0 ? [paint.error(plural(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint.warning(plural(warnings, 'warning'))] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : paint.good('no errors');
}

function labelsOf(diagnostic: Diagnostic): Label[] {
  const primary: Label = { at: diagnostic.at, text: diagnostic.label, primary: true };
  const others = diagnostic.related.map(({ at, label }) => ({ at, text: label, primary: false }));
  return diagnostic.at.file === '' ? others : [primary, ...others];
}

/** What to do: in a sentence, and the edits that do it, but for those that the sentence has said. */
function advice({ help, fixes }: Diagnostic, width: number): string[] {
  const said = (title: string): boolean =>
    (title.match(/`[^`]+`/g) ?? ['']).every((code) => help?.includes(code));
  const edits = fixes
    .filter(({ title }) => help === undefined || !said(title))
    .map(({ title }, index) => `${index === 0 ? 'Fix:' : ' or:'} ${title}`);
  return [
    ...(help === undefined ? [] : ['', ...wrap(`Hint: ${help}`, width)]),
    ...(edits.length === 0 ? [] : ['', ...edits]),
  ];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
