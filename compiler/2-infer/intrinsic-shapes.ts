import { windowCount } from '../../runtime/program/index.ts';
import { asTensor, other, tensor, type Inferred, type InferredTensor } from './inferred.ts';
import { known, plus, times, unknown, valueOf, type Size } from './size.ts';
import type { Solver } from './solver.ts';

/** An intrinsic function's header and the shape of its value. */
export interface IntrinsicShape {
  /** In order; a `?` behind a name marks one that may be left out, `...` one that takes all that is left. */
  readonly parameters: readonly string[];
  shape(args: ShapeArguments): Inferred;
}

export interface ShapeArguments {
  readonly solver: Solver;
  get(name: string): Inferred;
  /** An integer argument, or `fallback` when it is left out. */
  size(name: string, fallback?: number): Size;
  /** All that a `...` parameter took. */
  rest(): readonly Inferred[];
  /** Applies a function argument to values: for `map` and `fold`. */
  apply(name: string, values: readonly Inferred[]): Inferred;
}

const same: IntrinsicShape = { parameters: ['x'], shape: (args) => args.get('x') };
const scalar = (...parameters: string[]): IntrinsicShape => ({ parameters, shape: () => tensor() });
const indexSet = (...parameters: string[]): IntrinsicShape => ({ parameters, shape: () => other });
const reduction: IntrinsicShape = { parameters: ['x', 'axis?'], shape: reduced };
const pauli: IntrinsicShape = {
  parameters: ['q'],
  shape: (args) => ({ kind: 'tensor', dims: [qubitCount(args.get('q'))], observable: true }),
};

