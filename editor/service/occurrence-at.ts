import { isBinding, type Binding, type Occurrence, type Span } from '../../compiler/index.ts';
import type { Analysis } from './workspace.ts';

/** The name that an offset touches, and what it means. */
export function occurrenceAt(analysis: Analysis, offset: number): Occurrence | undefined {
  const { occurrences } = analysis.names();
  return occurrences.find(({ name: { span } }) => span.start <= offset && offset <= span.end);
}

/** What the name that an offset touches is bound to. */
export function bindingAt(
  analysis: Analysis,
  offset: number,
): { readonly binding: Binding; readonly span: Span } | undefined {
  const found = occurrenceAt(analysis, offset);
  return found && isBinding(found.means)
    ? { binding: found.means, span: found.name.span }
    : undefined;
}
