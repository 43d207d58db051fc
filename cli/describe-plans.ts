import type { Circuit } from '../runtime/program/circuit.ts';
import type { Program } from '../runtime/program/program.ts';
import type { Run } from '../runtime/program/run.ts';
import { describePlan, planCircuit, simulatedQubits } from '../runtime/simulate/index.ts';

/** What the planner takes. */
const mostQubits = 30;

/** How the simulator will run the circuits of a model, a line for each pass over the state. */
export function describePlans({ program }: Run): readonly (readonly string[])[] {
  return program.circuits.map((circuit) => describeCircuit(program, circuit));
}

function describeCircuit(program: Program, circuit: Circuit): readonly string[] {
  const qubits = simulatedQubits(circuit);
  if (qubits > mostQubits) return [`${qubits} qubits are too many for the simulator`];
  const sampled = circuit.leaves.map(({ node }) => program.nodes[node]?.rate === 'sample');
  return describePlan(planCircuit(circuit, { sampled }));
}
