import { readOpenqasm, toProgram } from './openqasm/index.ts';
import type { Compilation } from './program.ts';

/** An OpenQASM text as the model of one circuit: its inputs are modalities, its registers of bits readouts. */
export function compileOpenqasm(path: string, text: string): Compilation {
  const { program: read, diagnostics } = readOpenqasm(text, path);
  const isWrong = diagnostics.some(({ severity }) => severity === 'error');
  return {
    diagnostics,
    sources: new Map([[path, text]]),
    models: [],
    runs: isWrong ? [] : [{ name: read.name, program: toProgram(read), data: null, train: null }],
    facts: [],
    targets: [],
    compares: [],
  };
}
