import type { Operation, Program } from '../program/index.ts';

/** The nodes that `targets` are made of, themselves included, ascending; what lies behind `given` nodes is not. */
export function ancestors(
  program: Program,
  targets: Iterable<number>,
  given: (node: number) => boolean = () => false,
): number[] {
  const found = new Set<number>();
  const open = [...targets];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    if (!given(node)) open.push(...program.nodes[node]!.inputs);
  }
  return [...found].sort((a, b) => a - b);
}

/** What may change from step to step beside the weights. */
export interface Changing {
  /** Modalities that may be taken away from any sample. */
  readonly modalities: readonly string[];
  /** Parameters that keep their values, by index. */
  readonly held: ReadonlySet<number>;
  /** Are the values of circuits drawn, so that they differ each time? Default: no. */
  readonly outcomes?: boolean;
}

/**
 * For each node: has its value to be worked out anew at each step? A weight or a random number enters it, or something
 * that depends on which modalities a sample has where that may change.
 */
export function movingNodes(
  program: Program,
  { modalities, held, outcomes = false }: Changing = { modalities: [], held: new Set() },
): readonly boolean[] {
  const misses = modalities.map((name) => missesWithout(program, name));
  const result: boolean[] = [];
  for (const { operation, inputs, rate, trainable } of program.nodes) {
    const mayChange = inputs.some((input) => result[input]!);
    // There are as many pairs as samples squared: they are never worked out for a whole data set.
    if (rate === 'pair') {
      result.push(true);
      continue;
    }
    switch (operation.kind) {
      case 'parameter':
        result.push(!held.has(operation.index));
        break;
      case 'draw':
      case 'sample':
      // Fitted after training, so that it has no value before.
      case 'solve':
        result.push(true);
        break;
      case 'else':
        result.push(mayChange || misses.some((missing) => missing[inputs[0]!]!));
        break;
      case 'fit':
        // A statistic of what is drawn is one of the mean over all outcomes.
        result.push(outcomes ? trainable : mayChange);
        break;
      default:
        result.push(
          mayChange ||
            isDrawnInside(operation) ||
            asksFor(program, operation, modalities) ||
            (outcomes && hasCircuit(operation)),
        );
    }
  }
  return result;
}

/** Is something drawn in its body? */
function isDrawnInside(operation: Operation): boolean {
  if (!('body' in operation)) return false;
  return operation.body.nodes.some(
    (node) => node.operation.kind === 'sample' || isDrawnInside(node.operation),
  );
}

/** Is it a circuit, or has it one in its body? */
function hasCircuit(operation: Operation): boolean {
  if (operation.kind === 'circuit') return true;
  return 'body' in operation && operation.body.nodes.some((node) => hasCircuit(node.operation));
}

/** Has it gates, in a body too, that are left out where one of the modalities is absent? */
function asksFor(
  { circuits }: Pick<Program, 'circuits'>,
  operation: Operation,
  modalities: readonly string[],
): boolean {
  if (operation.kind === 'circuit') {
    const { gates } = circuits[operation.circuit]!;
    return gates.some(({ when }) => when.some((name) => modalities.includes(name)));
  }
  if (operation.kind !== 'map' && operation.kind !== 'fold' && operation.kind !== 'across') {
    return false;
  }
  const { body } = operation;
  return body.nodes.some(
    (node) =>
      (node.operation.kind === 'else' && modalities.length > 0) ||
      asksFor(body, node.operation, modalities),
  );
}

/**
 * The values that nothing changes and that either are asked for or enter a node that moves: what is worked out once
 * for a data set. Inputs, constants and fits may be among them. Windows say the same number many times over, so what
 * they are cut from is among them instead.
 * @param moving by node; default: what weights move
 */
export function frontier(
  program: Program,
  targets: readonly number[],
  moving: readonly boolean[] = movingNodes(program),
): number[] {
  const found = new Set<number>();
  for (const node of targets) if (!moving[node]) found.add(node);
  for (const index of ancestors(program, targets, (node) => !moving[node])) {
    if (!moving[index]) continue;
    for (const input of program.nodes[index]!.inputs)
      if (!moving[input]) found.add(cutFrom(program, input));
  }
  return [...found].sort((a, b) => a - b);
}

/** What a node's windows are cut from, where all it does is to cut or arrange windows; else the node itself. */
function cutFrom(program: Program, index: number): number {
  const { operation, inputs } = program.nodes[index]!;
  const [first] = inputs;
  if (first === undefined || inputs.length > 1) return index;
  if (operation.kind === 'unfold') return cutFrom(program, first);
  if (operation.kind !== 'reshape' && operation.kind !== 'stack') return index;
  const source = cutFrom(program, first);
  return source === first ? index : source;
}

/** For each node, the inputs (modalities and labels) it is made of, ascending by their nodes. */
export function inputNames(program: Program): readonly (readonly string[])[] {
  const result: string[][] = [];
  for (const { operation, inputs } of program.nodes) {
    const names = new Set(inputs.flatMap((input) => result[input]!));
    if (operation.kind === 'input') names.add(operation.name);
    result.push([...names]);
  }
  return result;
}

/**
 * For each node: is it without a value where `name` is absent? An `else` is not if its second input is there, a
 * circuit never is (the gates that encode `name` are left out), nor is what something stands in for.
 */
export function missesWithout(
  program: Program,
  name: string,
  stoodIn: ReadonlySet<number> = new Set(),
): readonly boolean[] {
  const result: boolean[] = [];
  for (const [index, { operation, inputs }] of program.nodes.entries()) {
    if (stoodIn.has(index)) result.push(false);
    else if (operation.kind === 'input') result.push(operation.name === name);
    else if (operation.kind === 'argument') result.push(program.nodes[index]!.needs.includes(name));
    else if (operation.kind === 'else') result.push(result[inputs[1]!]!);
    else if (operation.kind === 'circuit' || operation.kind === 'fit') result.push(false);
    else result.push(inputs.some((input) => result[input]!));
  }
  return result;
}

/** For each node: are its entries classes or words, of which a negative one is absent? */
export function classNodes(program: Program, handed: ReadonlySet<number>): readonly boolean[] {
  const inputs = new Map(program.inputs.map(({ name, type }) => [name, type.kind]));
  const result: boolean[] = [];
  for (const [index, node] of program.nodes.entries()) {
    switch (node.operation.kind) {
      case 'input': {
        const kind = inputs.get(node.operation.name);
        result.push(kind === 'text' || kind === 'class' || kind === 'word');
        break;
      }
      case 'argument':
        result.push(handed.has(index));
        break;
      case 'reshape':
      case 'transpose':
      case 'slice':
      case 'join':
      case 'stack':
      case 'else':
        result.push(node.inputs.every((input) => result[input]!));
        break;
      default:
        result.push(false);
    }
  }
  return result;
}

/** How many statistics lie one behind the other up to a node, it included. */
export function fitDepths(program: Program): readonly number[] {
  const result: number[] = [];
  for (const { operation, inputs } of program.nodes) {
    const behind = Math.max(0, ...inputs.map((input) => result[input]!));
    result.push(operation.kind === 'fit' ? behind + 1 : behind);
  }
  return result;
}
