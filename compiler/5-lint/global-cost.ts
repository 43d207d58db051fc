import type { Circuit, Measurement, Program } from '../../runtime/program/index.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** From this many qubits read together, a random circuit's gradients are too small to follow. */
const MANY = 8;

/** Objectives of probabilities or Pauli words over many qubits (Cerezo et al. 2021). */
export function globalCost(program: Program): Diagnostic[] {
  return program.objectives.flatMap((objective) => {
    const qubits = Math.max(
      0,
      ...circuitsOf(program, objective.node).flatMap(({ measurements }) => measurements.map(width)),
    );
    if (qubits < MANY) return [];
    const { file, start, end } = program.origins[program.nodes[objective.node]!.origin]!;
    return [
      diagnose('global-cost', 'default', { file: program.sources[file]!, start, end }, { qubits }),
    ];
  });
}

function width(measurement: Measurement): number {
  return measurement.kind === 'expectation'
    ? Math.max(0, ...measurement.terms.map((term) => term.factors.length))
    : measurement.qubits.length;
}

function circuitsOf(program: Program, root: number): Circuit[] {
  const found: Circuit[] = [];
  const seen = new Set<number>();
  const visit = (index: number): void => {
    if (seen.has(index)) return;
    seen.add(index);
    const { operation, inputs } = program.nodes[index]!;
    if (operation.kind === 'circuit') found.push(program.circuits[operation.circuit]!);
    inputs.forEach(visit);
  };
  visit(root);
  return found;
}
