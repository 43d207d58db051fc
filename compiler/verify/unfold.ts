import {
  casesOf,
  isMarker,
  type Circuit,
  type Gate,
  type Measurement,
} from '../../runtime/program/index.ts';
import { fromAffine, halved, known } from '../passes/canonical/angle.ts';
import { decomposeGate } from '../passes/decompose.ts';
import { rewrite } from '../passes/rewrite.ts';
import { controlled, gateRotations, type Control } from './gate-rotations.ts';
import type { Observation, Rotation, Rotations } from './rotations.ts';
import type { Relation } from './verdict.ts';

/** Where the qubits that two circuits have in common are in one of them. */
export interface Places {
  readonly start: readonly number[];
  readonly end: readonly number[];
}

/** A control more doubles the rotations of a gate: beyond this it is written with fewer first. */
const MOST_CONTROLS = 6;

/**
 * Writes a circuit as rotations about Pauli words. A measurement copies its qubit to a wire of its own, a condition on
 * it controls from there, and a reset goes on with a fresh wire (the principle of deferred measurement).
 *
 * @param places of the common qubits
 * @param relation `unitary`: these start in any state, and all of them is looked at; `state`: everything starts in |0>;
 *   `measured`: everything starts in |0>, and what the circuit measures is looked at
 * @throws UserProblem for a `prepare` of amplitudes that are not known
 */
export function unfold(source: Circuit, { start, end }: Places, relation: Relation): Rotations {
  const circuit = rewrite(source, (gate, angles) =>
    gate.name === 'prepare' || gate.controls.length > MOST_CONTROLS
      ? decomposeGate(gate, angles)
      : undefined,
  );
  const wires = circuit.qubits.map((_, qubit) => `spare ${qubit}`);
  start.forEach((qubit, k) => (wires[qubit] = `qubit ${k}`));
  const wireOf = circuit.qubits.map((_, qubit) => qubit);
  const bits = (circuit.bits ?? []).map((_, bit) => wires.push(`outcome ${bit}`) - 1);
  const angles = circuit.angles.map(fromAffine);
  const rotations: Rotation[] = [];
  let resets = 0;
  const act = (
    name: Gate['name'],
    on: readonly number[],
    controls: readonly Control[],
    angle = known(0),
  ): void => {
    if (name === 'h' && controls.length > 0) {
      // H = Ry(pi/4) Z Ry(-pi/4): what is around the core needs no control.
      act('ry', on, [], known(-Math.PI / 4));
      act('z', on, controls);
      act('ry', on, [], known(Math.PI / 4));
      return;
    }
    const gate = gateRotations(name, on, angle, halved(angle));
    rotations.push(...controlled(gate, controls, halved));
  };
  for (const { name, qubits, controls, angles: by, bit, conditions } of circuit.gates) {
    if (isMarker(name)) continue;
    const cases = casesOf(conditions ?? []).map((each) =>
      each.map(({ bit: asked, value }): Control => ({ wire: bits[asked]!, value })),
    );
    const own = controls.map((qubit): Control => ({ wire: wireOf[qubit]!, value: 1 }));
    const on = qubits.map((qubit) => wireOf[qubit]!);
    if (name === 'reset') {
      const fresh = wires.push(`reset ${resets++}`) - 1;
      if (conditions === undefined) wireOf[qubits[0]!] = fresh;
      else for (const given of cases) act('swap', [on[0]!, fresh], given);
    } else if (name === 'measure') {
      const copied: Control = { wire: on[0]!, value: 1 };
      for (const given of cases) act('x', [bits[bit!]!], [...given, copied]);
    } else {
      const angle = by.length === 0 ? undefined : angles[by[0]!];
      for (const given of cases) act(name, on, [...given, ...own], angle);
    }
  }
  const observed: readonly Observation[] =
    relation === 'measured'
      ? observations(circuit.measurements, (qubit) => wireOf[qubit]!)
      : [{ kind: 'state', wires: end.map((qubit) => wireOf[qubit]!) }];
  return { rotations, wires, inputs: relation === 'unitary' ? start : [], observed };
}

/** All bits together: what is drawn of them is one outcome. */
function observations(
  measurements: readonly Measurement[],
  wireOf: (qubit: number) => number,
): readonly Observation[] {
  const bits = measurements.flatMap((each) =>
    each.kind === 'probabilities' ? each.qubits.map(wireOf) : [],
  );
  const others = measurements.flatMap((each): Observation[] => {
    switch (each.kind) {
      case 'probabilities':
        return [];
      case 'expectation': {
        const terms = each.terms.map(({ coefficient, factors }) => ({
          coefficient,
          factors: factors.map(({ qubit, pauli }) => ({ qubit: wireOf(qubit), pauli })),
        }));
        return [{ kind: 'expectation', terms }];
      }
      case 'paulis':
      case 'amplitudes':
        return [{ kind: 'state', wires: each.qubits.map(wireOf) }];
    }
  });
  return bits.length === 0 ? others : [{ kind: 'bits', wires: bits }, ...others];
}
