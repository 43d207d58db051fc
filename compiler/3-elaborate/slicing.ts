import type { Index } from '../../grammar/tree.ts';
import type { SliceAxis } from '../../runtime/program/index.ts';
import type { Location } from '../diagnostics/diagnostic.ts';
import { locate, textAt, type Frame } from './frame.ts';
import { eitherWay, refuse, silently } from './report.ts';
import { affineTensor, integerOf, operationTensor } from './tensor.ts';
import {
  elements,
  type Observable,
  type Outcome,
  type Qubits,
  type Span,
  type Tensor,
  type Value,
} from './value.ts';
import { live } from './quantum.ts';

/** `x[i]`, `x[1..3]`, `x[i, j]`, `table[word]`, `q[0]`. */
export function indexed(frame: Frame, expression: Index): Value {
  const { rules, graph } = frame.elaboration;
  const value = rules.expression(frame, expression.value);
  const indices = expression.indices.map((index) => rules.expression(frame, index));
  const at = locate(frame, expression.span);
  if (value.kind === 'failed' || indices.some((index) => index.kind === 'failed')) silently();
  if (value.kind === 'qubits') return indexedQubits(frame, value, indices, at);
  const what = textAt(frame, locate(frame, expression.value.span));
  if (value.kind === 'outcome') return indexedOutcome(value, indices, at, what);
  if (value.kind !== 'tensor' && value.kind !== 'observable') {
    refuse('type-mismatch', 'default', at, {
      what: `\`${what}\``,
      found: 'no tensor',
      wanted: 'something with entries',
    });
  }
  if (indices.length > value.shape.length) {
    refuse('index-out-of-range', 'default', at, {
      what,
      items: 'axes',
      last: value.shape.length - 1,
      index: indices.length - 1,
    });
  }
  const table = indices.findIndex((index) => index.kind === 'tensor' && index.rate !== 'const');
  if (table >= 0 && value.kind === 'tensor') return gathered(frame, value, indices, at, what);
  const axes = indices.map((index, axis) => sliceAxis(index, value.shape[axis]!, at, what));
  const positions = slicePositions(axes, value.shape);
  const shape = sliceShape(axes, value.shape);
  if (value.kind === 'observable') {
    const entries = positions.map((position) => value.entries[position]!);
    return { kind: 'observable', shape, entries } satisfies Observable;
  }
  return affineTensor(
    graph,
    { kind: 'slice', axes: padded(axes, value.shape) },
    [value],
    { shape, element: value.element },
    (index) => value.form(positions[index]!),
  );
}

/** Rows of a table by class: `table[word]`, `table[word, l]`. */
function gathered(
  frame: Frame,
  table: Tensor,
  indices: readonly Value[],
  at: Location,
  what: string,
): Tensor {
  const { graph } = frame.elaboration;
  const [first, ...rest] = indices;
  if (first?.kind !== 'tensor' || first.element.kind !== 'class') {
    refuse('type-mismatch', 'default', at, {
      what: `The index of \`${what}\``,
      found: 'computed',
      wanted: 'a class or a constant',
    });
  }
  if (first.element.count !== table.shape[0]) {
    refuse('size-mismatch', 'default', at, {
      left: `\`${what}\` has ${table.shape[0]} rows`,
      right: `the class that indexes it has ${first.element.count} values`,
    });
  }
  const shape = [...first.shape, ...table.shape.slice(1)];
  const rows = operationTensor(graph, { kind: 'gather' }, [table, first], { shape });
  const walked = first.element.sparse && first.shape.length === 1;
  if (rest.length === 0) return walked ? { ...rows, lookup: { table, words: first } } : rows;
  const axes = [
    ...first.shape.map((stop) => ({ kind: 'range', start: 0, stop, step: 1 }) as const),
    ...rest.map((index, axis) => sliceAxis(index, table.shape[axis + 1]!, at, what)),
  ];
  const positions = slicePositions(axes, shape);
  return affineTensor(
    graph,
    { kind: 'slice', axes: padded(axes, shape) },
    [rows],
    { shape: sliceShape(axes, shape) },
    (index) => rows.form(positions[index]!),
  );
}

