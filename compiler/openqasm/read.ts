import { parseOpenqasm } from '../../grammar/openqasm/index.ts';
import { exact } from '../../runtime/program/index.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { language } from './built-in.ts';
import { evaluate } from './expressions.ts';
import { openqasmDiagnostic } from './problems.ts';
import type { Operation, OpenqasmProgram, OpenqasmRegister } from './program.ts';
import { startReading, Unreadable, type Frame, type Reading } from './reading.ts';
import { runStatements } from './statements.ts';
import { runDefinition } from './unfold.ts';

export interface ReadOpenqasm {
  /** As far as it could be read; right only where no diagnostic is an error. */
  readonly program: OpenqasmProgram;
  readonly diagnostics: readonly Diagnostic[];
}

/** What an OpenQASM 2 or 3 text means. Never throws; `path` is for places and for the program's name. */
export function readOpenqasm(text: string, path: string): ReadOpenqasm {
  const { reading, frame } = run(text, path);
  return {
    program: {
      path,
      name: nameOfFile(path),
      registers: withHardware(reading),
      bits: reading.classical.list,
      inputs: reading.inputs,
      operations: frame.operations,
      gates: gatesOf(reading),
    },
    diagnostics: reading.diagnostics,
  };
}

/**
 * A gate that the text defines as a program of its own: its qubits are single-qubit registers, its parameters inputs.
 *
 * @returns undefined where the text defines no such gate.
 */
export function readOpenqasmGate(
  text: string,
  path: string,
  name: string,
): ReadOpenqasm | undefined {
  const { reading, frame } = run(text, path);
  const gate = reading.gates.get(name);
  if (gate?.kind !== 'defined') return undefined;
  const { parameters, qubits } = gate.definition;
  const angles = parameters.map((_, leaf) => ({
    constant: exact.zero,
    terms: [{ leaf, coefficient: exact.one }],
  }));
  const operations = attempt(reading, () =>
    runDefinition(
      frame,
      gate,
      angles,
      qubits.map((_, qubit) => qubit),
    ),
  );
  return {
    program: {
      path,
      name,
      registers: qubits.map(({ text: register, span }, qubit) => ({
        name: register,
        size: null,
        members: [qubit],
        span,
      })),
      bits: [],
      inputs: parameters.map((one) => one.text),
      operations: operations ?? [],
      gates: gatesOf(reading),
    },
    diagnostics: reading.diagnostics,
  };
}

/** A file's name as a name of the language: `lib/my-ansatz.qasm` is `my_ansatz`. */
export function nameOfFile(path: string): string {
  const name = path
    .split('/')
    .at(-1)!
    .replace(/\.qasm$/, '')
    .replace(/\W/g, '_');
  return /^\d/.test(name) ? `_${name}` : name;
}

function run(text: string, path: string): { reading: Reading; frame: Frame } {
  const { tree, problems } = parseOpenqasm(text);
  const reading = startReading(path, text);
  for (const [name, gate] of Object.entries(language))
    reading.gates.set(name, { kind: 'built-in', gate });
  const operations: Operation[] = [];
  const frame: Frame = {
    reading,
    place: 'program',
    names: new Map(),
    outer: null,
    reach: Infinity,
    depth: 0,
    conditions: [],
    operations,
    rules: { expression: evaluate, statements: runStatements },
  };
  attempt(reading, () => runStatements(frame, tree.statements));
  // What stands beside text that cannot be read may be wrong only because of it.
  if (problems.length > 0)
    reading.diagnostics.splice(
      0,
      Infinity,
      ...problems.map((problem) => openqasmDiagnostic(problem, path)),
    );
  return { reading, frame };
}

function attempt<T>(reading: Reading, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    if (error.diagnostic !== null) reading.diagnostics.push(error.diagnostic);
    return undefined;
  }
}

function gatesOf(reading: Reading): string[] {
  return [...reading.gates].flatMap(([name, { kind }]) => (kind === 'defined' ? [name] : []));
}

function withHardware({ quantum, hardware }: Reading): readonly OpenqasmRegister[] {
  if (hardware.length === 0) return quantum.list;
  const span = { start: 0, end: 0 };
  return [...quantum.list, { name: '$', size: hardware.length, members: hardware, span }];
}