const shapes = {
  tanh: same,
  relu: same,
  sigmoid: same,
  exp: same,
  log: same,
  sqrt: same,
  abs: same,
  sin: same,
  cos: same,
  acos: same,
  softmax: same,
  unit: same,
  clip: { parameters: ['x', 'low', 'high'], shape: (args) => args.get('x') },
  sum: reduction,
  mean: reduction,
  max: reduction,
  min: reduction,
  product: { parameters: ['x'], shape: (args) => keepKind(args.get('x'), () => []) },
  log_sum_exp: scalar('x'),
  flatten: { parameters: ['x'], shape: (args) => tensor(product(dims(args.get('x')))) },
  reshape: { parameters: ['x', 'sizes...'], shape: (args) => tensor(...sizes(args.rest())) },
  pad: { parameters: ['x', 'size'], shape: (args) => tensor(args.size('size')) },
  transpose: {
    parameters: ['x'],
    shape: (args) => keepKind(args.get('x'), (d) => [...d].reverse()),
  },
  stack: { parameters: ['parts...'], shape: stacked },
  zeros: { parameters: ['sizes...'], shape: (args) => tensor(...sizes(args.rest())) },
  ones: { parameters: ['sizes...'], shape: (args) => tensor(...sizes(args.rest())) },
  draw: { parameters: ['n', 'low', 'high'], shape: (args) => tensor(args.size('n')) },
  one_hot: { parameters: ['x'], shape: (args) => oneHot(args.get('x')) },
  grey: { parameters: ['x'], shape: (args) => tensor(...dims(args.get('x')).slice(0, 2)) },
  resize: {
    parameters: ['x', 'height', 'width'],
    shape: (args) =>
      tensor(args.size('height'), args.size('width'), ...dims(args.get('x')).slice(2)),
  },
  unfold: { parameters: ['x', 'size', 'stride?', 'padding?', 'axes?'], shape: windowShape },
  patches: { parameters: ['x', 'height', 'width'], shape: patchShape },
  stft: {
    parameters: ['x', 'bins', 'frames?'],
    shape: (args) => tensor(args.size('frames', 16), args.size('bins')),
  },
  mel: {
    parameters: ['x', 'bands', 'frames?'],
    shape: (args) => tensor(args.size('frames', 16), args.size('bands')),
  },
  mfcc: {
    parameters: ['x', 'coefficients', 'segments?'],
    shape: (args) => tensor(args.size('segments', 1), args.size('coefficients')),
  },
  word_counts: { parameters: ['words'], shape: (args) => oneHotOf(args.get('words')) },
  hash: { parameters: ['words', 'size'], shape: (args) => tensor(args.size('size')) },
  map: { parameters: ['x', 'f'], shape: mapped },
  fold: { parameters: ['x', 'start', 'f'], shape: folded },
  X: pauli,
  Y: pauli,
  Z: pauli,
  expect: { parameters: ['observable'], shape: read },
  variance: { parameters: ['observable'], shape: read },
  probs: {
    parameters: ['q'],
    shape: (args) => tensor(unknown('2^n', qubitCount(args.get('q')))),
  },
  sample: { parameters: ['q'], shape: (args) => tensor(qubitCount(args.get('q'))) },
  state_fidelity: { parameters: ['q', 'classes'], shape: (args) => tensor(args.size('classes')) },
  fidelity: scalar('a', 'b'),
  entropy: scalar('q'),
  information: scalar('a', 'b'),
  purity: scalar('q'),
  overlap: scalar('q', 'b?'),
  cosine: scalar('x', 'y'),
  rbf: scalar('x', 'gamma?'),
  across: scalar('score', 'modality'),
  svm: { parameters: ['kernel', 'truth', 'c?'], shape: (args) => classOf(args.get('truth')) },
  ridge: scalar('x', 'truth', 'penalty?'),
  logistic: { parameters: ['x', 'truth', 'c?'], shape: (args) => classOf(args.get('truth')) },
  spectral: { parameters: ['kernel', 'groups'], shape: (args) => grouped(args) },
  kmeans: { parameters: ['x', 'groups'], shape: (args) => grouped(args) },
  kernel_pca: { parameters: ['kernel', 'width'], shape: (args) => tensor(args.size('width')) },
  binary: { parameters: ['logit', 'truth'], shape: (args) => single(args, 'logit') },
  hinge: { parameters: ['score', 'truth'], shape: (args) => single(args, 'score') },
  huber: { parameters: ['guess', 'truth', 'delta?'], shape: alike },
  contrast: scalar('likeness', 'temperature?', 'truth?'),
  triplet: scalar('likeness', 'margin?', 'truth?'),
  alignment: scalar('kernel', 'truth'),
  mmd: scalar('drawn', 'truth', 'given?', 'bandwidths?'),
  divergence: scalar('drawn', 'truth', 'given?'),
  accuracy: scalar('guess', 'truth'),
  f1: scalar('guess', 'truth'),
  confusion: scalar('guess', 'truth'),
  recall: scalar('likeness', 'at'),
  rand_index: scalar('group', 'truth'),
  correlation: scalar('guess', 'truth'),
  concordance: scalar('guess', 'truth'),
  perplexity: scalar('logits', 'truth'),
  chain: indexSet('q'),
  ring: indexSet('q'),
  pairs: indexSet('q'),
  couples: indexSet('q'),
  brick: indexSet('q'),
  coupled: indexSet('q'),
  cross: indexSet('a', 'b'),
  zip: indexSet('a', 'b'),
  enumerate: indexSet('x'),
  measure: indexSet('q'),
  average: same,
  deviation: same,
  lowest: same,
  highest: same,
  quantile: { parameters: ['x', 'at'], shape: (args) => args.get('x') },
  principal_axes: { parameters: ['x', 'width'], shape: axes },
  latent_axes: { parameters: ['x', 'width'], shape: axes },
  inverse_document_frequency: { parameters: ['words'], shape: (args) => args.get('words') },
} satisfies Record<string, IntrinsicShape>;

export type IntrinsicName = keyof typeof shapes;

/** Every intrinsic function, by name. Libraries in .qmm are built of these. */
export const intrinsicShapes: ReadonlyMap<string, IntrinsicShape> = new Map(Object.entries(shapes));

/** What an intrinsic function takes, in order; empty for other names. */
export function intrinsicParameters(name: string): readonly string[] {
  return intrinsicShapes.get(name)?.parameters ?? [];
}

/** A guess has the shape of its truth. */
function alike(args: ShapeArguments): Inferred {
  const [guess, truth] = [dims(args.get('guess')), dims(args.get('truth'))];
  if (guess.length === 1 && truth.length === 0 && guess[0]) args.solver.equate(guess[0], known(1));
  else guess.forEach((size, axis) => truth[axis] && args.solver.equate(size, truth[axis]));
  return tensor();
}

function single(args: ShapeArguments, name: string): Inferred {
  for (const size of dims(args.get(name))) args.solver.equate(size, known(1));
  return tensor();
}

function dims(value: Inferred): readonly Size[] {
  return asTensor(value)?.dims ?? [];
}

