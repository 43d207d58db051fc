import type { Program } from '../../runtime/program/index.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Weights outside the light cone of everything the objectives read. */
export function deadParameter(program: Program): Diagnostic[] {
  if (program.objectives.length === 0) return [];
  const alive = aliveNodes(program);
  return program.parameters.flatMap((parameter, index) => {
    const total = parameter.shape.reduce((product, size) => product * size, 1);
    const count = total - usedElements(program, alive, index, total);
    if (count === 0) return [];
    const { file, start, end } = program.origins[parameter.origin]!;
    const name = parameter.path.split('/').slice(1).join('/');
    return [
      diagnose(
        'dead-parameter',
        'default',
        { file: program.sources[file]!, start, end },
        { count, total, name },
      ),
    ];
  });
}

function aliveNodes(program: Program): Set<number> {
  const alive = new Set<number>();
  const visit = (index: number): void => {
    if (alive.has(index)) return;
    alive.add(index);
    program.nodes[index]!.inputs.forEach(visit);
  };
  for (const objective of program.objectives) visit(objective.node);
  return alive;
}

/** A circuit uses the elements its angles name, any other operation all of them. */
function usedElements(
  program: Program,
  alive: ReadonlySet<number>,
  parameter: number,
  total: number,
): number {
  const node = program.nodes.findIndex(
    ({ operation }) => operation.kind === 'parameter' && operation.index === parameter,
  );
  if (!alive.has(node)) return 0;
  const used = new Set<number>();
  for (const index of alive) {
    const { operation, inputs } = program.nodes[index]!;
    if (!inputs.includes(node)) continue;
    if (operation.kind !== 'circuit') return total;
    for (const leaf of program.circuits[operation.circuit]!.leaves) {
      if (leaf.node === node) used.add(leaf.element);
    }
  }
  return used.size;
}
