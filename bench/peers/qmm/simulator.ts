import type { NoiseModel } from '../../../runtime/program/index.ts';
import { createSimulator } from '../../../runtime/simulate/index.ts';
import { noPool, type Pool } from '../../../runtime/threads/pool.ts';
import type { Task } from '../protocol.ts';
import { circuitOf } from './circuit.ts';
import type { Ready } from './ready.ts';

/** Values, or values and gradient, of the simulator alone. */
export function simulatorTask(task: Task, pool: Pool = noPool): Ready {
  const { shared, sampled, circuit, what, depolarizing } = task;
  const [batch, own] = [sampled.length, sampled[0]?.length ?? 0];
  const workload = circuitOf(circuit, shared.length, own);
  const simulator = createSimulator(workload.circuit, {
    precision: 'f32',
    sampled: workload.sampled,
    // Data is not trained.
    wanted: workload.sampled.map((isSampled) => !isSampled),
    kernels: 'generated',
    pool,
    noise: depolarizing === null ? null : depolarizingAfterRotations(depolarizing),
  });
  const sharedValues = Float64Array.from(shared);
  const ownValues = Float64Array.from(sampled.flat());
  const out = new Float64Array(batch * simulator.outputs);
  const weights = circuit.observables.map(({ coefficient }) => coefficient / batch);
  const outputGradient = Float64Array.from(out, (_, i) => weights[i % weights.length]!);
  const sharedGradient = new Float64Array(shared.length);
  const ownGradient = new Float64Array(batch * own);
  const run = (): number => {
    simulator.forward(sharedValues, ownValues, batch, out);
    if (what !== 'forward') {
      simulator.backward(outputGradient, batch, sharedGradient, ownGradient);
    }
    return 1;
  };
  return {
    run,
    evaluate: () => {
      run();
      return {
        loss: out.reduce((sum, value, i) => sum + value * outputGradient[i]!, 0),
        gradient: what === 'forward' ? null : [...sharedGradient],
      };
    },
  };
}

function depolarizingAfterRotations(probability: number): NoiseModel {
  return {
    gates: ['rx', 'ry', 'rz'].map((gate) => ({
      after: { gate },
      on: null,
      channel: { kind: 'depolarize', probability },
    })),
    readout: [],
  };
}
