import {
  exact,
  type Exact,
  type Operation,
  type Rate as NodeRate,
  type SliceAxis,
} from '../../runtime/program/index.ts';
import { addForms, constantForm, leafForm, negateForm, scaleForm, type Form } from './form.ts';
import type { Graph } from './graph.ts';
import {
  elements,
  int,
  nothing,
  real,
  union,
  type Element,
  type Rate,
  type Tensor,
} from './value.ts';

const rateOrder: readonly Rate[] = ['const', 'shared', 'sample', 'pair', 'batch'];

/** The fastest rate of the parts. */
export function fastest(...rates: readonly Rate[]): Rate {
  return rates.reduce((a, b) => (rateOrder.indexOf(a) > rateOrder.indexOf(b) ? a : b), 'const');
}

/** Numbers known to the compiler. */
export function constantTensor(
  graph: Graph,
  values: readonly Exact[],
  shape: readonly number[],
): Tensor {
  const whole = values.every((value) => exact.asInteger(value) !== undefined);
  return {
    kind: 'tensor',
    element: whole ? int : real,
    shape,
    rate: 'const',
    sources: nothing,
    needs: nothing,
    trainable: false,
    form: (index) => constantForm(values[index]!),
    node: () => graph.constant(values.map(exact.toNumber), shape),
  };
}

export function scalar(graph: Graph, value: Exact): Tensor {
  return constantTensor(graph, [value], []);
}

/** The integer a const scalar is, or undefined. */
export function integerOf(tensor: Tensor): number | undefined {
  if (tensor.rate !== 'const' || elements(tensor.shape) !== 1) return undefined;
  return exact.asInteger(tensor.form(0).constant);
}

export function numberOf(tensor: Tensor): number | undefined {
  if (tensor.rate !== 'const' || elements(tensor.shape) !== 1) return undefined;
  return exact.toNumber(tensor.form(0).constant);
}

export interface Result {
  readonly shape: readonly number[];
  readonly element?: Element;
  readonly rate?: Rate;
}

/** A tensor that has to be a node: one operation on its inputs, made when somebody needs it. */
export function operationTensor(
  graph: Graph,
  operation: Operation,
  inputs: readonly Tensor[],
  result: Result,
): Tensor {
  const common = properties(inputs, result);
  const at = graph.origin();
  let made: number | undefined;
  const make = (): number => {
    const before = graph.origin();
    const sources = inputs.map((input) => input.node());
    graph.restore(at);
    const node = graph.add({
      operation,
      inputs: sources,
      shape: result.shape,
      rate: nodeRate(common.rate),
      trainable: common.trainable,
      needs: [...common.needs],
    });
    graph.restore(before);
    return node;
  };
  // Made when somebody needs it, but told to come from where it was written.
  const node = (): number => (made ??= make());
  return { ...common, node, form: (index) => leafForm(node(), index) };
}

/** How often a node's value changes; what belongs to a batch is told to each of its samples. */
function nodeRate(rate: Rate): NodeRate {
  if (rate === 'pair') return 'pair';
  return rate === 'sample' || rate === 'batch' ? 'sample' : 'shared';
}

/** A tensor whose entries are affine in those of its inputs: circuits use the forms, everything else the node. */
export function affineTensor(
  graph: Graph,
  operation: Operation,
  inputs: readonly Tensor[],
  result: Result,
  form: (index: number) => Form,
): Tensor {
  const plain = operationTensor(graph, operation, inputs, result);
  if (plain.rate === 'const') {
    const values = Array.from(
      { length: elements(result.shape) },
      (_, index) => form(index).constant,
    );
    return { ...constantTensor(graph, values, result.shape), element: plain.element };
  }
  return { ...plain, form };
}

function properties(inputs: readonly Tensor[], result: Result): Omit<Tensor, 'form' | 'node'> {
  return {
    kind: 'tensor',
    element: result.element ?? real,
    shape: result.shape,
    rate: result.rate ?? fastest(...inputs.map((input) => input.rate)),
    sources: union(...inputs.map((input) => input.sources)),
    needs: union(...inputs.map((input) => input.needs)),
    trainable: inputs.some((input) => input.trainable),
    ...soundOf(inputs, result),
  };
}

/** A sound that keeps its length is still a sound: louder, clipped, of unit energy. */
function soundOf(inputs: readonly Tensor[], { shape }: Result): Pick<Tensor, 'sound'> {
  const [first] = inputs.filter((input) => input.sound !== undefined);
  const same = first?.sound !== undefined && first.shape.join() === shape.join();
  return same ? { sound: first.sound } : {};
}

/** Index into an operand of `shape` for entry `index` of a result it is stretched over (trailing axes). */
export function stretched(index: number, shape: readonly number[]): number {
  return index % Math.max(1, elements(shape));
}

