import type { Node, Program } from '../program/index.ts';

/** Modalities (not labels) that a node's value depends on, in the order of the inputs. */
export function modalitiesOf(program: Program, index: number): string[] {
  const seen = new Set<number>();
  const visit = (node: number): void => {
    if (seen.has(node)) return;
    seen.add(node);
    program.nodes[node]!.inputs.forEach(visit);
  };
  visit(index);
  return program.inputs
    .filter(({ role }) => role === 'modality')
    .map(({ name }) => name)
    .filter((name) => [...seen].some((node) => isInput(program.nodes[node]!, name)));
}

/** Sentence (or `let`), circuit and what that calls: the path of an origin below its model. */
export function pathOf(program: Program, origin: number): readonly string[] {
  const path = program.origins[origin]?.path ?? [];
  return path[0] === program.model ? path.slice(1) : path;
}

/**
 * Paths of sentence and circuit that gates come from, with the functions around them: nodes with one of these were
 * written inside a circuit.
 */
export function circuitBodies(program: Program): ReadonlySet<string> {
  const gates = program.circuits.flatMap((circuit) => circuit.gates);
  return new Set(gates.map(({ origin }) => bodyKey(pathOf(program, origin))));
}

export function isInside(program: Program, bodies: ReadonlySet<string>, node: Node): boolean {
  const path = pathOf(program, node.origin);
  return path.length > 1 && bodies.has(bodyKey(path));
}

function bodyKey(path: readonly string[]): string {
  const sentence = path.findIndex((part) => /^(encode|fuse|evolve) /.test(part));
  return path.slice(0, Math.max(sentence, 0) + 2).join('\n');
}

function isInput(node: Node, name: string): boolean {
  return node.operation.kind === 'input' && node.operation.name === name;
}
