import {
  conditionBits,
  type Circuit,
  type Gate,
  type Measurement,
  type Program,
} from '../program/index.ts';
import {
  bitName,
  classicalPorts,
  classicalWires,
  conditionMarks,
  conditionsText,
  outcomeMarks,
} from './classical.ts';
import type { Mark, Wire } from './marks.ts';
import { namer, shorten, type Namer } from './names.ts';
import type { Level } from './options.ts';
import { pathOf } from './provenance.ts';
import { sectionsOf } from './repeats.ts';
import { sentencesOf, wiresOf, type Role, type Sentence } from './sentences.ts';

/** A circuit laid out in columns, before it is text or SVG. */
export interface Picture {
  readonly wires: readonly Wire[];
  readonly items: readonly Item[];
  readonly frames: readonly Frame[];
  readonly columns: number;
}

/** A gate, or a circuit that was called, in one column. */
export interface Item {
  readonly column: number;
  readonly marks: readonly Mark[];
  /** In full, for a tooltip. */
  readonly description: string;
  readonly role: Role;
  /** Where its gates come from: indices into `Program.origins`, each once. */
  readonly origins: readonly number[];
}

/** The columns of a sentence, or of its repeated layer. */
export interface Frame {
  readonly title: string;
  readonly role: Role;
  /** Columns, half open. */
  readonly start: number;
  readonly end: number;
  readonly top: number;
  readonly bottom: number;
}

/** An item that has no column yet. */
type Unplaced = Omit<Item, 'column'>;

interface Part {
  readonly title: string;
  readonly role: Role;
  readonly items: readonly Unplaced[];
}

const LONGEST_LABEL = { source: 26, lowered: 40 } as const;

/** Lays a circuit out: every sentence in a frame of its own, gates as far left in it as their wires allow. */
export function picture(program: Program, circuit: Circuit, level: Level): Picture {
  const parts = sentencesOf(program, circuit).flatMap((sentence) =>
    level === 'source'
      ? sourceParts(program, circuit, sentence)
      : [loweredPart(program, circuit, sentence)],
  );
  const all = [...wires(circuit), ...classicalWires(circuit)];
  return { wires: all, ...place(parts, all.length) };
}

/** `encode v · reupload`, and in how many equal layers, and what it waits for. */
function sentenceTitle({ title, circuit, when }: Sentence, times: number): string {
  const name = [title, circuit].filter((part) => part !== '').join(' · ');
  const repeated = times > 1 ? ` ×${times}` : '';
  return name + repeated + (when.length > 0 ? ` if ${when.join(', ')}` : '');
}

export function qubitName(circuit: Circuit, qubit: number): string {
  const { register, index } = circuit.qubits[qubit]!;
  return `${register}[${index}]`;
}

function loweredPart(program: Program, circuit: Circuit, sentence: Sentence): Part {
  const names = namer(program);
  const items = sentence.gates.map((gate) =>
    gateItem(circuit, gate, sentence.role, names, LONGEST_LABEL.lowered),
  );
  return { title: sentenceTitle(sentence, 1), role: sentence.role, items };
}

function sourceParts(program: Program, circuit: Circuit, sentence: Sentence): Part[] {
  const names = namer(program, 'names');
  const looks = sentence.gates.map((gate) => lookOf(program, circuit, gate, names));
  return sectionsOf(looks).map(({ start, length, times }) => ({
    title: sentenceTitle(sentence, times),
    role: sentence.role,
    items: calls(program, sentence.gates.slice(start, start + length)).map((gates) =>
      gates.length === 1
        ? gateItem(circuit, gates[0]!, sentence.role, names, LONGEST_LABEL.source)
        : callItem(program, circuit, gates, sentence.role, names),
    ),
  }));
}

