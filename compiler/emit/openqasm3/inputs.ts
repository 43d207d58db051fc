import type { Affine, Program } from '../../../runtime/program/index.ts';
import { describeLeaf } from '../leaf-path.ts';
import { plain, type Line } from '../lines.ts';
import type { Names } from './names.ts';

/** A number that the text leaves open. */
export interface OpenqasmInput {
  /**
   * Readers sort inputs by name; the number in it makes that the order of declaration. It is the leaf's, so that a
   * number has the same name in all texts of a circuit.
   */
  readonly name: string;
  /** Index into `Circuit.leaves`. */
  readonly leaf: number;
  /** e.g. `AvDigits/encode v/reupload/gain[0,3]`. */
  readonly path: string;
}

/** The leaves that some angle still names, ascending. */
export function openInputs(
  program: Program,
  circuitIndex: number,
  angles: readonly Affine[],
  names: Names,
): readonly OpenqasmInput[] {
  const used = new Set(angles.flatMap(({ terms }) => terms.map(({ leaf }) => leaf)));
  const leaves = [...used].sort((a, b) => a - b);
  const all = program.circuits[circuitIndex]!.leaves;
  const digits = Math.max(3, String(all.length - 1).length);
  return leaves.map((leaf) => {
    const { path, word } = describeLeaf(program, all[leaf]!);
    return { name: names.take(`a${String(leaf).padStart(digits, '0')}_${word}`), leaf, path };
  });
}

export function inputLines(inputs: readonly OpenqasmInput[]): readonly Line[] {
  return inputs.map(({ name, path }) => plain(`input float[64] ${name}; // ${path}`));
}

export function inputNames(inputs: readonly OpenqasmInput[]): (leaf: number) => string {
  const byLeaf = new Map(inputs.map(({ leaf, name }) => [leaf, name]));
  return (leaf) => byLeaf.get(leaf)!;
}
