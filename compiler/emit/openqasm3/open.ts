import {
  exact,
  type Affine,
  type BindProgram,
  type Program,
} from '../../../runtime/program/index.ts';
import { openAngles } from '../../passes/bind-program.ts';
import { anglesOf, type NativeCircuit } from '../../passes/native.ts';
import { plain, type Line } from '../lines.ts';
import { angleText, floatText } from './angle-text.ts';
import { inputLines, inputNames, openInputs, type OpenqasmInput } from './inputs.ts';
import type { Names } from './names.ts';

/** Angles that a text leaves open, and how they come from the leaves of the circuit. */
export interface OpenqasmSlots {
  /** One for each angle of the program, in its order, which is that of their declaration and of the names. */
  readonly names: readonly string[];
  /** Those that some angle depends on, ascending. */
  readonly leaves: readonly number[];
  readonly program: BindProgram;
}

/** What a text for a machine leaves open, and how its angles are written with that. */
export interface Open {
  readonly inputs: readonly OpenqasmInput[];
  readonly slots?: OpenqasmSlots;
  /** The declarations. */
  readonly lines: readonly Line[];
  /** How many leaves are open. */
  readonly parameters: number;
  readonly textOf: (angle: Affine) => string;
}

/** Leaves are inputs, angles affine forms of them. */
export function openLeaves(
  program: Program,
  circuitIndex: number,
  { operations }: NativeCircuit,
  names: Names,
): Open {
  const angles = operations.flatMap(anglesOf);
  const inputs = openInputs(program, circuitIndex, angles, names);
  const nameOf = inputNames(inputs);
  return {
    inputs,
    lines: inputLines(inputs),
    parameters: inputs.length,
    textOf: (angle) => angleText(angle, nameOf),
  };
}

/** Each open angle is an input; equal ones are one. */
export function openSlots(circuit: NativeCircuit, names: Names): Open {
  const { program, placeOf, leaves } = openAngles(circuit);
  const digits = Math.max(3, String(program.angles.length - 1).length);
  const taken = program.angles.map((_, k) => names.take(`s${String(k).padStart(digits, '0')}`));
  return {
    inputs: [],
    slots: { names: taken, leaves, program },
    lines: taken.map((name) => plain(`input float[64] ${name};`)),
    parameters: leaves.length,
    textOf: (angle) =>
      angle.terms.length === 0 ? floatText(exact.toNumber(angle.constant)) : taken[placeOf(angle)]!,
  };
}
