import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import type { UserProblem } from '../runtime/program/problem.ts';

/** What the runtime remarks on while it works, as the compiler would show it. */
export interface Remarks {
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that they point into. */
  readonly sources: ReadonlyMap<string, string>;
  /** Leaves out what `// allow CODE: reason` silences on the line above. */
  add(problem: UserProblem): void;
}

export async function openRemarks(): Promise<Remarks> {
  const [{ problemToDiagnostic }, { isAllowed }] = await Promise.all([
    import('./problems.ts'),
    import('../compiler/5-lint/allowed.ts'),
  ]);
  const diagnostics: Diagnostic[] = [];
  const sources = new Map<string, string>();
  return {
    diagnostics,
    sources,
    add({ details }) {
      const diagnostic = problemToDiagnostic(details, sources);
      const { at, code } = diagnostic;
      if (!isAllowed(sources.get(at.file) ?? '', at.start, code)) diagnostics.push(diagnostic);
    },
  };
}
