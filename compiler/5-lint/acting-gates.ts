import { isMarker, type Circuit, type Gate } from '../../runtime/program/index.ts';

const diagonal: readonly Gate['name'][] = ['z', 's', 'sdg', 't', 'tdg', 'rz', 'p', 'phase', 'rzz'];
const flips: readonly Gate['name'][] = ['x', 'y'];

/**
 * For each gate: can it change anything that is read, as far as two rules tell? A phase of a qubit that is still in
 * |0> or |1> is a phase of the whole state, and phases after which all qubits they lie on are only read in the Z basis
 * are never seen. A gate that is said not to act can be left out, whatever its angle.
 */
export function actingGates(circuit: Circuit): readonly boolean[] {
  const { gates, measurements } = circuit;
  // Amplitudes show the phase of the whole state too.
  if (measurements.some(({ kind }) => kind === 'amplitudes')) return gates.map(() => true);
  const seen = actingForward(gates);
  return actingBackward(circuit, seen);
}

/** From the start on: a qubit is `zero`, some other state of the basis, or anything. */
function actingForward(gates: readonly Gate[]): boolean[] {
  const states = new Map<number, 'basis' | 'any'>();
  const isZero = (qubit: number): boolean => !states.has(qubit);
  const isBasis = (qubit: number): boolean => states.get(qubit) !== 'any';
  const lose = (qubits: readonly number[]): void =>
    qubits.forEach((qubit) => states.set(qubit, 'any'));
  return gates.map((gate) => {
    const { name, qubits, controls } = gate;
    if (isMarker(name) || controls.some(isZero)) return false;
    // A control in a state of the basis decides once and for all whether the gate is there.
    const free = controls.every(isBasis);
    if (diagonal.includes(name)) return !(free && qubits.every(isBasis));
    if (free && flips.includes(name)) {
      for (const qubit of qubits) if (isBasis(qubit)) states.set(qubit, 'basis');
      return true;
    }
    if (free && name === 'swap' && qubits.every(isBasis)) {
      qubits.forEach((qubit) => states.set(qubit, 'basis'));
      return true;
    }
    lose(qubits);
    return true;
  });
}

/** From what is read back: a qubit is `plain` where all that follows sees is diagonal in it. */
function actingBackward({ gates, measurements }: Circuit, acting: readonly boolean[]): boolean[] {
  const turned = new Set<number>();
  for (const measurement of measurements) {
    if (measurement.kind === 'probabilities') continue;
    if (measurement.kind === 'expectation') {
      for (const { factors } of measurement.terms)
        for (const { qubit, pauli } of factors) if (pauli !== 'Z') turned.add(qubit);
    } else measurement.qubits.forEach((qubit) => turned.add(qubit));
  }
  const isPlain = (qubit: number): boolean => !turned.has(qubit);
  const result = [...acting];
  for (let index = gates.length - 1; index >= 0; index--) {
    if (!acting[index]) continue;
    const { name, qubits, controls } = gates[index]!;
    if (diagonal.includes(name)) {
      result[index] = ![...controls, ...qubits].every(isPlain);
      continue;
    }
    // What is diagonal stays so when its entries are only exchanged.
    const exchanges = flips.includes(name) || name === 'swap';
    if (exchanges && [...controls, ...qubits].every(isPlain)) continue;
    if (flips.includes(name) && controls.length === 0) continue;
    qubits.forEach((qubit) => turned.add(qubit));
  }
  return result;
}
