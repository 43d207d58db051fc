import { plain, type Line } from '../lines.ts';
import { quoted } from './identifiers.ts';
import { call, object } from './layout.ts';
import type { ModuleModel } from './model.ts';
import { landmarkNames } from './solver-step.ts';
import type { Weight } from './weights.ts';

/** The body of `load`. */
export function loadLines(model: ModuleModel): readonly Line[] {
  const name = quoted(model.program.model);
  if (model.weights.length === 0) {
    return [plain(`  openCheckpoint(checkpoint, ${name});`), plain('  return {};')];
  }
  return [
    plain(`  const trained = openCheckpoint(checkpoint, ${name});`),
    plain('  return {'),
    ...model.weights.flatMap((weight) => {
      const { origin } = weight;
      if (weight.kind === 'solver') {
        const open = `${weight.name}: trained.solver(${weight.node}, `;
        return object(open, landmarkEntries(model, weight.node), '),', { origin, indent: 4 });
      }
      const args = weightArguments(weight, model);
      return call(`${weight.name}: trained.${weight.kind}`, args, ',', { origin, indent: 4 });
    }),
    plain('  };'),
  ];
}

function weightArguments(
  { kind, key, node, shape }: Weight,
  model: ModuleModel,
): readonly string[] {
  const shapeCode = `[${shape.join(', ')}]`;
  switch (kind) {
    case 'parameter':
      return [quoted(key), shapeCode];
    case 'fit':
    case 'solver':
      return [String(node), shapeCode];
    case 'vocabulary':
      return [quoted(key)];
    case 'classes':
      return [quoted(key), String(classCount(key, model))];
  }
}

/** What a kernel reads of the training samples that it is asked about, and where the checkpoint has it. */
function landmarkEntries(model: ModuleModel, solver: number): readonly string[] {
  return landmarkNames(model, solver).map((node) => {
    const { shape } = model.program.nodes[node]!;
    return `${model.names.get(node)!}: { node: ${node}, shape: [${shape.join(', ')}] }`;
  });
}

function classCount(name: string, { program, classes }: ModuleModel): number {
  if (classes?.label.name === name) return classes.count;
  const type = program.inputs.find((input) => input.name === name)?.type;
  return type?.kind === 'class' ? type.count : 0;
}
