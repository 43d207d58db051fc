import type { SyntaxProblem } from '../../grammar/problem.ts';
import type { Span } from '../../grammar/tree.ts';
import { catalogue } from './catalogue.ts';
import type { Entry } from './catalogue/entry.ts';
import { fill, labelOf } from './diagnose.ts';
import type { Diagnostic, Location } from './diagnostic.ts';

/** A syntax problem in the words of the catalogue. */
export function syntaxDiagnostic(problem: SyntaxProblem, file: string): Diagnostic {
  const entry: Entry = catalogue[problem.code];
  // A statement's first word is known to be wrong because the right one is known.
  const variant = problem.code === 'unknown-name' ? 'keyword' : 'default';
  const at = (span: Span): Location => ({ file, start: span.start, end: span.end });
  const { fix } = problem;
  return {
    code: problem.code,
    severity: entry.severity,
    title: entry.title,
    message: fill(entry.messages[variant] ?? '', problem.values),
    at: at(problem.span),
    label: labelOf(entry, problem.values),
    related: (problem.related ?? []).map(({ span, label }) => ({ at: at(span), label })),
    fixes:
      fix === undefined
        ? []
        : [
            {
              title: fix.title,
              edits: fix.edits.map(({ span, text }) => ({ at: at(span), text })),
            },
          ],
  };
}
