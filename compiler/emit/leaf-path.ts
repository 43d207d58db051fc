import type { Leaf, Program } from '../../runtime/program/index.ts';

/** Where a leaf comes from, as a reader of the model would write it. */
export interface LeafDescription {
  /** e.g. `AvDigits/encode v/reupload/gain[0,3]` or `AvDigits/let seen/pca[2]`. */
  readonly path: string;
  /** A short word for it: the parameter's name, or the modalities it is made of, with its position: `gain_0_3`. */
  readonly word: string;
}

export function describeLeaf(program: Program, { node: index, element }: Leaf): LeafDescription {
  const node = program.nodes[index]!;
  const position = positionOf(element, node.shape);
  const bracket = position.length === 0 ? '' : `[${position.join(',')}]`;
  const { operation } = node;
  if (operation.kind === 'parameter') {
    const { path } = program.parameters[operation.index]!;
    const name = path.split('/').at(-1)!;
    return { path: `${path}${bracket}`, word: [name, ...position].join('_') };
  }
  const path = [program.model, ...originPath(program, node.origin)].join('/');
  const from = modalitiesOf(program, index);
  const word = from.length === 0 ? 'value' : from.join('_');
  return { path: `${path}${bracket}`, word: [word, ...position].join('_') };
}

/** From the outside in, inside the model. */
export function originPath(program: Program, origin: number): readonly string[] {
  const { path } = program.origins[origin]!;
  return path[0] === program.model ? path.slice(1) : path;
}

/** Names of the inputs that a node is computed from, in the order of the model. */
function modalitiesOf(program: Program, index: number): readonly string[] {
  const seen = new Set([index]);
  for (const node of seen) {
    const { operation, inputs } = program.nodes[node]!;
    // A fitted statistic is a number of the training split, not of this sample.
    if (operation.kind !== 'fit') inputs.forEach((each) => seen.add(each));
  }
  const names = new Set(
    [...seen].flatMap((node) => {
      const { operation } = program.nodes[node]!;
      return operation.kind === 'input' ? [operation.name] : [];
    }),
  );
  return program.inputs.map(({ name }) => name).filter((name) => names.has(name));
}

/** Row-major position of an element. */
function positionOf(element: number, shape: readonly number[]): number[] {
  const position: number[] = [];
  let rest = element;
  for (const size of [...shape].reverse()) {
    position.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return position;
}
