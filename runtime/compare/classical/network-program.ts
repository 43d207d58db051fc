import type { Node, Operation, Parameter, Program, Rate } from '../../program/index.ts';

/** One layer of hidden units between features and what is told of them. */
export interface NetworkShape {
  /** How many features. */
  readonly size: number;
  readonly hidden: number;
  /** How many classes; null for one number. */
  readonly classes: number | null;
}

/** Inputs of the Program. */
export const FEATURES = 'features';
export const TRUTH = 'truth';

/** How many numbers a network of this shape learns. */
export function networkWeights({ size, hidden, classes }: NetworkShape): number {
  return hidden * (size + 1) + (classes ?? 1) * (hidden + 1);
}

/**
 * A classical network, `linear |> tanh |> linear`, as a Program: so it is trained by the very trainer that trains the
 * model. Its loss is the cross-entropy, or the squared error.
 */
export function networkProgram(shape: NetworkShape): Program {
  const { size, hidden, classes } = shape;
  const outputs = classes ?? 1;
  const nodes: Node[] = [];
  const add = (
    operation: Operation,
    inputs: readonly number[],
    form: readonly number[],
    rate: Rate = 'sample',
  ): number => {
    const trainable = operation.kind === 'parameter' || inputs.some((one) => nodes[one]!.trainable);
    nodes.push({ operation, inputs, shape: form, rate, trainable, needs: [], origin: 0 });
    return nodes.length - 1;
  };
  const weight = (index: number, form: readonly number[]): number =>
    add({ kind: 'parameter', index }, [], form, 'shared');
  const layer = (input: number, first: number, from: number, to: number): number => {
    const product = add({ kind: 'matmul' }, [weight(first, [to, from]), input], [to]);
    return add({ kind: 'binary', function: 'add' }, [product, weight(first + 1, [to])], [to]);
  };

  const truth = add({ kind: 'input', name: TRUTH }, [], []);
  const features = add({ kind: 'input', name: FEATURES }, [], [size]);
  const inside = layer(features, 0, size, hidden);
  const bent = add({ kind: 'unary', function: 'tanh' }, [inside], [hidden]);
  const scores = layer(bent, 2, hidden, outputs);
  const task = { truth, label: TRUTH };
  if (classes !== null) {
    const node = add({ kind: 'cross_entropy' }, [scores, truth], []);
    return program(shape, nodes, {
      name: '',
      node,
      tasks: [{ ...task, kind: 'classification', scores }],
    });
  }
  const guess = add({ kind: 'reshape' }, [scores], []);
  const gap = add({ kind: 'binary', function: 'subtract' }, [guess, truth], []);
  const node = add({ kind: 'binary', function: 'multiply' }, [gap, gap], []);
  return program(shape, nodes, { name: '', node, tasks: [{ ...task, kind: 'regression', guess }] });
}

function program(
  { size, hidden, classes }: NetworkShape,
  nodes: readonly Node[],
  objective: Program['objectives'][number],
): Program {
  const outputs = classes ?? 1;
  const parameter = (path: string, shape: readonly number[]): Parameter => ({
    path: `Network/${path}`,
    shape,
    start: shape.length > 1 ? { kind: 'glorot' } : { kind: 'constant', value: 0 },
    unit: 'real',
    origin: 0,
  });
  const real = { kind: 'tensor', element: 'real' } as const;
  return {
    format: 'qmm-program',
    version: 1,
    model: 'Network',
    sources: [],
    inputs: [
      { name: FEATURES, role: 'modality', type: real, shape: [size], optional: false, origin: 0 },
      {
        name: TRUTH,
        role: 'label',
        type: classes === null ? real : { kind: 'class', count: classes, names: null },
        shape: [],
        optional: false,
        origin: 0,
      },
    ],
    parameters: [
      parameter('inside/weight', [hidden, size]),
      parameter('inside/offset', [hidden]),
      parameter('outside/weight', [outputs, hidden]),
      parameter('outside/offset', [outputs]),
    ],
    nodes,
    circuits: [],
    readouts: [],
    objectives: [objective],
    metrics: [],
    judged: [],
    origins: [],
  };
}