/** Equal for gates that differ only in which elements of the same weights and features they take. */
function lookOf(program: Program, circuit: Circuit, gate: Gate, names: Namer): string {
  const angles = gate.angles.map((angle) => names.angle(circuit, angle));
  return JSON.stringify([
    gate.name,
    gate.qubits,
    gate.controls,
    gate.when,
    gate.bit,
    gate.conditions,
    angles,
    pathOf(program, gate.origin),
  ]);
}

/** Runs of gates that one circuit inside the sentence's circuit gave, apart where they share no qubit. */
function calls(program: Program, gates: readonly Gate[]): Gate[][] {
  const runs: { key: string; gates: Gate[] }[] = [];
  for (const gate of gates) {
    const inner = pathOf(program, gate.origin).slice(2, 3).join('');
    const key = inner === '' ? '' : `${inner}@${gate.origin}`;
    const last = runs.at(-1);
    if (last && key !== '' && last.key.split('@')[0] === inner) last.gates.push(gate);
    else runs.push({ key, gates: [gate] });
  }
  const groups = runs.flatMap((run) => apart(run.gates));
  // One box for everything would say no more than its frame.
  return groups.length === 1 ? gates.map((gate) => [gate]) : groups;
}

function apart(gates: readonly Gate[]): Gate[][] {
  let groups: { wires: Set<number>; gates: Gate[] }[] = [];
  for (const gate of gates) {
    const wires = [...wiresOf(gate), ...bitsOf(gate).map((bit) => -1 - bit)];
    const touched = groups.filter((group) => wires.some((wire) => group.wires.has(wire)));
    const merged = {
      wires: new Set([...touched.flatMap((group) => [...group.wires]), ...wires]),
      gates: [...touched.flatMap((group) => group.gates), gate],
    };
    groups = [...groups.filter((group) => !touched.includes(group)), merged];
  }
  return groups.map((group) => group.gates);
}

function bitsOf({ bit, conditions = [] }: Gate): number[] {
  return [...(bit === undefined ? [] : [bit]), ...conditions.flatMap(conditionBits)];
}

function callItem(
  program: Program,
  circuit: Circuit,
  gates: readonly Gate[],
  role: Role,
  names: Namer,
): Unplaced {
  const name = pathOf(program, gates[0]!.origin)[2] ?? '';
  const angles = new Set(
    gates.flatMap((gate) => gate.angles.map((angle) => names.angle(circuit, angle))),
  );
  const wires = [...new Set(gates.flatMap(wiresOf))].sort((a, b) => a - b);
  const label = shorten(
    angles.size > 0 ? `${name}(${[...angles].join(', ')})` : name,
    LONGEST_LABEL.source,
  );
  const marks = wires.map((wire, i): Mark => ({ wire, kind: 'box', text: i === 0 ? label : name }));
  const on = wires.map((wire) => qubitName(circuit, wire)).join(', ');
  return {
    marks: [...marks, ...classicalPorts(circuit, gates)],
    role,
    description: `${name} on ${on}: ${gates.length} gates`,
    origins: [...new Set(gates.map(({ origin }) => origin))],
  };
}

function gateItem(
  circuit: Circuit,
  gate: Gate,
  role: Role,
  names: Namer,
  longest: number,
): Unplaced {
  const angles =
    gate.name === 'prepare'
      ? preparedText(circuit, gate, names)
      : gate.angles.map((angle) => names.angle(circuit, angle)).join(', ');
  const full = angles === '' ? gate.name : `${gate.name}(${angles})`;
  const on = gate.qubits.map((qubit) => qubitName(circuit, qubit)).join(', ');
  const controlled =
    gate.controls.length > 0
      ? `, controlled by ${gate.controls.map((qubit) => qubitName(circuit, qubit)).join(', ')}`
      : '';
  const into = gate.bit === undefined ? '' : ` into ${bitName(circuit, gate.bit)}`;
  const condition = conditionsText(circuit, gate);
  const conditional = condition === '' ? '' : `, if ${condition}`;
  return {
    marks: [
      ...gate.controls.map((wire): Mark => ({ wire, kind: 'control', text: '●' })),
      ...targets(gate, shorten(full, longest)),
      ...outcomeMarks(circuit, gate),
      ...conditionMarks(circuit, gate),
    ],
    role,
    description: `${full}${on === '' ? '' : ` on ${on}`}${into}${controlled}${conditional}`,
    origins: [gate.origin],
  };
}

