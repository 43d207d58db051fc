import type { Location } from '../diagnostics/diagnostic.ts';
import { assignArguments } from './arguments.ts';
import type { Form } from './form.ts';
import { textAt, type Application, type Frame, type PlacedQubits } from './frame.ts';
import { gateShape, type GateShape } from './gate-table.ts';
import { asTensor, described, shapeText } from './describe.ts';
import { scaledAngles, whenPresent } from './presence.ts';
import { conditionSources, underConditions } from './outcomes.ts';
import { live, refresh, sourcesOf, spread, type PendingGate } from './quantum.ts';
import { counted, eitherWay, refuse } from './report.ts';
import { elements, union, type GivenValue, type Tensor } from './value.ts';

/** A gate of the language, repeated over registers of equal length. */
export function applyGate(frame: Frame, name: string, application: Application): void {
  const shape = gateShape(name);
  if (shape === undefined) applyRegisterOperation(frame, name, application);
  else applyShape(frame, name, shape, application);
}

function applyShape(frame: Frame, name: string, shape: GateShape, application: Application): void {
  const { operands, at } = application;
  const wanted = shape.controls + shape.targets;
  if (operands.length !== wanted) operandCount(name, counted(wanted, 'operand'), operands, at);
  const lists = liveOperands(frame, operands);
  const length = broadcastLength(name, operands, lists);
  const angles = gateAngles(frame, name, shape, application, length);
  const { quantum, graph } = frame.elaboration;
  for (let position = 0; position < length; position++) {
    const qubits = lists.map((list) => (list.length === 1 ? list[0]! : list[position]!));
    distinct(frame, qubits, operands, at);
    const gate: PendingGate = {
      name: shape.base,
      controls: qubits.slice(0, shape.controls),
      qubits: qubits.slice(shape.controls),
      angles: angles.map((angle) => angle.form(elements(angle.shape) === 1 ? 0 : position)),
      when: frame.when,
      origin: graph.origin(),
      ...underConditions(frame),
    };
    const reached = angles.map((angle) => angle.sources);
    spread(quantum, qubits, union(...reached, conditionSources(frame)));
    frame.sink.gates.push(...conditioned(frame, gate, angles, position));
  }
}

/** Inside a pass over a word, what the gate becomes so that it does nothing where the word is absent. */
function conditioned(
  frame: Frame,
  gate: PendingGate,
  angles: readonly Tensor[],
  position: number,
): PendingGate[] {
  const { presence } = frame;
  if (presence === null) return [gate];
  const scaled = scaledAngles(frame, presence, angles, position);
  return whenPresent(gate, presence.flag.form(0), scaled) ?? [gate];
}

function gateAngles(
  frame: Frame,
  name: string,
  shape: GateShape,
  application: Application,
  length: number,
): Tensor[] {
  const { circuit, leading, at } = application;
  const names = shape.angles === 1 ? ['angle'] : [];
  const assigned = assignArguments(
    name,
    names,
    [...leading, ...circuit.given.positional],
    circuit.given.named,
  );
  return names.map((key) => {
    const given = assigned.get(key);
    if (given === undefined || given.value.kind === 'hole') {
      return refuse('missing-argument', 'default', at, { callee: name, name: key });
    }
    const tensor = angleTensor(frame, name, given);
    const size = elements(tensor.shape);
    if (tensor.shape.length > 1 || (size !== 1 && size !== length)) {
      refuse(
        'size-mismatch',
        'default',
        given.at,
        {
          left: `\`${textAt(frame, given.at)}\` is ${shapeText(tensor)}`,
          right: `\`${name}\` acts on ${counted(length, 'qubit')} here, one entry each`,
        },
        { numbers: eitherWay(size, length) },
      );
    }
    return tensor;
  });
}

function angleTensor(frame: Frame, name: string, given: GivenValue): Tensor {
  const tensor = asTensor(frame.elaboration.graph, given.value);
  const what = `\`${textAt(frame, given.at)}\``;
  if (tensor === undefined) {
    refuse('type-mismatch', 'default', given.at, {
      what,
      found: described(given.value),
      wanted: `an angle for \`${name}\``,
    });
  }
  if (tensor.element.kind === 'class') {
    refuse('type-mismatch', 'class', given.at, { what, taker: `\`${name}\` takes an angle` });
  }
  if (tensor.rate === 'pair') {
    refuse('rate-mismatch', 'default', given.at, {
      what,
      found: 'a pair of samples',
      wanted: 'one sample',
    });
  }
  return tensor;
}

/** The qubits of each operand that were not dropped. */
export function liveOperands(frame: Frame, operands: readonly PlacedQubits[]): number[][] {
  return operands.map(({ qubits, at }) => {
    const ids = live(frame.elaboration.quantum, qubits.ids);
    if (ids.length === 0) refuse('dropped-qubit', 'default', at, { name: qubits.name, kept: '' });
    return ids;
  });
}

