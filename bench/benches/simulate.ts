import { createSimulator, planCircuit, planCost } from '../../runtime/simulate/index.ts';
import type { Precision } from '../../runtime/simulate/wasm/vector.ts';
import type { Report, Row } from '../bench.ts';
import { peakFlops } from '../peak.ts';
import { timeTogether } from '../timing.ts';
import { workloadW } from '../workload.ts';

const LAYERS = 6;
const CASES: readonly (readonly [name: string, qubits: number, precision: Precision])[] = [
  ['W', 8, 'f32'],
  ['W f64', 8, 'f64'],
  ['W n=4', 4, 'f32'],
  ['W n=6', 6, 'f32'],
  ['W n=10', 10, 'f32'],
  ['W n=12', 12, 'f32'],
  ['W n=12 f64', 12, 'f64'],
];

/**
 * Forward, and forward with backward, of workload W and its siblings, on one thread. A step includes all that turns
 * leaf values into angles and gradients of angles into those of leaves.
 */
export function run(names: readonly string[]): Report {
  const peaks = { f32: peakFlops('f32'), f64: peakFlops('f64') };
  const rows = CASES.filter(([name]) => names.length === 0 || names.includes(name)).map(
    ([name, qubits, precision]) => measure(name, qubits, precision, peaks[precision]),
  );
  const gflops = (flops: number): string => `${(flops / 1e9).toFixed(1)} GFLOP/s`;
  return {
    notes: [
      `Node ${process.versions.node}, one thread; times in ms, the best and the median of repeats.`,
      `SIMD peak (128 bit, multiply and add): float32 ${gflops(peaks.f32)}, float64 ${gflops(peaks.f64)}.`,
    ],
    rows,
  };
}

function measure(workload: string, qubits: number, precision: Precision, peak: number): Row {
  const batch = 64;
  const { circuit, sampled } = workloadW(qubits, LAYERS);
  const simulator = createSimulator(circuit, { precision, sampled });
  const shared = Float64Array.from(
    { length: simulator.sharedLeaves },
    (_, i) => 3 * Math.sin(7 * i),
  );
  const own = Float64Array.from(
    { length: batch * simulator.sampledLeaves },
    (_, i) => 3 * Math.cos(5 * i),
  );
  const out = new Float64Array(batch * simulator.outputs);
  const outputGradient = Float64Array.from(out, (_, i) => Math.sin(3 * i) / 2);
  const sharedGradient = new Float64Array(shared.length);
  const ownGradient = new Float64Array(own.length);
  const { forward, step } = timeTogether({
    forward: () => simulator.forward(shared, own, batch, out),
    step: () => {
      simulator.forward(shared, own, batch, out);
      simulator.backward(outputGradient, batch, sharedGradient, ownGradient);
    },
  });
  const cost = planCost(planCircuit(circuit, { sampled }));
  const fraction = (flops: number, ms: number): number => (flops * batch) / (ms / 1000) / peak;
  const amplitudes = circuit.gates.length * 2 ** qubits * batch;
  return {
    workload,
    precision,
    qubits,
    batch,
    gates: circuit.gates.length,
    forwardMs: forward.bestMs,
    forwardMedianMs: forward.medianMs,
    stepMs: step.bestMs,
    stepMedianMs: step.medianMs,
    forwardPeakFraction: fraction(cost.forward, forward.bestMs),
    stepPeakFraction: fraction(cost.forward + cost.backward, step.bestMs),
    forwardNsPerGateAmplitude: (forward.bestMs * 1e6) / amplitudes,
    stepNsPerGateAmplitude: (step.bestMs * 1e6) / amplitudes,
  };
}
