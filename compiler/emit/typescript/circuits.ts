import { plain } from '../lines.ts';
import { circuitLines } from './circuit-code.ts';
import { nameCircuit } from './circuit-names.ts';
import { graphsWithin, type ModuleGraph } from './graph.ts';
import { quoted } from './identifiers.ts';
import type { ModuleModel } from './model.ts';
import type { ConstantText } from './parts.ts';

/** A constant for each circuit, and the record of all of them. */
export function circuitConstants(model: ModuleModel): readonly ConstantText[] {
  const all = graphsWithin(model).flatMap((graph) =>
    [...graph.circuits].map(([index, name]) => ({ graph, index, name })),
  );
  const constants = all.map(({ graph, index, name }): ConstantText => ({
    kind: 'constant',
    name,
    about: [],
    type: null,
    lines: circuitLines(graph, model.run, index, name),
    literal: false,
  }));
  if (all.length === 0) return [];
  const keys = all.map(({ name }) => [name.replace(/Circuit(\d*)$/, '$1'), name] as const);
  return [
    ...constants,
    {
      kind: 'constant',
      name: 'circuit',
      about: [
        all.length === 1
          ? 'The circuit of the model: its gates, and how to run it.'
          : 'The circuits of the model: their gates, and how to run them.',
      ],
      type: `{ ${all
        .map(
          ({ graph, index }, k) =>
            `readonly ${keys[k]![0]}: DefinedCircuit<${inputNames(graph, index)}>`,
        )
        .join('; ')} }`,
      lines: [
        plain('export const circuit = {'),
        ...keys.map(([key, name], k) => {
          const { graph, index } = all[k]!;
          const { origin } = graph.program.nodes[index]!;
          return { text: `  ${key}: ${name},`, origin };
        }),
        plain('};'),
      ],
      literal: false,
    },
  ];
}

/** The names of what a circuit's angles are made of, as a type. */
function inputNames({ program, options }: ModuleGraph, index: number): string {
  const { operation } = program.nodes[index]!;
  if (operation.kind !== 'circuit') return 'never';
  const { inputs } = nameCircuit(program, program.circuits[operation.circuit]!, options);
  return inputs.size === 0 ? 'never' : [...inputs.values()].map(quoted).join(' | ');
}