function sizes(values: readonly Inferred[]): Size[] {
  return values.map((value) => (value.kind === 'int' ? value.size : unknown('size')));
}

function product(factors: readonly Size[]): Size {
  let total = known(1);
  for (const factor of factors) {
    const [a, b] = [valueOf(total), valueOf(factor)];
    if (a !== undefined) total = times(factor, a);
    else if (b !== undefined) total = times(total, b);
    else return unknown('product');
  }
  return total;
}

function keepKind(value: Inferred, change: (dims: readonly Size[]) => readonly Size[]): Inferred {
  const found = asTensor(value);
  return found?.dims === undefined ? other : { ...found, dims: change(found.dims) };
}

function reduced(args: ShapeArguments): Inferred {
  const axis = args.get('axis');
  if (axis.kind !== 'int') return tensor();
  const position = valueOf(args.solver.resolve(axis.size));
  return keepKind(args.get('x'), (all) => all.filter((_, index) => index !== position));
}

function stacked(args: ShapeArguments): Inferred {
  const parts = args.rest();
  const first = parts[0] ?? other;
  return keepKind(first, (all) => [known(parts.length), ...all]);
}

function oneHot(value: Inferred): Inferred {
  const found = asTensor(value);
  return found?.classes === undefined ? other : tensor(...(found.dims ?? []), found.classes);
}

function oneHotOf(value: Inferred): Inferred {
  const found = asTensor(value);
  return found?.classes === undefined ? other : tensor(found.classes);
}

function patchShape(args: ShapeArguments): Inferred {
  const [height, width, channels] = dims(args.get('x')).map((size) =>
    valueOf(args.solver.resolve(size)),
  );
  const h = valueOf(args.size('height'));
  const w = valueOf(args.size('width'));
  if (height === undefined || width === undefined || h === undefined || w === undefined) {
    return tensor(unknown('patches'), unknown('patch'));
  }
  return tensor(
    known(Math.floor(height / h) * Math.floor(width / w)),
    known(h * w * (channels ?? 1)),
  );
}

function windowShape(args: ShapeArguments): Inferred {
  const valueAt = (name: string, fallback?: number): number | undefined =>
    valueOf(args.solver.resolve(args.size(name, fallback)));
  const [size, stride, padding] = [valueAt('size'), valueAt('stride', 1), valueAt('padding', 0)];
  const all = dims(args.get('x')).map((one) => valueOf(args.solver.resolve(one)));
  const axes = valueAt('axes', 2) === 1 ? 1 : 2;
  const [first, second = 1, third = 1] = all;
  const windows = { axes, size: size ?? 1, stride: stride ?? 1, padding: padding ?? 0 } as const;
  const settled = size !== undefined && stride !== undefined && padding !== undefined;
  if (!settled || first === undefined || all.includes(undefined)) {
    const open = [unknown('windows'), unknown('window')];
    return tensor(...(axes === 1 ? open : [unknown('windows'), ...open]));
  }
  const rows = known(windowCount(first, windows));
  if (axes === 1) return tensor(rows, known(size * second));
  return tensor(rows, known(windowCount(second, windows)), known(size * size * third));
}

function mapped(args: ShapeArguments): Inferred {
  const [count, ...rest] = dims(args.get('x'));
  if (count === undefined) return other;
  return keepKind(args.apply('f', [tensor(...rest)]), (all) => [count, ...all]);
}

function folded(args: ShapeArguments): Inferred {
  const [, ...entry] = dims(args.get('x'));
  const start = args.get('start');
  args.apply('f', [start, tensor(...entry)]);
  return start;
}

function read(args: ShapeArguments): Inferred {
  const found = asTensor(args.get('observable'));
  return found === undefined ? other : { kind: 'tensor', dims: found.dims };
}

function axes(args: ShapeArguments): Inferred {
  return tensor(args.size('width'), ...dims(args.get('x')));
}

function classOf(value: Inferred): Inferred {
  const found: InferredTensor | undefined = asTensor(value);
  return found?.classes === undefined
    ? tensor()
    : { kind: 'tensor', dims: [], classes: found.classes };
}

function grouped(args: ShapeArguments): Inferred {
  return { kind: 'tensor', dims: [], classes: args.size('groups') };
}

function qubitCount(value: Inferred): Size {
  if (value.kind === 'qubits') return value.size;
  return value.kind === 'int' ? known(1) : plus(known(0), unknown('qubits'));
}