/** Positions at which operands of single wires meet: equal lengths, or a single qubit against all. */
export function broadcastLength(
  name: string,
  operands: readonly PlacedQubits[],
  lists: readonly (readonly number[])[],
): number {
  const length = Math.max(...lists.map((list) => list.length));
  const odd = lists.findIndex((list) => list.length !== 1 && list.length !== length);
  if (odd >= 0) {
    const long = lists.findIndex((list) => list.length === length);
    const text = (index: number): string =>
      `\`${operands[index]!.qubits.name}\` with ${counted(lists[index]!.length, 'qubit')}`;
    const [first, second] = [Math.min(odd, long), Math.max(odd, long)];
    refuse(
      'broadcast-mismatch',
      'default',
      operands[second]!.at,
      { name, left: text(first), right: text(second) },
      {
        label: counted(lists[second]!.length, 'qubit'),
        related: [{ at: operands[first]!.at, label: counted(lists[first]!.length, 'qubit') }],
        numbers: eitherWay(lists[second]!.length, lists[first]!.length),
      },
    );
  }
  return length;
}

export function operandCount(
  name: string,
  wanted: string,
  operands: readonly PlacedQubits[],
  at: Location,
): never {
  const names = operands.map(({ qubits }) => qubits.name).join(', ');
  const one = wanted.startsWith('1 ');
  refuse(
    'operand-count',
    'default',
    operands[0]?.at ?? at,
    {
      name,
      wanted,
      given: operands.length === 1 ? '1 is' : `${operands.length} are`,
    },
    {
      help: one
        ? `Join them into one with brackets: \`[${names}]\`.`
        : 'Separate operands with commas; brackets join registers into one.',
    },
  );
}

function distinct(
  frame: Frame,
  qubits: readonly number[],
  operands: readonly PlacedQubits[],
  at: Location,
): void {
  const twice = qubits.findIndex((id, index) => qubits.indexOf(id) !== index);
  if (twice < 0) return;
  refuse('repeated-qubit', 'default', operands[twice]?.at ?? at, {
    what: operands[twice]?.qubits.name ?? textAt(frame, at),
  });
}

function applyRegisterOperation(frame: Frame, name: string, application: Application): void {
  const { operands, at } = application;
  const { quantum, graph } = frame.elaboration;
  const lists = liveOperands(frame, operands);
  const ids = lists.flat();
  if (frame.presence !== null && (name === 'prepare' || name === 'reset')) {
    refuse('not-unitary', 'default', at, { what: name, action: 'skipped for an absent word' });
  }
  if (frame.sink.unitaryOnly !== null && (name === 'drop' || name === 'reset')) {
    refuse('not-unitary', 'default', at, { what: name, action: frame.sink.unitaryOnly });
  }
  if (frame.conditions.length > 0 && (name === 'drop' || name === 'prepare')) {
    const help =
      name === 'drop'
        ? 'Drop it behind the `if`, or `reset` it here.'
        : 'Turn the qubits by gates, which may depend on the bit.';
    refuse('not-unitary', 'outcome', at, { what: name }, { help });
  }
  const gate = {
    controls: [],
    when: frame.when,
    origin: graph.origin(),
    ...underConditions(frame),
  };
  switch (name) {
    case 'drop':
      for (const id of ids) quantum.qubits[id]!.dropped = true;
      return;
    case 'cut':
      for (const id of ids)
        frame.sink.gates.push({ ...gate, name: 'cut', qubits: [id], angles: [] });
      return;
    case 'barrier':
      frame.sink.gates.push({ ...gate, name: 'barrier', qubits: ids, angles: [] });
      return;
    case 'reset':
      for (const id of ids) {
        frame.sink.gates.push({ ...gate, name: 'reset', qubits: [id], angles: [] });
        if (frame.when.length === 0 && frame.conditions.length === 0) refresh(quantum, id);
        else spread(quantum, [id], conditionSources(frame));
      }
      return;
    default:
      prepare(frame, application, ids);
  }
}

/** `prepare(amplitudes) q`: 2^n amplitudes onto n fresh qubits. */
function prepare(frame: Frame, application: Application, ids: readonly number[]): void {
  const { circuit, leading, operands, at } = application;
  const { quantum, graph } = frame.elaboration;
  const [given] = [...leading, ...circuit.given.positional];
  if (given === undefined)
    refuse('missing-argument', 'default', at, { callee: 'prepare', name: 'amplitudes' });
  const amplitudes = angleTensor(frame, 'prepare', given);
  const size = elements(amplitudes.shape);
  if (size !== 2 ** ids.length) {
    refuse(
      'size-mismatch',
      'default',
      given.at,
      {
        left: `\`${textAt(frame, given.at)}\` gives ${size} amplitudes`,
        right: `${counted(ids.length, 'qubit')} take ${2 ** ids.length}`,
      },
      {
        numbers: [
          ...eitherWay(size, 2 ** ids.length),
          { from: ids.length, to: Math.ceil(Math.log2(size)) },
        ],
      },
    );
  }
  if (ids.some((id) => !quantum.qubits[id]!.fresh) || sourcesOf(quantum, ids).size > 0) {
    refuse('needs-fresh-qubits', 'default', at, {
      name: 'prepare',
      register: operands[0]?.qubits.name ?? '',
    });
  }
  const angles: Form[] = Array.from({ length: size }, (_, index) => amplitudes.form(index));
  spread(quantum, ids, amplitudes.sources);
  frame.sink.gates.push({
    name: 'prepare',
    qubits: ids,
    controls: [],
    angles,
    when: frame.when,
    origin: graph.origin(),
  });
}
