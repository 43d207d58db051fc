import type { Circuit } from '../program/circuit.ts';
import { planCircuit } from './plan/build.ts';
import { createEngine, type Reservation, writePrograms } from './run/engine.ts';
import { createInputs } from './run/inputs.ts';
import { orderLeaves } from './run/leaves.ts';
import { createGradients } from './run/gradients.ts';
import { createOutputs } from './run/outputs.ts';
import type { Simulator, SimulatorOptions } from './simulator.ts';
import { refuseTooLarge } from './memory.ts';

/**
 * Makes a circuit ready to run: plans it, and puts the plan into a WebAssembly instance of its own.
 *
 * Results depend on nothing but the arguments: the same values give the same bits, on every machine.
 * @throws UserProblem `too-large` when the states do not fit, `not-yet` for what the simulator cannot run
 */
export function createSimulator(circuit: Circuit, options: SimulatorOptions): Simulator {
  refuseTooLarge(circuit, options);
  const plan = planCircuit(circuit, options);
  const engine = createEngine(plan, options.precision, writePrograms(plan, options.precision));
  const leafOrder = orderLeaves(options.sampled);
  const inputs = createInputs(engine, leafOrder);
  const outputs = createOutputs(engine);
  const gradients = createGradients(engine, leafOrder);
  let last: { readonly batch: number; readonly reservation: Reservation } | undefined;
  return {
    outputs: plan.outputs.length,
    sharedLeaves: leafOrder.sharedCount,
    sampledLeaves: leafOrder.sampledCount,
    forward: (shared, sampled, batch, out) => {
      const reservation = engine.reserve(batch);
      inputs.write(shared, sampled, batch, reservation);
      engine.forward(reservation);
      outputs.read(batch, reservation, out);
      last = { batch, reservation };
    },
    backward: (outputGradient, batch, sharedGradient, sampledGradient) => {
      if (last?.batch !== batch) {
        throw new Error(`backward of ${batch} samples after forward of ${last?.batch ?? 'none'}`);
      }
      gradients.clear(last.reservation);
      outputs.writeWeights(outputGradient, batch, last.reservation);
      engine.backward(last.reservation);
      gradients.read(batch, last.reservation, sharedGradient, sampledGradient);
    },
  };
}
