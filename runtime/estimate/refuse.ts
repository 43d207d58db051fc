import type { Host } from '../host.ts';
import { type ProblemDetails, UserProblem } from '../program/problem.ts';
import type { Run } from '../program/run.ts';
import { simulatedQubits } from '../simulate/index.ts';
import type { Cost } from './cost.ts';

/** @throws UserProblem `too-large` where a run needs more memory than the machine has */
export function refuseBeyondMachine(run: Run, { bytes, kernelBytes }: Cost, host: Host): void {
  const available = host.memory();
  if (bytes <= available) return;
  const place = run.train ? { place: run.train.place } : {};
  if (kernelBytes === bytes) {
    throw new UserProblem({
      code: 'too-large',
      message: `The kernel between all training samples of \`${run.name}\` takes ${gibibytes(bytes)} of memory; this machine has ${gibibytes(available)} to spare.`,
      help: 'Half the samples take a quarter of it: give the data a `take`.',
      ...place,
    });
  }
  const qubits = Math.max(0, ...run.program.circuits.map((circuit) => circuit.qubits.length));
  const simulated = Math.max(0, ...run.program.circuits.map((circuit) => simulatedQubits(circuit)));
  const more = simulated > qubits ? ` (${simulated} with those for measurements and resets)` : '';
  const details: ProblemDetails = {
    code: 'too-large',
    message: `Training \`${run.name}\` on ${qubits} qubits${more} takes ${gibibytes(bytes)} of memory; this machine has ${gibibytes(available)} to spare.`,
    help: 'Every qubit less halves it, and so does half the `batch`. `qmm estimate` tells the memory before anything runs.',
  };
  throw new UserProblem({ ...details, ...place });
}

function gibibytes(bytes: number): string {
  const count = bytes / 2 ** 30;
  return `${count < 10 ? count.toFixed(1) : Math.round(count).toLocaleString('en')} GiB`;
}
