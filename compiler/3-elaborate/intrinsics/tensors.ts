import {
  exact,
  windowCount,
  type Reduction,
  type UnaryFunction,
} from '../../../runtime/program/index.ts';
import { typeText } from '../describe.ts';
import { textAt } from '../frame.ts';
import { addForms, scaleForm, constantForm, type Form } from '../form.ts';
import { integer } from '../integers.ts';
import { counted, refuse } from '../report.ts';
import {
  affineTensor,
  arithmetic,
  constantTensor,
  numberOf,
  operationTensor,
  reshaped,
} from '../tensor.ts';
import { productOfEntries } from '../observables.ts';
import { elements, real, type Observable, type Tensor, type Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

type Builder = (call: IntrinsicCall) => Value;

const unary =
  (name: UnaryFunction, fold: (x: number) => number): Builder =>
  (call) => {
    const { graph } = call.frame.elaboration;
    const x = call.numbers('x');
    const number = numberOf(x);
    if (number !== undefined && x.shape.length === 0)
      return constantTensor(graph, [exact.decimal(fold(number))], []);
    return operationTensor(graph, { kind: 'unary', function: name }, [x], { shape: x.shape });
  };

const reduce =
  (name: Reduction): Builder =>
  (call) => {
    const { graph } = call.frame.elaboration;
    const x = call.numbers('x');
    const axis = call.has('axis') ? call.int('axis') : null;
    if (axis !== null && (axis < 0 || axis >= x.shape.length)) {
      refuse(
        'index-out-of-range',
        'default',
        call.given('axis').at,
        {
          what: typeText(x),
          items: 'axes',
          last: x.shape.length - 1,
          index: axis,
        },
        {
          numbers: [
            { from: axis, to: Math.max(0, x.shape.length - 1) },
            { from: axis, to: axis - 1 },
          ],
        },
      );
    }
    const shape = axis === null ? [] : x.shape.filter((_, index) => index !== axis);
    const operation = { kind: 'reduce', function: name, axis } as const;
    if (axis !== null || (name !== 'sum' && name !== 'mean'))
      return operationTensor(graph, operation, [x], { shape });
    const count = elements(x.shape);
    return affineTensor(graph, operation, [x], { shape }, () => {
      let total: Form = constantForm(exact.zero);
      for (let index = 0; index < count; index++) total = addForms(total, x.form(index));
      return name === 'sum' ? total : scaleForm(total, exact.fraction(1, count));
    });
  };

const filled =
  (value: number): Builder =>
  (call) => {
    const shape = call.rest().map((given) => integer(call.frame, given));
    const count = elements(shape);
    const { graph } = call.frame.elaboration;
    const values = Array.from({ length: count }, () => exact.integer(value));
    const made = constantTensor(graph, values, shape);
    return shape.length === 0 ? made : { ...made, element: real };
  };

/** Functions from tensors to tensors. */
export const tensors: Readonly<Record<string, Builder>> = {
  tanh: unary('tanh', Math.tanh),
  relu: unary('relu', (x) => Math.max(0, x)),
  sigmoid: unary('sigmoid', (x) => 1 / (1 + Math.exp(-x))),
  exp: unary('exp', Math.exp),
  log: unary('log', Math.log),
  sqrt: unary('sqrt', Math.sqrt),
  abs: unary('abs', Math.abs),
  sin: unary('sin', Math.sin),
  cos: unary('cos', Math.cos),
  acos: unary('acos', Math.acos),
  sum: reduce('sum'),
  mean: reduce('mean'),
  max: reduce('max'),
  min: reduce('min'),
  product,
  zeros: filled(0),
  ones: filled(1),
  softmax: (call) => same(call, { kind: 'softmax' }),
  unit: (call) => same(call, { kind: 'unit' }),
  log_sum_exp: (call) =>
    operationTensor(call.frame.elaboration.graph, { kind: 'log_sum_exp' }, [call.numbers('x')], {
      shape: [],
    }),
  clip: (call) => {
    const [x, low, high] = [call.numbers('x'), call.numbers('low'), call.numbers('high')];
    return operationTensor(call.frame.elaboration.graph, { kind: 'clip' }, [x, low, high], {
      shape: x.shape,
    });
  },
  flatten: (call) => {
    const x = call.tensor('x');
    return reshaped(call.frame.elaboration.graph, x, [elements(x.shape)]);
  },
  reshape: (call) => {
    const x = call.tensor('x');
    const shape = call.rest().map((given) => integer(call.frame, given));
    if (elements(shape) !== elements(x.shape)) {
      refuse('size-mismatch', 'default', call.at, {
        left: `\`${typeText(x)}\` has ${counted(elements(x.shape), 'entry').replace('entrys', 'entries')}`,
        right: `the new shape has ${elements(shape)}`,
      });
    }
    return reshaped(call.frame.elaboration.graph, x, shape);
  },
  pad,
  transpose,
  unfold,
  stack,
  one_hot: (call) => {
    const x = call.tensor('x');
    if (x.element.kind !== 'class') {
      refuse('type-mismatch', 'default', call.at, {
        what: 'What `one_hot` is given',
        found: typeText(x),
        wanted: 'a class',
      });
    }
    return operationTensor(call.frame.elaboration.graph, { kind: 'one_hot' }, [x], {
      shape: [...x.shape, x.element.count],
    });
  },
};

function same(call: IntrinsicCall, operation: { kind: 'softmax' } | { kind: 'unit' }): Tensor {
  const x = call.numbers('x');
  return operationTensor(call.frame.elaboration.graph, operation, [x], { shape: x.shape });
}

function pad(call: IntrinsicCall): Tensor {
  const x = call.numbers('x');
  const size = call.int('size');
  const length = x.shape[0] ?? 1;
  if (x.shape.length > 1 || length > size) {
    refuse('size-mismatch', 'default', call.at, {
      left: `\`${typeText(x)}\` is given`,
      right: `\`pad(${size})\` takes a vector of at most ${size}`,
    });
  }
  return affineTensor(
    call.frame.elaboration.graph,
    { kind: 'pad' },
    [x],
    { shape: [size] },
    (index) => (index < length ? x.form(index) : constantForm(exact.zero)),
  );
}

/** All entries multiplied with one another, first to last. */
function product(call: IntrinsicCall): Value {
  const { value, at } = call.given('x');
  if (value.kind === 'observable') {
    return (
      productOfEntries(value) ??
      refuse('type-mismatch', 'default', at, {
        what: 'The product of these observables',
        found: 'not Hermitian, because they do not commute',
        wanted: 'an observable',
      })
    );
  }
  const { graph } = call.frame.elaboration;
  const x = call.numbers('x');
  const flat = reshaped(graph, x, [elements(x.shape)]);
  const entry = (index: number): Tensor =>
    affineTensor(
      graph,
      { kind: 'slice', axes: [{ kind: 'index', index }] },
      [flat],
      { shape: [], element: x.element },
      () => x.form(index),
    );
  return Array.from({ length: elements(x.shape) }, (_, index) => entry(index)).reduce(
    (all, one) => arithmetic(graph, 'multiply', all, one, []),
    constantTensor(graph, [exact.one], []),
  );
}

function transpose(call: IntrinsicCall): Tensor {
  const x = call.numbers('x');
  const [rows, columns] = x.shape;
  if (rows === undefined || columns === undefined || x.shape.length !== 2) {
    refuse('type-mismatch', 'default', call.at, {
      what: 'What `transpose` is given',
      found: typeText(x),
      wanted: 'a matrix',
    });
  }
  return affineTensor(
    call.frame.elaboration.graph,
    { kind: 'transpose' },
    [x],
    { shape: [columns, rows] },
    (index) => x.form((index % rows) * columns + Math.floor(index / rows)),
  );
}

/** Windows along the first axis of a series, or the first two of a picture. */
function unfold(call: IntrinsicCall): Tensor {
  const x = call.numbers('x');
  const axes = call.int('axes', 2) === 1 ? 1 : 2;
  const rank = x.shape.length;
  const { at } = call.given('x');
  if (rank < axes || rank > axes + 1) {
    refuse('type-mismatch', 'default', at, {
      what: `\`${textAt(call.frame, at)}\``,
      found: `\`${typeText(x)}\``,
      wanted: axes === 1 ? 'a series' : 'a picture',
    });
  }
  const [size, stride, padding] = [call.int('size'), call.int('stride', 1), call.int('padding', 0)];
  const windows = { axes, size, stride, padding } as const;
  const short = x.shape.slice(0, axes).find((length) => windowCount(length, windows) < 1);
  if (short !== undefined || size < 1 || stride < 1 || padding < 0) {
    refuse('size-mismatch', 'default', at, {
      left: `\`${typeText(x)}\` is given`,
      right: `windows of ${size}, ${stride} apart, over ${padding} zeros at both ends do not lie in it`,
    });
  }
  return operationTensor(call.frame.elaboration.graph, { kind: 'unfold', windows }, [x], {
    shape: call.shape().dims,
  });
}

function stack(call: IntrinsicCall): Value {
  const parts = call.rest().map(({ value }) => value);
  if (parts.length > 0 && parts.every((part) => part.kind === 'observable')) {
    const first = parts[0]!.shape;
    return {
      kind: 'observable',
      shape: [parts.length, ...first],
      entries: parts.flatMap((part) => part.entries),
    } satisfies Observable;
  }
  const found = parts.filter((part) => part.kind === 'tensor');
  const shape = found[0]?.shape ?? [];
  if (found.length !== parts.length || found.some((part) => part.shape.join() !== shape.join())) {
    refuse('size-mismatch', 'default', call.at, {
      left: `the parts are ${found.map(typeText).join(', ')}`,
      right: '`stack` takes parts of one shape',
    });
  }
  const size = elements(shape);
  return affineTensor(
    call.frame.elaboration.graph,
    { kind: 'stack' },
    found,
    { shape: [found.length, ...shape] },
    (index) => found[Math.floor(index / size)]!.form(index % size),
  );
}
