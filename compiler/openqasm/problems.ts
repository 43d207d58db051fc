import type { OpenqasmProblem } from '../../grammar/openqasm/index.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** A problem of the parser in the words of the catalogue. */
export function openqasmDiagnostic(problem: OpenqasmProblem, file: string): Diagnostic {
  const at = { file, start: problem.span.start, end: problem.span.end };
  switch (problem.kind) {
    case 'character':
      return diagnose('openqasm-syntax', 'character', at, { character: problem.character });
    case 'expected':
      return diagnose('openqasm-syntax', 'default', at, {
        expected: problem.expected,
        found: problem.found,
      });
    case 'nesting':
      return diagnose('openqasm-syntax', 'nesting', at, { what: problem.what });
    case 'unsupported':
      return diagnose('openqasm-unsupported', 'default', at, {
        construct: problem.construct,
        reason: 'a circuit is made of gates, constant loops, resets, barriers and measurements',
      });
  }
}
