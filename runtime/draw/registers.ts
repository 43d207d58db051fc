import { isMarker, type Circuit, type Program } from '../program/index.ts';
import { namer, plural } from './names.ts';
import { readings } from './readings.ts';
import { sectionsOf } from './repeats.ts';
import { sentencesOf, type Role, type Sentence } from './sentences.ts';
import { pathOf } from './provenance.ts';

/** A circuit with one line a register and one box a sentence: what a reader of the source has in mind. */
export interface RegisterPicture {
  readonly registers: readonly RegisterLine[];
  readonly boxes: readonly Box[];
  readonly columns: number;
  readonly readings: readonly string[];
}

interface RegisterLine {
  /** `v[4]` */
  readonly label: string;
  readonly name: string;
}

export interface Box {
  readonly column: number;
  /** Registers it acts on; lines between them pass behind it. */
  readonly lines: readonly number[];
  readonly role: Role;
  /** Sentence, circuit, cost. */
  readonly text: readonly string[];
}

export function registerPicture(program: Program, circuit: Circuit): RegisterPicture {
  const names = [...new Set(circuit.qubits.map(({ register }) => register))];
  const free = new Array<number>(names.length).fill(0);
  const boxes = sentencesOf(program, circuit)
    .filter(({ qubits }) => qubits.length > 0)
    .map((sentence): Box => {
      const lines = [
        ...new Set(sentence.qubits.map((qubit) => names.indexOf(circuit.qubits[qubit]!.register))),
      ].sort((a, b) => a - b);
      const [top, bottom] = [lines[0]!, lines.at(-1)!];
      const column = Math.max(...free.slice(top, bottom + 1));
      free.fill(column + 1, top, bottom + 1);
      return { column, lines, role: sentence.role, text: boxText(program, circuit, sentence) };
    });
  const registers = names.map((name) => ({
    name,
    label: `${name}[${circuit.qubits.filter(({ register }) => register === name).length}]`,
  }));
  return { registers, boxes, columns: Math.max(0, ...free), readings: readings(circuit) };
}

function boxText(program: Program, circuit: Circuit, sentence: Sentence): string[] {
  const names = namer(program, 'names');
  const looks = sentence.gates.map((gate) =>
    JSON.stringify([
      gate.name,
      gate.qubits,
      gate.controls,
      gate.bit,
      gate.conditions,
      gate.angles.map((angle) => names.angle(circuit, angle)),
      pathOf(program, gate.origin),
    ]),
  );
  const times = Math.max(1, ...sectionsOf(looks).map((section) => section.times));
  const condition = sentence.when.length > 0 ? [`if ${sentence.when.join(', ')}`] : [];
  const gateNames = [...new Set(sentence.gates.map(({ name }) => name))];
  const applied = sentence.circuit || (gateNames.length === 1 ? gateNames[0]! : '');
  const circuitLine = [applied, times > 1 ? `×${times}` : '']
    .filter((part) => part !== '')
    .join(' ');
  const count = sentence.gates.filter(({ name }) => !isMarker(name)).length;
  const gates = plural(count, 'gate');
  const cost = sentence.weights > 0 ? `${gates}, ${plural(sentence.weights, 'weight')}` : gates;
  return [[sentence.title, ...condition].join(' '), circuitLine, cost].filter(
    (line) => line !== '',
  );
}
