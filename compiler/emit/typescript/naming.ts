import type { Node, Operation, Program } from '../../../runtime/program/index.ts';
import { originPath } from '../leaf-path.ts';
import { camelCase, pascalCase, type Identifiers } from './identifiers.ts';
import type { TypescriptOptions } from './options.ts';

/**
 * Names nodes after what they compute: a `let` or a readout by its own name, what leads there by name and operation.
 * Inside of a body, whose nodes all come from one statement, by the function that they come from.
 */
export function nameNodes(
  program: Program,
  nodes: readonly number[],
  names: Identifiers,
  options: TypescriptOptions,
  where: 'model' | 'inside' = 'model',
): ReadonlyMap<number, string> {
  const isModel = where === 'model';
  const readouts = new Map(
    isModel ? program.readouts.map(({ name, node }) => [node, name] as const) : [],
  );
  const last = isModel ? lastOfStatement(program, nodes, options) : new Set<number>();
  const result = new Map<number, string>();
  // Readouts first: nothing else may take their names.
  const order = [...nodes].sort(
    (a, b) => Number(readouts.has(b)) - Number(readouts.has(a)) || a - b,
  );
  for (const index of order) {
    const node = program.nodes[index]!;
    const statement = statementOf(program, node.origin, options);
    const wish =
      readouts.get(index) ??
      inputName(node) ??
      (last.has(index) ? statement.own : undefined) ??
      (isModel ? statement.word : innermost(program, node.origin)) +
        pascalCase(nounOf(node.operation));
    result.set(index, names.take(camelCase(wish) === '' ? wish : camelCase(wish)));
  }
  return result;
}

/** What to call a parameter of the module: its path inside the model. */
export function parameterName(program: Program, path: string): string {
  const parts = path.split('/');
  const inside = parts[0] === program.model ? parts.slice(1) : parts;
  return camelCase(inside.join(' '));
}

/** The function or circuit that something stands in. */
function innermost(program: Program, origin: number): string {
  return camelCase(originPath(program, origin).at(-1) ?? '');
}

/** A word for an operation's result. */
export function nounOf(operation: Operation): string {
  switch (operation.kind) {
    case 'unary':
    case 'reduce':
      return operation.function;
    case 'binary':
      return NOUNS[operation.function] ?? operation.function;
    case 'feature':
      return operation.feature.kind;
    case 'fit':
      return operation.statistic;
    case 'solve':
      return operation.solver.kind;
    default:
      return NOUNS[operation.kind] ?? operation.kind;
  }
}

/** The statement of the model that a node comes from. */
export function statementOf(
  program: Program,
  origin: number,
  { sources }: TypescriptOptions,
): { readonly title: string; readonly word: string; readonly own: string | undefined } {
  const path = originPath(program, origin);
  const { file, start } = program.origins[origin]!;
  const text = sources.get(program.sources[file] ?? '')?.slice(start, start + 80) ?? '';
  const bound = /^let\s+([\p{L}\p{N}_]+)/u.exec(path[0] ?? text)?.[1];
  if (bound !== undefined) return { title: `let ${bound}`, word: camelCase(bound), own: bound };
  const [head = '', ...rest] = path;
  const title = [head, ...rest].join(', ');
  const readout = /^readout (.+)$/.exec(head)?.[1];
  const word = camelCase(readout ?? head);
  return { title, word: word === '' ? camelCase(program.model) : word, own: undefined };
}

const NOUNS: Readonly<Record<string, string>> = {
  add: 'sum',
  subtract: 'difference',
  multiply: 'product',
  divide: 'quotient',
  matmul: 'projection',
  reshape: 'reshaped',
  transpose: 'transposed',
  join: 'joined',
  stack: 'stacked',
  slice: 'part',
  unfold: 'windows',
  pad: 'padded',
  clip: 'clipped',
  gather: 'row',
  else: 'filled',
  circuit: 'measured',
  sample: 'bits',
  fold: 'state',
  map: 'entries',
  across: 'likeness',
  cross_entropy: 'loss',
  binary_cross_entropy: 'loss',
  huber: 'loss',
};

function inputName({ operation }: Node): string | undefined {
  return operation.kind === 'input' ? operation.name : undefined;
}

/** The last node of each statement that has a name of its own: its value. */
function lastOfStatement(
  program: Program,
  nodes: readonly number[],
  options: TypescriptOptions,
): ReadonlySet<number> {
  const last = new Map<string, number>();
  for (const index of nodes) {
    const { origin, operation } = program.nodes[index]!;
    const { own } = statementOf(program, origin, options);
    if (own !== undefined && operation.kind !== 'constant') last.set(own, index);
  }
  return new Set(last.values());
}
