import type { Program } from '../program/index.ts';
import { ancestors } from './dependencies.ts';

/**
 * The nodes that something has to stand in for where modality `name` is taken away: the last values that stem from it
 * alone, where they meet another modality or a label, enter a gate that still acts, or are asked for.
 *
 * An `else` takes its second input, and a circuit leaves out the gates that encode `name`: those need nothing.
 */
export function standInNodes(program: Program, name: string, targets: readonly number[]): number[] {
  const needed = ancestors(program, targets);
  const lost = new Set<number>();
  const result = new Set<number>();
  for (const index of needed) {
    const { operation, inputs } = program.nodes[index]!;
    const lostInputs = inputs.filter((input) => lost.has(input));
    switch (operation.kind) {
      case 'input':
        if (operation.name === name) lost.add(index);
        break;
      case 'fit':
        break;
      case 'else':
        if (lost.has(inputs[1]!)) lost.add(index);
        break;
      case 'circuit':
        for (const node of actingNodes(program, operation.circuit, name)) {
          if (lost.has(node)) result.add(node);
        }
        break;
      default: {
        if (lostInputs.length === 0) break;
        const others = inputs.filter(
          (input) => !lost.has(input) && program.nodes[input]!.rate === 'sample',
        );
        if (others.length === 0) lost.add(index);
        else for (const input of lostInputs) result.add(input);
      }
    }
  }
  for (const target of targets) if (lost.has(target)) result.add(target);
  return [...result].sort((a, b) => a - b);
}

/** Nodes in the angles of the gates that act without `name`. */
function actingNodes(program: Program, circuit: number, name: string): Set<number> {
  const { gates, angles, leaves } = program.circuits[circuit]!;
  const acting = gates.filter((gate) => !gate.when.includes(name));
  const used = acting.flatMap((gate) => gate.angles).flatMap((angle) => angles[angle]!.terms);
  return new Set(used.map(({ leaf }) => leaves[leaf]!.node));
}
