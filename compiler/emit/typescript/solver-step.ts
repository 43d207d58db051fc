import type { Line } from '../lines.ts';
import { pascalCase } from './identifiers.ts';
import { arrowCall, call, object } from './layout.ts';
import type { ModuleModel } from './model.ts';
import type { StepScope } from './step-scope.ts';

/** What a solver says of a sample: from its features, or from its likeness to the samples that training kept. */
export function solverStep(
  { model, indent }: StepScope,
  index: number,
  head: string,
): readonly Line[] {
  const { operation, inputs, shape, origin } = model.program.nodes[index]!;
  if (operation.kind !== 'solve') return [];
  const solver = `weights.${model.weights.find((each) => each.node === index)!.name}`;
  const sizes = `[${shape.join(', ')}]`;
  const at = { origin, indent };
  if (operation.kernel === null) {
    return call(`${head}op.solve`, [solver, model.names.get(inputs[0]!)!, sizes], ';', at);
  }
  const { name, left } = model.pairs.get(operation.kernel)!;
  const own = `own${pascalCase(model.names.get(index)!)}`;
  const entries = left.map((node) => model.names.get(node)!);
  const likeness = `(landmark) => ${name}(${own}, landmark, weights)`;
  return [
    ...object(`const ${own} = `, entries, ';', at),
    ...arrowCall(`${head}op.solveKernel`, [solver, sizes], likeness, at),
  ];
}

/** What a sample has to bring to be compared by a kernel, as the load of a solver names it. */
export function landmarkNames(model: ModuleModel, index: number): readonly number[] {
  const { operation } = model.program.nodes[index]!;
  if (operation.kind !== 'solve' || operation.kernel === null) return [];
  return model.pairs.get(operation.kernel)!.right;
}