export function indexedQubits(
  frame: Frame,
  value: Qubits,
  indices: readonly Value[],
  at: Location,
): Qubits {
  const ids = live(frame.elaboration.quantum, value.ids);
  const [index] = indices;
  if (index === undefined || indices.length > 1) {
    refuse('index-out-of-range', 'default', at, {
      what: value.name,
      items: 'one axis,',
      last: 0,
      index: 1,
    });
  }
  const axis = sliceAxis(index, ids.length, at, value.name, 'qubits');
  const name = textAt(frame, at);
  if (axis.kind === 'index') return { kind: 'qubits', ids: [ids[axis.index]!], name };
  const chosen = range(axis).map((position) => ids[position]!);
  return { kind: 'qubits', ids: chosen, name };
}

/** `m[0]`, `m[1..3]` of measured bits. */
function indexedOutcome(
  { entries }: Outcome,
  indices: readonly Value[],
  at: Location,
  what: string,
): Outcome {
  const [index] = indices;
  if (index === undefined || indices.length > 1)
    refuse('index-out-of-range', 'default', at, { what, items: 'axes', last: 0, index: 1 });
  const axis = sliceAxis(index, entries.length, at, what, 'bits');
  const positions = axis.kind === 'index' ? [axis.index] : range(axis);
  return { kind: 'outcome', entries: positions.map((position) => entries[position]!) };
}

function sliceAxis(
  index: Value,
  size: number,
  at: Location,
  what: string,
  items = 'entries',
): SliceAxis {
  if (index.kind === 'range') return fromSpan(index, size, at, what, items);
  if (index.kind === 'string' && /^[01]+$/.test(index.value)) {
    const number = Number.parseInt(index.value, 2);
    refuse('type-mismatch', 'default', at, {
      what: `The index of \`${what}\``,
      found: `the text "${index.value}"`,
      wanted: `an int, whose binary digits are the qubits from left to right: ${number}`,
    });
  }
  if (index.kind !== 'tensor') {
    refuse('type-mismatch', 'default', at, {
      what: `The index of \`${what}\``,
      found: 'no number',
      wanted: 'an int or a range',
    });
  }
  const value = integerOf(index);
  if (value === undefined) {
    refuse('type-mismatch', 'default', at, {
      what: `The index of \`${what}\``,
      found: 'not known to the compiler',
      wanted: 'an int',
    });
  }
  const position = value < 0 ? size + value : value;
  if (position < 0 || position >= size) {
    refuse(
      'index-out-of-range',
      'default',
      at,
      { what, items, last: size - 1, index: value },
      {
        numbers: [
          { from: value, to: size - 1 },
          { from: size, to: value + 1 },
        ],
      },
    );
  }
  return { kind: 'index', index: position };
}

function fromSpan(span: Span, size: number, at: Location, what: string, items: string): SliceAxis {
  const start = span.start < 0 ? size + span.start : span.start;
  const stop = span.end < 0 ? size + span.end : span.end;
  if (start < 0 || stop > size) {
    refuse(
      'index-out-of-range',
      'default',
      at,
      {
        what,
        items,
        last: size - 1,
        index: stop > size ? stop - 1 : span.start,
      },
      { numbers: eitherWay(stop, size) },
    );
  }
  return { kind: 'range', start, stop: Math.max(start, stop), step: span.step };
}

function range(axis: Extract<SliceAxis, { kind: 'range' }>): number[] {
  const length = Math.max(0, Math.ceil((axis.stop - axis.start) / axis.step));
  return Array.from({ length }, (_, index) => axis.start + index * axis.step);
}

function padded(axes: readonly SliceAxis[], shape: readonly number[]): SliceAxis[] {
  const whole = shape
    .slice(axes.length)
    .map((stop) => ({ kind: 'range', start: 0, stop, step: 1 }) as const);
  return [...axes, ...whole];
}

function sliceShape(axes: readonly SliceAxis[], shape: readonly number[]): number[] {
  return padded(axes, shape).flatMap((axis) => (axis.kind === 'index' ? [] : [range(axis).length]));
}

/** Flat positions of a slice's entries, row by row. */
function slicePositions(axes: readonly SliceAxis[], shape: readonly number[]): number[] {
  let positions = [0];
  for (const [axis, one] of padded(axes, shape).entries()) {
    const stride = elements(shape.slice(axis + 1));
    const steps = one.kind === 'index' ? [one.index] : range(one);
    positions = positions.flatMap((base) => steps.map((step) => base + step * stride));
  }
  return positions;
}
