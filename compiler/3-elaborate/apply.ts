import type { CircuitDeclaration, Call } from '../../grammar/tree.ts';
import { lookup } from '../1-resolve/world.ts';
import { bindHeader, bindSizes, callableOf } from './arguments.ts';
import { runBlock } from './blocks.ts';
import { fromLibrary, siteOf } from './site.ts';
import {
  createOrdinals,
  findName,
  locate,
  ordinal,
  textAt,
  type Application,
  type Frame,
  type PlacedQubits,
} from './frame.ts';
import { shapeText } from './describe.ts';
import { applyGate, broadcastLength, liveOperands, operandCount } from './gates.ts';
import { isGate } from './gate-table.ts';
import { matchSize } from './headers.ts';
import { counted, eitherWay, refuse, silently } from './report.ts';
import { endSharing, startSharing } from './sharing.ts';
import { intrinsicShapes } from '../2-infer/intrinsic-shapes.ts';
import { affineTensor, integerOf } from './tensor.ts';
import { elements, type Callable, type GivenValue, type Value } from './value.ts';

/** The circuit that a name after `with`, before operands or in a circuit argument stands for. */
export function circuitOf(frame: Frame, call: Call): Callable {
  const name = call.name.text;
  const at = locate(frame, call.name.span);
  const named = findCircuit(frame, name);
  if (named) {
    const own = callableOf(frame, named.callee, call).given;
    return call.called
      ? {
          ...named,
          given: {
            waiting: false,
            positional: [...named.given.positional, ...own.positional],
            named: new Map([...named.given.named, ...own.named]),
          },
        }
      : named;
  }
  const declared = lookup(frame.elaboration.world, frame.file, name);
  if (declared?.kind === 'circuit') return callableOf(frame, { kind: 'circuit', declared }, call);
  if (isGate(name)) return callableOf(frame, { kind: 'gate', name }, call);
  if (declared?.kind === 'failed') silently();
  const value = findName(frame, name);
  if (value?.kind === 'failed') silently();
  if (declared?.kind === 'function' || intrinsicShapes.has(name) || value?.kind === 'callable') {
    refuse('not-a-circuit', 'default', at, {
      name,
      found: 'a function',
      advice: `it belongs in a pipeline: \`x |> ${name}\``,
    });
  }
  if (value)
    refuse('not-a-circuit', 'default', at, {
      name,
      found: 'a value',
      advice: 'a circuit or a gate stands here',
    });
  return silently();
}

/** Only circuits count here: a feature `x` does not hide the gate `x`. */
function findCircuit(frame: Frame, name: string): Callable | undefined {
  for (let at: Frame | null = frame; at; at = at.outer) {
    const found = at.names.get(name);
    if (
      found?.kind === 'callable' &&
      (found.callee.kind === 'circuit' || found.callee.kind === 'gate')
    )
      return found;
    if (found?.kind === 'failed') silently();
  }
  return undefined;
}

/** A circuit on operands: the header matched, then the body's gates. */
export function applyCircuit(frame: Frame, application: Application): void {
  const { circuit, operands, at } = application;
  overlapping(application);
  if (circuit.callee.kind === 'gate') {
    applyGate(frame, circuit.callee.name, application);
    return;
  }
  if (circuit.callee.kind !== 'circuit') {
    refuse('not-a-circuit', 'default', at, {
      name: textAt(frame, at),
      found: 'a function',
      advice: 'it belongs in a pipeline',
    });
  }
  const { declaration, path } = circuit.callee.declared;
  const name = declaration.name.text;
  const wanted = declaration.wires.length;
  if (operands.length !== wanted) operandCount(name, counted(wanted, 'operand'), operands, at);
  const inner: Frame = {
    ...frame,
    ...startSharing(frame, circuit, ordinal(frame, name, application.place), useText(operands)),
    file: path,
    body: 'circuit',
    names: new Map(),
    outer: null,
    ordinals: createOrdinals(),
    site: siteOf(frame, at),
  };
  const { graph } = frame.elaboration;
  const before = graph.origin();
  graph.from(siteOf(frame, at), inner.trace);
  fromLibrary(inner, () => {
    const single = declaration.wires.every((wire) => wire.size === null);
    if (single) applySingle(frame, inner, declaration, application);
    else applySized(frame, inner, declaration, application);
  });
  endSharing(inner, circuit, at);
  graph.restore(before);
}

/** What a circuit is used on, for messages about shared weights. */
function useText(operands: readonly PlacedQubits[]): string {
  return operands.map(({ qubits }) => counted(qubits.ids.length, 'qubit')).join(' and ');
}

/** Wires with sizes: bound against the operands after the parameters. */
function applySized(
  frame: Frame,
  inner: Frame,
  declaration: CircuitDeclaration,
  application: Application,
): void {
  const { circuit, leading, operands, at } = application;
  const matching = bindHeader(frame, inner, circuit, declaration.parameters, leading, at);
  const lists = liveOperands(frame, operands);
  for (const [index, wire] of declaration.wires.entries()) {
    const operand = operands[index]!;
    const ids = lists[index]!;
    const declared = textAt(inner, { file: inner.file, ...wire.span });
    if (wire.size) {
      const size = matching.inference.rules.type(matching.inference, matching.scope, {
        kind: 'type',
        span: wire.span,
        arguments: [],
        name: { text: 'qubit', span: wire.span },
        suffixes: [{ kind: 'dimensions', dimensions: [wire.size], span: wire.span }],
      });
      if (size.kind === 'qubits')
        matchSize(frame, matching, size.size, ids.length, operand.at, declared, 'qubits');
    } else if (ids.length !== 1) {
      refuse('size-mismatch', 'default', operand.at, {
        left: `\`${operand.qubits.name}\` has ${counted(ids.length, 'qubit')}`,
        right: `\`${declaration.name.text}\` takes one qubit for \`${declared}\``,
      });
    }
    inner.names.set(wire.name.text, { kind: 'qubits', ids, name: operand.qubits.name });
  }
  bindSizes(inner, matching);
  runBody(inner, declaration, application);
}

