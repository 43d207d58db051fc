import { randomStream } from '../../runtime/data/random.ts';
import type { GradientMethod } from '../../runtime/program/index.ts';
import { countCircuits, executeCircuit } from '../../runtime/simulate/index.ts';
import type { Report, Row } from '../bench.ts';
import { timeTogether } from '../timing.ts';
import { workloadW } from '../workload.ts';

const LAYERS = 3;
const BATCH = 32;

/** How each row of a workload is run: exactly, or from so many shots. */
const VARIANTS: readonly (readonly [
  name: string,
  gradient: GradientMethod,
  shots: number | null,
])[] = [
  ['adjoint', 'adjoint', null],
  ['shift', 'shift', null],
  ['spsa', 'spsa', null],
  ['shift, 128 shots', 'shift', 128],
  ['shift, 1024 shots', 'shift', 1024],
  ['shift, 8192 shots', 'shift', 8192],
];

/** Value and gradient of a batch of workload W by every method, side by side. Arguments: qubits. */
export function run(arguments_: readonly string[]): Report {
  const sizes = arguments_.length > 0 ? arguments_.map(Number) : [4, 6, 8];
  return {
    notes: [
      `Node ${process.versions.node}, one thread; workload W of ${LAYERS} layers, ${BATCH} samples, single precision.`,
      'Milliseconds of a forward and a backward, the best and the median of repeats; `circuits` are what a machine runs for them.',
    ],
    rows: sizes.flatMap(rowsOf),
  };
}

function rowsOf(qubits: number): Row[] {
  const { circuit, sampled } = workloadW(qubits, LAYERS);
  const wanted = sampled.map((own) => !own);
  const timings = timeTogether(
    Object.fromEntries(
      VARIANTS.map(([name, gradient, shots]) => [name, stepOf(qubits, gradient, shots)]),
    ),
  );
  return VARIANTS.map(([name, gradient, shots]): Row => {
    const execution = { shots, noise: null, seed: 0 };
    const count = countCircuits(circuit, wanted, { execution, gradient });
    const { bestMs, medianMs } = timings[name]!;
    return {
      qubits,
      gradient: name,
      circuits: gradient === 'adjoint' ? null : BATCH * (count.values + count.gradient),
      best: bestMs,
      median: medianMs,
      'best / adjoint': bestMs / timings['adjoint']!.bestMs,
    };
  });
}

function stepOf(qubits: number, gradient: GradientMethod, shots: number | null): () => void {
  const { circuit, sampled } = workloadW(qubits, LAYERS);
  const random = randomStream(1, 'bench');
  const simulator = executeCircuit(circuit, {
    precision: 'f32',
    sampled,
    wanted: sampled.map((own) => !own),
    execution: { shots, noise: null, seed: 0 },
    gradient,
    random: () => random,
  });
  const shared = Float64Array.from({ length: simulator.sharedLeaves }, (_, i) => Math.sin(i));
  const own = Float64Array.from({ length: BATCH * simulator.sampledLeaves }, (_, i) => Math.cos(i));
  const out = new Float64Array(BATCH * simulator.outputs);
  const slopes = out.map((_, i) => Math.sin(1 + i));
  const ofShared = new Float64Array(shared.length);
  const ofOwn = new Float64Array(own.length);
  return () => {
    simulator.forward(shared, own, BATCH, out);
    simulator.backward(slopes, BATCH, ofShared, ofOwn);
  };
}
