import type { Circuit } from '../program/circuit.ts';
import { createCones } from './cones/create.ts';
import { cutIntoCones } from './cones/cut.ts';
import { ADDRESSABLE, bytesOfStates, MOST_QUBITS, tooLarge } from './limits.ts';
import { createNoisySimulator } from './noisy/create.ts';
import { planCircuit } from './plan/build.ts';
import { createEngine, type Reservation } from './run/engine.ts';
import { createGradients } from './run/gradients.ts';
import { createInputs } from './run/inputs.ts';
import { orderLeaves } from './run/leaves.ts';
import { createOutputs } from './run/outputs.ts';
import { KEEP_LIMITS, type KeepLimits, writePrograms } from './run/programs.ts';
import type { Simulator, SimulatorOptions } from './simulator.ts';

/**
 * Makes a circuit ready to run: whole, or cut into the light cones of its readouts where these are much smaller; with
 * noise, on Pauli coefficients.
 *
 * Results depend on nothing but the arguments: the same values give the same bits, on every machine.
 * @param limits when to keep states and when to compute them again; for tests
 * @throws UserProblem `too-large` when the states do not fit, `not-yet` for what the simulator cannot run
 */
export function createSimulator(
  circuit: Circuit,
  options: SimulatorOptions,
  limits: KeepLimits = KEEP_LIMITS,
): Simulator {
  if (options.noise) return createNoisySimulator(circuit, options.noise, options);
  const cut = cutIntoCones(circuit, options.present);
  return cut === undefined
    ? createWhole(circuit, options, limits)
    : createCones(cut, options, (part, partOptions) => createWhole(part, partOptions, limits));
}

/** Plans a circuit, and puts the plan into a WebAssembly instance of its own. */
function createWhole(circuit: Circuit, options: SimulatorOptions, limits: KeepLimits): Simulator {
  const available = options.memory ?? ADDRESSABLE;
  const qubits = circuit.qubits.length;
  if (qubits > MOST_QUBITS) {
    throw tooLarge(
      `A readout that depends on ${qubits} qubits needs`,
      bytesOfStates(qubits),
      available,
    );
  }
  const plan = planCircuit(circuit, options);
  const programs = writePrograms(plan, options.precision, limits);
  const kernels = options.kernels ?? 'background';
  const engine = createEngine(plan, options.precision, programs, { available, kernels });
  const leaves = orderLeaves(options.sampled);
  const inputs = createInputs(engine, leaves);
  const outputs = createOutputs(engine);
  const gradients = createGradients(engine, leaves);
  let last: Reservation | undefined;
  return {
    outputs: plan.outputs.length,
    sharedLeaves: leaves.sharedCount,
    sampledLeaves: leaves.sampledCount,
    forward: (shared, sampled, batch, out) => {
      last = undefined;
      const reservation = engine.reserve(batch, inputs.writeShared(shared));
      inputs.writeSamples(shared, sampled, reservation);
      engine.forward(reservation);
      outputs.read(reservation, out);
      last = reservation;
    },
    backward: (outputGradient, batch, sharedGradient, sampledGradient) => {
      if (last?.batch !== batch) {
        throw new Error(`backward of ${batch} samples after forward of ${last?.batch ?? 'none'}`);
      }
      gradients.clear(last);
      outputs.writeWeights(outputGradient, last);
      engine.backward(last);
      gradients.read(last, sharedGradient, sampledGradient);
    },
  };
}
