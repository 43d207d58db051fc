import type { Program } from '../../runtime/program/index.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Weights outside the light cone of everything the objectives read. */
export function deadParameter(program: Program): Diagnostic[] {
  return [...deadWeights(program)].map(([index, { count, total }]) => {
    const { origin, path } = program.parameters[index]!;
    const { file, start, end } = program.origins[origin]!;
    const name = path.split('/').slice(1).join('/');
    return diagnose(
      'dead-parameter',
      'default',
      { file: program.sources[file]!, start, end },
      { count, total, name },
    );
  });
}

/** How many entries of each parameter nothing depends on, by its index; only those that have some. */
export function deadWeights(
  program: Program,
): ReadonlyMap<number, { readonly count: number; readonly total: number }> {
  if (program.objectives.length === 0) return new Map();
  const used = usedElements(program);
  const nodeOf = new Map(
    program.nodes.flatMap(({ operation }, node) =>
      operation.kind === 'parameter' ? [[operation.index, node] as const] : [],
    ),
  );
  return new Map(
    program.parameters.flatMap(({ shape }, index) => {
      const total = shape.reduce((product, size) => product * size, 1);
      const elements = used.get(nodeOf.get(index) ?? -1);
      const count = elements === 'all' ? 0 : total - (elements?.size ?? 0);
      return count === 0 ? [] : [[index, { count, total }] as const];
    }),
  );
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

/** By node that an objective depends on: a circuit uses the elements its angles name, any other operation all of them. */
function usedElements(program: Program): Map<number, Set<number> | 'all'> {
  const used = new Map<number, Set<number> | 'all'>();
  for (const index of aliveNodes(program)) {
    const { operation, inputs } = program.nodes[index]!;
    if (operation.kind !== 'circuit') {
      for (const input of inputs) used.set(input, 'all');
      continue;
    }
    for (const { node, element } of program.circuits[operation.circuit]!.leaves) {
      const known = used.get(node);
      if (known === undefined) used.set(node, new Set([element]));
      else if (known !== 'all') known.add(element);
    }
  }
  return used;
}
