import {
  conditionBits,
  mapBits,
  measuredQubits,
  moveMeasurement,
  type Affine,
  type Circuit,
  type Measurement,
} from '../../runtime/program/index.ts';
import { formKey, type Form } from './form.ts';
import type { Elaboration } from './frame.ts';
import { lightCone } from './light-cone.ts';
import type { PendingGate, Reading } from './quantum.ts';

/** A circuit cut out of the model's gates, still in their numbering. */
export interface Draft {
  readonly gates: readonly PendingGate[];
  readonly qubits: readonly number[];
  readonly measurements: readonly Measurement[];
  /** The node that holds all of its values. */
  readonly node: number;
}

/** Readings of one state whose light cones meet are one circuit; a reading of the whole state has its own. */
export function groupReadings(
  gates: readonly PendingGate[],
  readings: readonly Reading[],
): Reading[][] {
  const groups: Group[] = [];
  for (const reading of readings) {
    const measured = reading.measurements.flatMap(measuredQubits);
    const cone = new Set(lightCone(gates, measured, reading.position).qubits);
    const meets = (group: Group): boolean =>
      reading.kind !== 'whole' &&
      group.kind === reading.kind &&
      group.position === reading.position &&
      [...cone].some((qubit) => group.cone.has(qubit));
    const joined = groups.filter(meets);
    const merged: Group = {
      kind: reading.kind,
      position: reading.position,
      cone: new Set([...joined.flatMap((group) => [...group.cone]), ...cone]),
      readings: [...joined.flatMap((group) => group.readings), reading],
    };
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups.map((group) => group.readings);
}

interface Group extends Pick<Reading, 'kind' | 'position'> {
  readonly cone: ReadonlySet<number>;
  readonly readings: Reading[];
}

/** Makes the circuit's node: the reading's own when it is alone, else one that the readings are slices of. */
export function draftCircuit(elaboration: Elaboration, readings: readonly Reading[]): Draft {
  const { graph, quantum } = elaboration;
  const [first] = readings;
  const measurements = readings.flatMap((reading) => reading.measurements);
  const measured = measurements.flatMap(measuredQubits);
  const cone = lightCone(quantum.gates, measured, first?.position ?? 0);
  const sizes = readings.map((reading) => graph.nodes[reading.node]!.shape[0] ?? 0);
  let node = first?.node ?? 0;
  if (readings.length > 1) {
    const nodes = readings.map((reading) => graph.nodes[reading.node]!);
    graph.nodes.push({
      ...nodes[0]!,
      shape: [sizes.reduce((a, b) => a + b, 0)],
      rate: nodes.some((one) => one.rate === 'sample') ? 'sample' : 'shared',
      trainable: nodes.some((one) => one.trainable),
    });
    node = graph.nodes.length - 1;
    let start = 0;
    for (const [index, one] of nodes.entries()) {
      const stop = start + sizes[index]!;
      one.operation = { kind: 'slice', axes: [{ kind: 'range', start, stop, step: 1 }] };
      one.inputs = [node];
      one.rate = graph.nodes[node]!.rate;
      one.trainable = graph.nodes[node]!.trainable;
      start = stop;
    }
  }
  const leaves = new Set(
    cone.gates.flatMap((gate) =>
      gate.angles.flatMap((angle) => angle.terms.map((term) => term.node)),
    ),
  );
  graph.nodes[node]!.inputs = [...leaves];
  return { gates: cone.gates, qubits: [...cone.qubits].sort((a, b) => a - b), measurements, node };
}

export function finishCircuit(
  elaboration: Elaboration,
  draft: Draft,
  at: (node: number) => number,
): Circuit {
  const local = new Map(draft.qubits.map((id, index) => [id, index]));
  const qubit = (id: number): number => local.get(id)!;
  const forms = new Map<string, Form>();
  const angleIndex = new Map<string, number>();
  for (const form of draft.gates.flatMap((gate) => gate.angles)) {
    const key = formKey(form);
    if (forms.has(key)) continue;
    angleIndex.set(key, forms.size);
    forms.set(key, form);
  }
  const bits = [
    ...new Set(
      draft.gates.flatMap(({ bit, conditions = [] }) => [
        ...(bit === undefined ? [] : [bit]),
        ...conditions.flatMap(conditionBits),
      ]),
    ),
  ].sort((a, b) => a - b);
  const localBit = (bit: number): number => bits.indexOf(bit);
  const leaves = new Map<string, { node: number; element: number }>();
  for (const { terms } of forms.values()) {
    for (const { node, element } of terms)
      leaves.set(`${node}:${element}`, { node: at(node), element });
  }
  const sorted = [...leaves].sort(([, a], [, b]) => a.node - b.node || a.element - b.element);
  const leafIndex = new Map(sorted.map(([key], index) => [key, index]));
  const angles = [...forms.values()].map((form): Affine => ({
    constant: form.constant,
    terms: form.terms
      .map((term) => ({
        leaf: leafIndex.get(`${term.node}:${term.element}`)!,
        coefficient: term.coefficient,
      }))
      .sort((a, b) => a.leaf - b.leaf),
  }));
  return {
    qubits: draft.qubits.map((id) => {
      const { register, index } = elaboration.quantum.qubits[id]!;
      return { register, index };
    }),
    leaves: sorted.map(([, leaf]) => leaf),
    angles,
    gates: draft.gates.map((gate) => ({
      ...gate,
      qubits: gate.qubits.map(qubit),
      controls: gate.controls.map(qubit),
      angles: gate.angles.map((form) => angleIndex.get(formKey(form))!),
      ...(gate.bit !== undefined && { bit: localBit(gate.bit) }),
      ...(gate.conditions !== undefined && {
        conditions: gate.conditions.map((condition) => mapBits(condition, localBit)),
      }),
    })),
    ...(bits.length > 0 && { bits: bits.map((bit) => elaboration.quantum.bits[bit]!.name!) }),
    measurements: draft.measurements.map((measurement) => moveMeasurement(measurement, qubit)),
  };
}