/** The shape two operands have together: equal, or one the trailing part of the other; undefined if neither. */
export function commonShape(
  a: readonly number[],
  b: readonly number[],
): readonly number[] | undefined {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const offset = long.length - short.length;
  if (short.every((size, index) => size === long[offset + index])) return long;
  // A scalar and a vector of one convert into each other.
  return elements(short) === 1 && short.length <= 1
    ? long
    : elements(long) === 1 && long.length <= 1
      ? short
      : undefined;
}

export type Arithmetic = 'add' | 'subtract' | 'multiply' | 'divide' | 'power' | 'remainder';

/** Element-wise arithmetic of two tensors whose shapes go together. */
export function arithmetic(
  graph: Graph,
  name: Arithmetic,
  a: Tensor,
  b: Tensor,
  shape: readonly number[],
): Tensor {
  const operation: Operation = { kind: 'binary', function: name };
  const element =
    a.element.kind === 'int' && b.element.kind === 'int' && name !== 'divide' ? int : real;
  const result = { shape, element };
  const left = (index: number): Form => a.form(stretched(index, a.shape));
  const right = (index: number): Form => b.form(stretched(index, b.shape));
  const affine = (form: (index: number) => Form): Tensor =>
    affineTensor(graph, operation, [a, b], result, form);
  if (name === 'add') return affine((index) => addForms(left(index), right(index)));
  if (name === 'subtract')
    return affine((index) => addForms(left(index), negateForm(right(index))));
  if (name === 'multiply' && (a.rate === 'const' || b.rate === 'const')) {
    const [scaled, factor] = b.rate === 'const' ? [left, right] : [right, left];
    return affine((index) => scaleForm(scaled(index), factor(index).constant));
  }
  if (name === 'divide' && b.rate === 'const') {
    return affine((index) =>
      scaleForm(left(index), exact.divide(exact.one, right(index).constant)),
    );
  }
  if (a.rate === 'const' && b.rate === 'const') {
    return affine((index) => constantForm(fold(name, left(index).constant, right(index).constant)));
  }
  return operationTensor(graph, operation, [a, b], result);
}

function fold(name: Arithmetic, a: Exact, b: Exact): Exact {
  const [x, y] = [exact.asInteger(a), exact.asInteger(b)];
  if (name === 'power' && x !== undefined && y !== undefined && y >= 0)
    return exact.decimal(x ** y);
  if (name === 'power') return exact.decimal(exact.toNumber(a) ** exact.toNumber(b));
  if (name === 'remainder' && x !== undefined && y !== undefined && y !== 0)
    return exact.integer(((x % y) + y) % y);
  return exact.decimal(exact.toNumber(a) % exact.toNumber(b));
}

export function negated(graph: Graph, a: Tensor): Tensor {
  const operation: Operation = { kind: 'unary', function: 'negate' };
  return affineTensor(graph, operation, [a], { shape: a.shape, element: a.element }, (index) =>
    negateForm(a.form(index)),
  );
}

/** `[a, b]`: along the first axis, a scalar counting as one entry. Trailing shapes must agree already. */
export function joinedTensor(graph: Graph, parts: readonly Tensor[]): Tensor {
  const rest = parts.find((part) => part.shape.length > 1)?.shape.slice(1) ?? [];
  const sizes = parts.map((part) => elements(part.shape));
  const shape = [sizes.reduce((a, b) => a + b, 0) / elements(rest), ...rest];
  const whole = parts.every((part) => part.element.kind === 'int');
  return affineTensor(
    graph,
    { kind: 'join' },
    parts,
    { shape, element: whole ? int : real },
    (index) => {
      let offset = index;
      for (const [position, part] of parts.entries()) {
        if (offset < sizes[position]!) return part.form(offset);
        offset -= sizes[position]!;
      }
      throw new Error('index beyond the joined parts');
    },
  );
}

/** `a[index]`: one entry along the first axis. */
export function entryOf(graph: Graph, a: Tensor, index: number): Tensor {
  const shape = a.shape.slice(1);
  const size = elements(shape);
  const axes: SliceAxis[] = [
    { kind: 'index', index },
    ...shape.map((stop) => ({ kind: 'range' as const, start: 0, stop, step: 1 })),
  ];
  return affineTensor(
    graph,
    { kind: 'slice', axes },
    [a],
    { shape, element: a.element },
    (position) => a.form(index * size + position),
  );
}

export function reshaped(graph: Graph, a: Tensor, shape: readonly number[]): Tensor {
  const made = affineTensor(
    graph,
    { kind: 'reshape' },
    [a],
    { shape, element: a.element },
    (index) => a.form(index),
  );
  return a.distribution ? { ...made, distribution: a.distribution } : made;
}

/** As another tensor, but carrying these sources. */
export function withSources(a: Tensor, sources: ReadonlySet<string>): Tensor {
  return { ...a, sources };
}
