import { type Circuit, type Gate, isDynamic, isMarker } from '../../program/circuit.ts';
import { casesOf, conditionBits } from '../../program/condition.ts';
import { moveMeasurement } from '../../program/measurement.ts';

/**
 * The same circuit without measurements, conditions and resets on the way, by the principle of deferred measurement
 * (Nielsen and Chuang 2010, section 4.4): gates that depend on an outcome are controlled by the measured qubit, a
 * reset qubit is a fresh one. Its measurements have the same values, and all of it has gradients.
 *
 * Where a measured qubit goes on in a way that would disturb its outcome, a further qubit takes a copy by CX, which is
 * what makes the measured one a mixture. Further qubits come after those of the circuit, which keep their numbers
 * until a reset. A circuit that measures and resets nothing is given back as it is.
 * @param present which gates of an `encode` act
 */
export function deferMeasurements(
  circuit: Circuit,
  present: (modality: string) => boolean = () => true,
): Circuit {
  if (!isDynamic(circuit)) return circuit;
  const given = circuit.gates.filter(({ name, when }) => !isMarker(name) && when.every(present));
  const wires = createWires(circuit);
  const gates: Gate[] = [];
  /** The qubit that holds each bit's value; none where the bit is 0 for sure. */
  const holders = new Map<number, number>();
  /** For each qubit the copy of it that is still true. */
  const copies = new Map<number, number>();
  const under = (gate: Gate, act: (controls: readonly number[]) => void): void => {
    for (const one of casesOf(gate.conditions ?? [])) {
      const values = new Map<number, 0 | 1>();
      const possible = one.every(({ bit, value }) => {
        const holder = holders.get(bit);
        if (holder === undefined) return value === 0;
        const other = values.get(holder);
        values.set(holder, value);
        return other === undefined || other === value;
      });
      if (!possible) continue;
      const zeros = [...values].flatMap(([holder, value]) => (value === 0 ? [holder] : []));
      const around = zeros.map((holder) => unitary(gate, 'x', [holder]));
      gates.push(...around);
      act([...values.keys()]);
      gates.push(...around);
    }
  };
  for (const [index, gate] of given.entries()) {
    const [qubit = 0] = gate.qubits;
    switch (gate.name) {
      case 'reset': {
        if (!wires.inUse(qubit)) break;
        if (gate.conditions === undefined) {
          wires.leave(qubit);
          break;
        }
        const [old, fresh] = [wires.of(qubit), wires.spare()];
        under(gate, (controls) => gates.push(unitary(gate, 'swap', [old, fresh], controls)));
        copies.delete(old);
        break;
      }
      case 'measure': {
        const wire = wires.of(qubit);
        const known = copies.get(wire);
        if (gate.conditions === undefined && known !== undefined) {
          holders.set(gate.bit!, known);
          break;
        }
        if (gate.conditions === undefined && !isDisturbed(circuit, given, index)) {
          holders.set(gate.bit!, wire);
          break;
        }
        const copy = wires.spare();
        under(gate, (controls) => gates.push(unitary(gate, 'x', [copy], [...controls, wire])));
        holders.set(gate.bit!, copy);
        if (gate.conditions === undefined) copies.set(wire, copy);
        break;
      }
      default: {
        const controls = gate.controls.map(wires.of);
        const qubits = gate.qubits.map(wires.of);
        for (const one of gate.qubits) if (!isDiagonal(gate)) copies.delete(wires.of(one));
        under(gate, (more) => {
          const { name, angles, when, origin } = gate;
          gates.push({ name, qubits, controls: [...more, ...controls], angles, when, origin });
        });
      }
    }
  }
  const measurements = circuit.measurements.map((each) => moveMeasurement(each, wires.of));
  return {
    qubits: wires.list,
    leaves: circuit.leaves,
    angles: circuit.angles,
    gates,
    measurements,
  };
}

interface Wires {
  readonly list: Circuit['qubits'];
  /** The qubit that now stands for a qubit of the circuit. */
  readonly of: (qubit: number) => number;
  readonly inUse: (qubit: number) => boolean;
  /** What stood for the qubit is traced out; what takes its place is made when it is needed. */
  readonly leave: (qubit: number) => void;
  /** A further qubit, in |0>. */
  readonly spare: () => number;
}

function createWires(circuit: Circuit): Wires {
  const list = [...circuit.qubits];
  const places: (number | null)[] = circuit.qubits.map((_, qubit) => qubit);
  const used = new Set<number>();
  const spare = (): number =>
    list.push({ register: 'internal', index: list.length - circuit.qubits.length }) - 1;
  return {
    list,
    spare,
    of: (qubit) => {
      used.add(qubit);
      return (places[qubit] ??= spare());
    },
    inUse: (qubit) => used.has(qubit),
    leave: (qubit) => {
      used.delete(qubit);
      places[qubit] = null;
    },
  };
}

function unitary(
  cause: Gate,
  name: Gate['name'],
  qubits: readonly number[],
  controls: readonly number[] = [],
): Gate {
  return { name, qubits, controls, angles: [], when: [], origin: cause.origin };
}

/**
 * Whether anything after a measurement, until its qubit is reset, tells the measured qubit from an unmeasured one or
 * changes what it would answer: all but controls, phases and Z readouts.
 */
function isDisturbed(circuit: Circuit, gates: readonly Gate[], index: number): boolean {
  const { qubits, bit } = gates[index]!;
  const [measured] = qubits;
  for (const gate of gates.slice(index + 1)) {
    const isTarget = gate.qubits.includes(measured!);
    if (!isTarget && !gate.controls.includes(measured!)) continue;
    const own = gate.conditions?.some((condition) => conditionBits(condition).includes(bit!));
    if (own === true) return true;
    if (gate.name === 'reset') return gate.conditions !== undefined;
    if (isTarget && !isDiagonal(gate)) return true;
  }
  return circuit.measurements.some((measurement) => {
    if (measurement.kind === 'probabilities') return false;
    if (measurement.kind !== 'expectation') return measurement.qubits.includes(measured!);
    return measurement.terms.some(({ factors }) =>
      factors.some(({ qubit, pauli }) => qubit === measured && pauli !== 'Z'),
    );
  });
}

const DIAGONAL: ReadonlySet<Gate['name']> = new Set([
  ...(['z', 's', 'sdg', 't', 'tdg', 'rz', 'p', 'rzz', 'measure'] as const),
]);

/** On its targets; on its controls every gate is. */
function isDiagonal({ name }: Gate): boolean {
  return DIAGONAL.has(name);
}
