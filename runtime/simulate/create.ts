import type { Circuit } from '../program/circuit.ts';
import { createCones } from './cones/create.ts';
import { cutIntoCones } from './cones/cut.ts';
import { ADDRESSABLE, bytesOfStates, MOST_QUBITS, tooLarge } from './limits.ts';
import { createNoisySimulator } from './noisy/create.ts';
import { planCircuit } from './plan/build.ts';
import { createAdaptive } from './adaptive.ts';
import type { ShareLimits } from './run/chunks.ts';
import { KEEP_LIMITS, type KeepLimits } from './run/programs.ts';
import type { Simulator, SimulatorOptions } from './simulator.ts';

/**
 * Makes a circuit ready to run: whole, or cut into the light cones of its readouts where these are much smaller; with
 * noise, on Pauli coefficients.
 *
 * Results depend on nothing but the arguments: the same values give the same bits, on every machine.
 * @param limits when to keep states, when to compute them again, when to share work; for tests
 * @throws UserProblem `too-large` when the states do not fit, `not-yet` for what the simulator cannot run
 */
export function createSimulator(
  circuit: Circuit,
  options: SimulatorOptions,
  limits: KeepLimits & Partial<ShareLimits> = KEEP_LIMITS,
): Simulator {
  if (options.noise) return createNoisySimulator(circuit, options.noise, options);
  const cut = cutIntoCones(circuit, options.present);
  return cut === undefined
    ? createWhole(circuit, options, limits)
    : createCones(cut, options, (part, partOptions) => createWhole(part, partOptions, limits));
}

/** Plans a circuit, and puts the plan into WebAssembly instances of its own. */
function createWhole(
  circuit: Circuit,
  options: SimulatorOptions,
  limits: KeepLimits & Partial<ShareLimits>,
): Simulator {
  const available = options.memory ?? ADDRESSABLE;
  const qubits = circuit.qubits.length;
  if (qubits > MOST_QUBITS) {
    throw tooLarge(
      `A readout that depends on ${qubits} qubits needs`,
      bytesOfStates(qubits, options.precision),
      available,
    );
  }
  const plan = planCircuit(circuit, options);
  return createAdaptive(plan, options, { available, limits });
}
