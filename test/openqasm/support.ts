import { readOpenqasm, toProgram } from '../../compiler/openqasm/index.ts';
import type { Program } from '../../runtime/program/index.ts';
import { gateText } from '../support/gate-text.ts';
import { lineOf } from '../support/compile.ts';

export const version2 = 'OPENQASM 2.0;\ninclude "qelib1.inc";\n';
export const version3 = 'OPENQASM 3.0;\ninclude "stdgates.inc";\n';

/** The Program of a text that must be right. */
export function programOf(text: string): Program {
  const { program, diagnostics } = readOpenqasm(text, 'circuit.qasm');
  if (diagnostics.length > 0) throw new Error(diagnostics.map((one) => one.message).join('\n'));
  return toProgram(program);
}

/** Its gates, one a line: `cx q0 q1`, `ry(1/2*theta[0]) q0`. */
export function gates(text: string): string[] {
  return gateText(programOf(text));
}

/** What a text is refused for: `line 3: sentence`. */
export function refusals(text: string): string[] {
  const { diagnostics } = readOpenqasm(text, 'circuit.qasm');
  return diagnostics.map(({ at, message }) => `line ${lineOf(text, at.start)}: ${message}`);
}