function preparedText(circuit: Circuit, gate: Gate, names: Namer): string {
  const [first, last] = [gate.angles[0], gate.angles.at(-1)];
  if (first === undefined || last === undefined) return '';
  return `${names.angle(circuit, first)} … ${names.angle(circuit, last)}`;
}

function targets(gate: Gate, label: string): Mark[] {
  const { name, qubits, controls } = gate;
  const mark = (kind: Mark['kind'], text: string): Mark[] =>
    qubits.map((wire) => ({ wire, kind, text }));
  if (controls.length > 0 && name === 'x') return mark('not', '⊕');
  if (controls.length > 0 && name === 'z') return mark('control', '●');
  if (name === 'swap') return mark('cross', '×');
  if (name === 'barrier') return mark('barrier', '░');
  if (name === 'cut') return mark('cut', '╱╱');
  if (name === 'measure') return mark('meter', 'M');
  if (name === 'reset') return mark('box', '|0⟩');
  return qubits.map((wire, i) => ({ wire, kind: 'box', text: i === 0 ? label : name }));
}

function place(
  parts: readonly Part[],
  wireCount: number,
): Pick<Picture, 'items' | 'frames' | 'columns'> {
  const free = new Array<number>(wireCount).fill(0);
  const items: Item[] = [];
  const frames: Frame[] = [];
  for (const { title, role, items: unplaced } of parts) {
    const touched = unplaced.flatMap(({ marks }) => marks.map(({ wire }) => wire));
    // A global phase alone touches no wire and is told in the list of readings.
    if (touched.length === 0) continue;
    const [top, bottom] = [Math.min(...touched), Math.max(...touched)];
    const start = Math.max(...free.slice(top, bottom + 1));
    free.fill(start, top, bottom + 1);
    for (const item of unplaced.filter(({ marks }) => marks.length > 0)) {
      const on = item.marks.map(({ wire }) => wire);
      const [first, last] = [Math.min(...on), Math.max(...on)];
      const column = Math.max(...free.slice(first, last + 1));
      free.fill(column + 1, first, last + 1);
      items.push({ ...item, column });
    }
    const end = Math.max(...free.slice(top, bottom + 1));
    free.fill(end, top, bottom + 1);
    frames.push({ title, role, start, end, top, bottom });
  }
  return { items, frames, columns: Math.max(0, ...free) };
}

function wires(circuit: Circuit): Wire[] {
  return circuit.qubits.map(({ register }, qubit) => ({
    label: qubitName(circuit, qubit),
    register,
    reading: readingOf(circuit.measurements, qubit),
    kind: 'quantum',
  }));
}

function readingOf(measurements: readonly Measurement[], qubit: number): string {
  const reads = (kind: Exclude<Measurement['kind'], 'expectation'>): boolean =>
    measurements.some((each) => each.kind === kind && each.qubits.includes(qubit));
  const paulis = measurements.flatMap((measurement) =>
    measurement.kind === 'expectation'
      ? measurement.terms.flatMap(({ factors }) =>
          factors.filter((factor) => factor.qubit === qubit).map(({ pauli }) => pauli),
        )
      : [],
  );
  const all = [...paulis, ...(reads('paulis') ? ['X', 'Y', 'Z'] : [])];
  const expectation = all.length > 0 ? `⟨${[...new Set(all)].sort().join('')}⟩` : '';
  const parts = [expectation, reads('probabilities') ? 'p' : '', reads('amplitudes') ? 'ψ' : ''];
  return parts.filter((part) => part !== '').join(' ');
}
