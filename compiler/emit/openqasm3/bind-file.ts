import type { BindProgram, Program } from '../../../runtime/program/index.ts';
import { describeLeaf } from '../leaf-path.ts';
import type { OpenqasmSlots } from './open.ts';

/** What is written beside a text with slots, as JSON: whoever runs the text computes the values of its inputs with it. */
export interface BindFile extends BindProgram {
  /** Where each leaf comes from; null for those that no angle depends on, whose values are not looked at. */
  readonly inputs: readonly (string | null)[];
  /** The name of each angle in the text. */
  readonly names: readonly string[];
}

export function bindFile(
  program: Program,
  circuitIndex: number,
  { names, leaves: used, program: bound }: OpenqasmSlots,
): BindFile {
  const open = new Set(used);
  const { format, version, leaves, steps, angles } = bound;
  const inputs = program.circuits[circuitIndex]!.leaves.map((leaf, index) =>
    open.has(index) ? describeLeaf(program, leaf).path : null,
  );
  return { format, version, leaves, inputs, names, steps, angles };
}
