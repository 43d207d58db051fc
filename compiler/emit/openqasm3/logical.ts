import type { Affine, Circuit, Gate, GateName } from '../../../runtime/program/index.ts';
import { decomposeGate } from '../../passes/decompose.ts';
import { rewrite, type Rule } from '../../passes/rewrite.ts';
import { conditionalLines } from './conditional.ts';
import { angleText } from './angle-text.ts';
import type { Names } from './names.ts';
import { plain, type Line } from '../lines.ts';

/** How a circuit's own qubits are written: registers of the model. */
export interface Registers {
  readonly declarations: readonly Line[];
  readonly operand: (qubit: number) => string;
  /** The position that a reader who counts all declared qubits gives to each qubit of the circuit. */
  readonly positions: readonly number[];
}

/** Names of controlled gates in `stdgates.inc`, by gate and number of controls. */
const CONTROLLED: Readonly<Partial<Record<GateName, readonly string[]>>> = {
  x: ['x', 'cx', 'ccx'],
  y: ['y', 'cy'],
  z: ['z', 'cz'],
  h: ['h', 'ch'],
  p: ['p', 'cp'],
  rx: ['rx', 'crx'],
  ry: ['ry', 'cry'],
  rz: ['rz', 'crz'],
  swap: ['swap', 'cswap'],
};

/**
 * Registers in the order their first qubits appear in.
 * @param declare how the dialect declares one
 */
export function registersOfCircuit(
  circuit: Circuit,
  names: Names,
  declare = (name: string, size: number): string => `qubit[${size}] ${name};`,
): Registers {
  const members = new Map<string, number[]>();
  circuit.qubits.forEach(({ register }, qubit) => {
    members.set(register, [...(members.get(register) ?? []), qubit]);
  });
  const operands: string[] = [];
  const positions: number[] = [];
  const declarations: Line[] = [];
  let offset = 0;
  for (const [register, qubits] of members) {
    const name = names.take(register);
    declarations.push(plain(declare(name, qubits.length)));
    const sorted = [...qubits].sort((a, b) => circuit.qubits[a]!.index - circuit.qubits[b]!.index);
    for (const [place, qubit] of sorted.entries()) {
      operands[qubit] = `${name}[${place}]`;
      positions[qubit] = offset + place;
    }
    offset += qubits.length;
  }
  return { declarations, positions, operand: (qubit) => operands[qubit]! };
}

/** Gates as a person writes them; only what OpenQASM cannot say is taken apart. */
export function sayable(circuit: Circuit): Circuit {
  const rule: Rule = (gate, angles) => {
    if (gate.name === 'prepare') return decomposeGate(gate, angles);
    if (gate.name === 'phase' && gate.controls.length > 0) return decomposeGate(gate, angles);
    return undefined;
  };
  return rewrite(circuit, rule);
}

/** A statement for each gate, under its conditions. */
export function gateLines(
  circuit: Circuit,
  operand: (qubit: number) => string,
  inputName: (leaf: number) => string,
  bitName: (bit: number) => string,
): readonly Line[] {
  return conditionalLines(
    circuit.gates,
    (gate) =>
      gate.name === 'measure'
        ? `${bitName(gate.bit!)} = measure ${operand(gate.qubits[0]!)};`
        : gateText(gate, circuit.angles, operand, inputName),
    bitName,
  );
}

function gateText(
  gate: Gate,
  angles: readonly Affine[],
  operand: (qubit: number) => string,
  inputName: (leaf: number) => string,
): string {
  const { name, qubits, controls } = gate;
  const operands = [...controls, ...qubits].map(operand).join(', ');
  const turns = gate.angles.map((index) => angleText(angles[index]!, inputName)).join(', ');
  const call = turns === '' ? '' : `(${turns})`;
  if (name === 'cut') return `// the wire of ${operands} may be cut here`;
  if (name === 'phase') return `gphase${call};`;
  const known = CONTROLLED[name]?.[controls.length];
  if (known !== undefined) return `${known}${call} ${operands};`;
  if (controls.length === 0) return `${name}${call} ${operands};`;
  const modifier = controls.length === 1 ? 'ctrl @' : `ctrl(${controls.length}) @`;
  return `${modifier} ${name}${call} ${operands};`;
}
