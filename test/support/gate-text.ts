import { conditionText, exact, type Circuit, type Program } from '../../runtime/program/index.ts';

/**
 * A circuit's gates, one a line: `cx q0 q1`, `ry(1/2*x[0] + pi) q0`, `measure q0 -> m0`, `x q1 if m0`; weights and
 * features by name.
 */
export function gateText(program: Program, circuit: Circuit = program.circuits[0]!): string[] {
  const qubit = (index: number): string => {
    const { register, index: position } = circuit.qubits[index]!;
    return `${register}${position}`;
  };
  const bit = (index: number): string => {
    const { register, index: position } = circuit.bits![index]!;
    return `${register}${position}`;
  };
  return circuit.gates.map((gate) => {
    const name = `${'c'.repeat(gate.controls.length)}${gate.name}`;
    const angles = gate.angles.map((angle) => angleText(program, circuit, angle));
    const qubits = [...gate.controls, ...gate.qubits].map(qubit);
    const conditions = (gate.conditions ?? []).map((one) => conditionText(one, bit));
    const all = [...gate.when, ...conditions];
    const when = all.length > 0 ? ` if ${all.join(', ')}` : '';
    if (gate.bit !== undefined) qubits.push(`-> ${bit(gate.bit)}`);
    return `${name}${angles.length > 0 ? `(${angles.join(', ')})` : ''} ${qubits.join(' ')}${when}`;
  });
}

function angleText(program: Program, circuit: Circuit, index: number): string {
  const { constant, terms } = circuit.angles[index]!;
  const parts = terms.map(({ leaf, coefficient }) => {
    const { node, element } = circuit.leaves[leaf]!;
    const factor = exact.exactText(coefficient);
    const name = `${nodeText(program, node)}[${element}]`;
    return factor === '1' ? name : `${factor}*${name}`;
  });
  if (!exact.isZero(constant) || parts.length === 0) parts.push(exact.exactText(constant));
  return parts.join(' + ');
}

function nodeText(program: Program, index: number): string {
  const { operation, inputs } = program.nodes[index]!;
  if (operation.kind === 'input') return operation.name;
  if (operation.kind === 'parameter')
    return program.parameters[operation.index]!.path.split('/').at(-1)!;
  const name =
    operation.kind === 'binary' || operation.kind === 'unary' ? operation.function : operation.kind;
  return `${name}(${inputs.map((input) => nodeText(program, input)).join(', ')})`;
}
