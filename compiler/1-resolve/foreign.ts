import type { Name } from '../../grammar/tree.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import {
  circuitDeclaration,
  nameOfFile,
  readOpenqasm,
  readOpenqasmGate,
} from '../openqasm/index.ts';
import type { Declared, Module } from './world.ts';

/** An OpenQASM file beside the files of the language: a text that places point into, and nothing of its own. */
export function foreignModule(path: string, text: string): Module {
  const span = { start: 0, end: text.length };
  return {
    path,
    text,
    tree: { kind: 'file', declarations: [], comments: [], doc: '', span },
    library: false,
    declared: new Map(),
    imported: new Map(),
    models: [],
    data: [],
    targets: [],
    trains: [],
    compares: [],
  };
}

/**
 * What a name in `use ... from "file.qasm"` stands for: the program under the file's name, or a gate that it defines.
 *
 * @returns null, and the names there are, where it is neither.
 */
export function foreignCircuit(
  path: string,
  text: string,
  name: Name,
): { declared: Declared | null; names: readonly string[]; diagnostics: readonly Diagnostic[] } {
  const whole = readOpenqasm(text, path);
  const failed: Declared = { kind: 'failed', declaration: { name }, path };
  const named = name.text === nameOfFile(path) && whole.program.registers.length > 0;
  const read = named ? whole : readOpenqasmGate(text, path, name.text);
  if (read === undefined) {
    // What is missing may stand in the part that cannot be read.
    const { diagnostics } = whole;
    const names = [...whole.program.gates, nameOfFile(path)];
    return { declared: diagnostics.length > 0 ? failed : null, names, diagnostics };
  }
  const { declaration, diagnostics } = circuitDeclaration(read.program);
  const problems = [...read.diagnostics, ...diagnostics];
  const declared: Declared =
    problems.length === 0 ? { kind: 'circuit', declaration, path } : failed;
  return { declared, names: [], diagnostics: problems };
}