/** Wires of one qubit each: repeated over registers of equal length, arguments of one rank more dealt out. */
function applySingle(
  frame: Frame,
  inner: Frame,
  declaration: CircuitDeclaration,
  application: Application,
): void {
  const { circuit, leading, operands, at } = application;
  const lists = liveOperands(frame, operands);
  const length = broadcastLength(declaration.name.text, operands, lists);
  const first = { ...inner, names: new Map<string, Value>() };
  const ranks = declaration.parameters.map((parameter) =>
    parameter.type.suffixes.reduce(
      (rank, one) => rank + (one.kind === 'dimensions' ? one.dimensions.length : 0),
      0,
    ),
  );
  for (let position = 0; position < length; position++) {
    const dealt = (given: GivenValue, index: number): GivenValue =>
      dealOut(frame, given, {
        name: declaration.name.text,
        rank: ranks[index] ?? 0,
        position,
        length,
      });
    const names = declaration.parameters.map((one) => one.name.text);
    const own = circuit.given;
    const positional = [...leading, ...own.positional].map(dealt);
    const named = new Map(
      [...own.named].map(([name, given]) => [name, dealt(given, names.indexOf(name))]),
    );
    const body: Frame = {
      ...first,
      names: new Map(),
      ...(length > 1 ? { loops: [...inner.loops, position] } : {}),
    };
    bindHeader(
      frame,
      body,
      { ...circuit, given: { waiting: false, positional: [], named } },
      declaration.parameters,
      positional,
      at,
    );
    for (const [index, wire] of declaration.wires.entries()) {
      const ids = lists[index]!;
      const id = ids.length === 1 ? ids[0]! : ids[position]!;
      body.names.set(wire.name.text, {
        kind: 'qubits',
        ids: [id],
        name: operands[index]!.qubits.name,
      });
    }
    runBody(body, declaration, application);
  }
}

/** One position of a circuit that is repeated over registers. */
interface Dealt {
  readonly name: string;
  /** Axes of what one position takes. */
  readonly rank: number;
  readonly position: number;
  readonly length: number;
}

function dealOut(
  frame: Frame,
  given: GivenValue,
  { name, rank, position, length }: Dealt,
): GivenValue {
  const { value } = given;
  if (value.kind === 'outcome' && rank === 0 && value.entries.length === length)
    return { ...given, value: { kind: 'outcome', entries: [value.entries[position]!] } };
  if (value.kind !== 'tensor' || value.shape.length !== rank + 1) return given;
  if (value.shape[0] === 1 && length > 1 && rank === 0) return given;
  if (value.shape[0] !== length) {
    refuse(
      'size-mismatch',
      'default',
      given.at,
      {
        left: `\`${textAt(frame, given.at)}\` is ${shapeText(value)}`,
        right: `\`${name}\` acts on ${counted(length, 'qubit')} here, one row for each`,
      },
      { numbers: eitherWay(value.shape[0] ?? 0, length) },
    );
  }
  const shape = value.shape.slice(1);
  const size = elements(shape);
  const whole = shape.map((stop) => ({ kind: 'range', start: 0, stop, step: 1 }) as const);
  const row = affineTensor(
    frame.elaboration.graph,
    { kind: 'slice', axes: [{ kind: 'index', index: position }, ...whole] },
    [value],
    { shape, element: value.element },
    (index) => value.form(position * size + index),
  );
  return { ...given, value: row };
}

function runBody(inner: Frame, declaration: CircuitDeclaration, application: Application): void {
  const { elaboration } = inner;
  const sizes = declaration.wires.map((wire) => {
    const value = inner.names.get(wire.name.text);
    return value?.kind === 'qubits' ? value.ids.length : 0;
  });
  const ints = declaration.parameters.map((one) => {
    const value = inner.names.get(one.name.text);
    return value?.kind === 'tensor' && value.rate === 'const' ? String(integerOf(value)) : '';
  });
  const key = `${inner.file}:${declaration.name.text}[${sizes.join()}](${ints.join()})`;
  if (elaboration.active.includes(key)) {
    const wire = declaration.wires.find((one) => one.size !== null) ?? declaration.wires[0];
    refuse('endless-recursion', 'default', application.at, {
      name: declaration.name.text,
      what: `\`${wire?.name.text ?? ''}\``,
    });
  }
  elaboration.active.push(key);
  try {
    runBlock(inner, declaration.body);
  } finally {
    elaboration.active.pop();
  }
}

function overlapping({ operands }: Application): void {
  const seen = new Set<number>();
  for (const { qubits, at } of operands) {
    if (qubits.ids.some((id) => seen.has(id)))
      refuse('repeated-qubit', 'default', at, { what: qubits.name });
    for (const id of qubits.ids) seen.add(id);
  }
}
