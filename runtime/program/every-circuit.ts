import type { Circuit } from './circuit.ts';
import type { Body } from './node.ts';
import type { Program } from './program.ts';

/** The circuits of a Program, those in the bodies of its nodes too. */
export function everyCircuit({ nodes, circuits }: Program | Body): readonly Circuit[] {
  return [
    ...circuits,
    ...nodes.flatMap(({ operation }) => ('body' in operation ? everyCircuit(operation.body) : [])),
  ];
}
