import type { Circuit, Gate } from './circuit.ts';
import * as exact from './exact.ts';
import type { Node } from './node.ts';
import type { Program } from './program.ts';

/** What a node is to the trained weights: free of them, one of them, or a sum of what their circuits read out. */
type Kind = 'fixed' | 'weight' | 'sum';

/**
 * Why an objective is not a sinusoid of each trained number, so that `rotosolve` cannot minimise it; undefined where it
 * is one. It is where each number is the whole angle, up to its sign and what is added, of one rotation of a circuit,
 * and the objective a weighted sum of what circuits read out (Ostaszewski et al. 2021, section 2).
 * @param trained parameters, by index
 */
export function whyNoSinusoid(
  program: Program,
  objective: number,
  trained: ReadonlySet<number>,
): string | undefined {
  const kinds = new Map<number, Kind>();
  for (const index of orderedAncestors(program, objective)) {
    const node = program.nodes[index]!;
    const inputs = node.inputs.map((input) => kinds.get(input)!);
    const reason = whyNoSum(program, node, inputs, trained);
    if (reason !== undefined) return reason;
    kinds.set(index, kindOf(node, inputs, trained));
  }
  return undefined;
}

function kindOf({ operation }: Node, inputs: readonly Kind[], trained: ReadonlySet<number>): Kind {
  if (operation.kind === 'parameter') return trained.has(operation.index) ? 'weight' : 'fixed';
  return inputs.every((kind) => kind === 'fixed') ? 'fixed' : 'sum';
}

function whyNoSum(
  program: Program,
  node: Node,
  inputs: readonly Kind[],
  trained: ReadonlySet<number>,
): string | undefined {
  const { operation } = node;
  if (inputs.every((kind) => kind === 'fixed')) return undefined;
  if (operation.kind === 'circuit') {
    if (inputs.includes('sum')) return 'what a trained circuit reads out is encoded again';
    return whyNoRotation(program, program.circuits[operation.circuit]!, trained);
  }
  const weight = node.inputs[inputs.indexOf('weight')];
  if (weight !== undefined) {
    return `\`${pathOf(program, weight)}\` is not the angle of a rotation`;
  }
  return isSum(node, inputs)
    ? undefined
    : `the objective is no weighted sum of what circuits read out: ${nameOf(node)} is in the way`;
}

/** Is the node a weighted sum of those of its inputs that are one? */
function isSum({ operation }: Node, inputs: readonly Kind[]): boolean {
  const alone = inputs.filter((kind) => kind === 'sum').length === 1;
  switch (operation.kind) {
    case 'unary':
      return operation.function === 'negate';
    case 'binary':
      if (operation.function === 'multiply') return alone;
      if (operation.function === 'divide') return alone && inputs[0] === 'sum';
      return operation.function === 'add' || operation.function === 'subtract';
    case 'reduce':
      return operation.function === 'sum' || operation.function === 'mean';
    case 'matmul':
      return alone;
    case 'reshape':
    case 'transpose':
    case 'join':
    case 'stack':
    case 'slice':
    case 'pad':
    case 'else':
      return true;
    default:
      return false;
  }
}

function whyNoRotation(
  program: Program,
  { leaves, angles, gates }: Circuit,
  trained: ReadonlySet<number>,
): string | undefined {
  for (const [leaf, { node, element }] of leaves.entries()) {
    const { operation, shape } = program.nodes[node]!;
    if (operation.kind !== 'parameter' || !trained.has(operation.index)) continue;
    const path = pathOf(program, node);
    const weight = `\`${path}${shape.length > 0 ? `[${positionOf(element, shape)}]` : ''}\``;
    const uses = gates.flatMap((gate) =>
      gate.angles.flatMap((angle) => {
        const term = angles[angle]!.terms.find((each) => each.leaf === leaf);
        return term ? [{ gate, factor: exact.toNumber(term.coefficient) }] : [];
      }),
    );
    if (uses.length > 1) return `${weight} turns ${uses.length} gates of one circuit`;
    for (const { gate, factor } of uses) {
      if (Math.abs(factor) !== 1) return `${weight} enters an angle ${factor} times`;
      if (!isSinusoidal(gate))
        return `${weight} turns a gate (${gateName(gate)}) of other frequencies`;
    }
  }
  return undefined;
}

/** Is every expectation after the gate a sinusoid of its angle, with period 2 pi? */
function isSinusoidal({ name, controls }: Gate): boolean {
  if (name === 'p' || name === 'phase') return true;
  return ['rx', 'ry', 'rz', 'rxx', 'ryy', 'rzz'].includes(name) && controls.length === 0;
}

function gateName({ name, controls }: Gate): string {
  return `\`${'c'.repeat(controls.length)}${name}\``;
}

function pathOf({ nodes, parameters }: Program, node: number): string {
  const { operation } = nodes[node]!;
  return operation.kind === 'parameter' ? parameters[operation.index]!.path : '';
}

/** `2, 0, 1` of a flat row-major element. */
function positionOf(element: number, shape: readonly number[]): string {
  let rest = element;
  const position: number[] = [];
  for (const length of shape.toReversed()) {
    position.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return position.join(', ');
}

function nameOf({ operation }: Node): string {
  const name = 'function' in operation ? operation.function : operation.kind;
  return `\`${name}\``;
}

function orderedAncestors({ nodes }: Program, target: number): number[] {
  const found = new Set([target]);
  for (let node = target; node >= 0; node--) {
    if (found.has(node)) for (const input of nodes[node]!.inputs) found.add(input);
  }
  return [...found].sort((a, b) => a - b);
}
