import type { SyntaxProblem } from '../../grammar/problem.ts';
import type { Span } from '../../grammar/tree.ts';
import { catalogue } from './catalogue.ts';
import type { Diagnostic, Location } from './diagnostic.ts';

/** A syntax problem in the words of the catalogue. */
export function syntaxDiagnostic(problem: SyntaxProblem, file: string): Diagnostic {
  const entry = catalogue[problem.code];
  const at = (span: Span): Location => ({ file, start: span.start, end: span.end });
  const { fix } = problem;
  return {
    code: problem.code,
    severity: entry.severity,
    title: entry.title,
    message: entry.messages.default.replace(
      /\{(\w+)\}/g,
      (_, hole: string) => problem.values[hole] ?? '',
    ),
    at: at(problem.span),
    label: '',
    related: (problem.related ?? []).map(({ span, label }) => ({ at: at(span), label })),
    ...(fix === undefined ? {} : { help: fix.title }),
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
