import { exact, type Circuit, type Gate, type GateName } from '../../runtime/program/index.ts';
import { angleTable, scaleAngle, type AngleTable } from './angles.ts';

/** A gate as a rule writes it; what it leaves out comes from the gate that is replaced. */
export interface Step {
  readonly name: GateName;
  readonly qubits: readonly number[];
  readonly controls?: readonly number[];
  readonly angles?: readonly number[];
}

/** What a rule may ask for: angles are indices into the circuit's table. */
export interface Angles extends AngleTable {
  half(index: number): number;
  minus(index: number): number;
  minusHalf(index: number): number;
  /** `numerator * pi / denominator`. */
  pi(numerator: number, denominator: number): number;
}

/** One way to write a gate with others, first step first; undefined where the gate is to stay. */
export type Rule = (gate: Gate, angles: Angles) => readonly Step[] | undefined;

/** Replaces gates by a rule, and the replacements again, until the rule leaves all of them alone. */
export function rewrite(circuit: Circuit, rule: Rule): Circuit {
  const table = anglesOf(circuit);
  const gates: Gate[] = [];
  const write = (gate: Gate): void => {
    const steps = rule(gate, table);
    if (steps === undefined) {
      gates.push(gate);
      return;
    }
    const { when, origin, conditions } = gate;
    for (const { name, qubits, controls = [], angles = [] } of steps) {
      const under = conditions === undefined ? {} : { conditions };
      write({ name, qubits, controls, angles, when, origin, ...under });
    }
  };
  circuit.gates.forEach(write);
  return { ...circuit, angles: table.list, gates };
}

function anglesOf(circuit: Circuit): Angles {
  const table = angleTable(circuit.angles);
  const scaled = (index: number, numerator: number, denominator: number): number =>
    table.map(index, (angle) => scaleAngle(angle, exact.fraction(numerator, denominator)));
  return {
    ...table,
    half: (index) => scaled(index, 1, 2),
    minus: (index) => scaled(index, -1, 1),
    minusHalf: (index) => scaled(index, -1, 2),
    pi: (numerator, denominator) =>
      table.constant(exact.multiply(exact.fraction(numerator, denominator), exact.pi)),
  };
}
