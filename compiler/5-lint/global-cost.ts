import type { Measurement, Program } from '../../runtime/program/index.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** From this many qubits read together, a random circuit's gradients are too small to follow. */
const MANY = 8;

/**
 * Objectives of probabilities or Pauli words over many qubits (Cerezo et al. 2021). A Gaussian kernel looks at words of
 * all lengths at once, so it is the kernel that looks at the shortest ones that counts (Rudolph et al. 2024).
 */
export function globalCost(program: Program): Diagnostic[] {
  return program.objectives.flatMap((objective) => {
    const qubits = Math.max(0, ...widthsOf(program, objective.node));
    if (qubits < MANY) return [];
    const { file, start, end } = program.origins[program.nodes[objective.node]!.origin]!;
    return [
      diagnose('global-cost', 'default', { file: program.sources[file]!, start, end }, { qubits }),
    ];
  });
}

/** How many qubits each reading that an objective is made of looks at together. */
function widthsOf(program: Program, root: number): number[] {
  const found: number[] = [];
  const seen = new Set<number>();
  const visit = (index: number): void => {
    if (seen.has(index)) return;
    seen.add(index);
    const { operation, inputs } = program.nodes[index]!;
    if (operation.kind === 'mmd') {
      found.push(kernelWidth(operation.bandwidths, program.nodes[inputs[0]!]!.shape[0]!));
      return;
    }
    if (operation.kind === 'circuit')
      found.push(...program.circuits[operation.circuit]!.measurements.map(width));
    inputs.forEach(visit);
  };
  visit(root);
  return found;
}

function width(measurement: Measurement): number {
  return measurement.kind === 'expectation'
    ? Math.max(0, ...measurement.terms.map((term) => term.factors.length))
    : measurement.qubits.length;
}

/** A Gaussian of variance v has a Z on each qubit with probability `(1 - exp(-1 / 2v)) / 2`; their mean number. */
function kernelWidth(bandwidths: readonly number[], probabilities: number): number {
  const share = (1 - Math.exp(-1 / (2 * Math.max(...bandwidths)))) / 2;
  return Math.round(Math.log2(probabilities) * share);
}
