import type { Host } from '../host.ts';
import { type ProblemDetails, UserProblem } from '../program/problem.ts';
import type { Run } from '../program/run.ts';
import { simulatedQubits } from '../simulate/index.ts';
import type { Cost } from './cost.ts';

/** @throws UserProblem `too-large` where a run needs more memory than the machine has */
export function refuseBeyondMachine(run: Run, { bytes }: Cost, host: Host): void {
  const available = host.memory();
  if (bytes <= available) return;
  const qubits = Math.max(0, ...run.program.circuits.map((circuit) => circuit.qubits.length));
  const simulated = Math.max(0, ...run.program.circuits.map((circuit) => simulatedQubits(circuit)));
  const more = simulated > qubits ? ` (${simulated} with those for measurements and resets)` : '';
  const details: ProblemDetails = {
    code: 'too-large',
    message: `Training \`${run.name}\` on ${qubits} qubits${more} takes ${gibibytes(bytes)} of memory; this machine has ${gibibytes(available)} to spare.`,
    help: 'Every qubit less halves it, and so does half the `batch`. `qmm estimate` tells the memory before anything runs.',
  };
  throw new UserProblem(run.train ? { ...details, place: run.train.place } : details);
}

function gibibytes(bytes: number): string {
  const count = bytes / 2 ** 30;
  return `${count < 10 ? count.toFixed(1) : Math.round(count).toLocaleString('en')} GiB`;
}
