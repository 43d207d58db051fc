import type { Circuit } from '../program/circuit.ts';
import { createCones } from './cones/create.ts';
import { cutIntoCones } from './cones/cut.ts';
import { ADDRESSABLE, bytesOfStates, MOST_QUBITS, refuseManyValues, tooLarge } from './limits.ts';
import { createChainSimulator } from './mps/create.ts';
import { createNoisySimulator } from './noisy/create.ts';
import { planCircuit } from './plan/build.ts';
import type { Plan } from './plan/plan.ts';
import { createAdaptive } from './adaptive.ts';
import type { ShareLimits } from './run/chunks.ts';
import { KEEP_LIMITS, type KeepLimits } from './run/programs.ts';
import type { Simulator, SimulatorOptions } from './simulator.ts';

/**
 * Makes a circuit ready to run: whole, or cut into the light cones of its readouts where these are much smaller. A
 * cone of more than 27 qubits is a matrix product state, which may have to leave something out: `truncation` of the
 * simulator tells how much. With noise, on Pauli coefficients.
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
  refuseManyValues(circuit, 'circuit');
  const cut = cutIntoCones(circuit, options.present);
  if (cut === undefined) return createWhole(circuit, options, limits);
  return createCones(cut, options, (part, partOptions) => {
    if (part.qubits.length <= MOST_QUBITS) return createWhole(part, partOptions, limits);
    refuseManyValues(part, 'cone');
    return createChainSimulator(part, partOptions);
  });
}

/** Plans a circuit, and puts the plan into WebAssembly instances of its own. */
function createWhole(
  circuit: Circuit,
  options: SimulatorOptions,
  limits: KeepLimits & Partial<ShareLimits>,
): Simulator {
  const available = options.memory ?? ADDRESSABLE;
  const qubits = circuit.qubits.length;
  // Only of amplitudes: whatever else is read is cut into cones.
  if (qubits > MOST_QUBITS) {
    throw tooLarge(
      `All amplitudes of ${qubits} qubits need`,
      bytesOfStates(qubits, options.precision),
      available,
      'Read expectations, or probabilities of a few qubits: of those a wide circuit is simulated. Or use fewer qubits; every one less halves the memory.',
    );
  }
  const plan = planCircuit(circuit, options);
  const joined = (): Plan => planCircuit(circuit, { ...options, subsystems: 'joined' });
  return createAdaptive(plan, joined, options, { available, limits });
}
