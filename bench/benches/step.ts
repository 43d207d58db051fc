import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report, Row } from '../bench.ts';
import { simulatorParts } from '../simulator-parts.ts';
import { type Part, timeTogether } from '../timing.ts';
import { openTrainingStep } from '../training-step.ts';
import { workloadW } from '../workload.ts';

/**
 * Where the time of a training step goes: the simulator alone on workload W and its siblings, and whole steps of `train`.
 * Arguments: workloads by name.
 */
export async function run(names: readonly string[]): Promise<Report> {
  const rows: Row[] = [];
  for (const [name, measure] of CASES) {
    if (names.length === 0 || names.includes(name)) rows.push(...(await measure(name)));
  }
  return {
    notes: [
      `Node ${process.versions.node}, one thread; times in microseconds, the best and the median of repeats.`,
      '`share`: of the whole, by the best times; the parts of a training step lie in each other: graph > circuit > kernels.',
    ],
    rows,
  };
}

type Measure = (name: string) => Promise<Row[]>;

const CASES: readonly (readonly [string, Measure])[] = [
  ...[4, 6, 8].map((qubits) => [`simulate n=${qubits}`, simulatorOf(qubits)] as const),
  ...[4, 6, 8].map((qubits) => [`train n=${qubits}`, trainingOf(() => layered(qubits))] as const),
  ['train av-digits', trainingOf(avDigits)],
];

function simulatorOf(qubits: number): Measure {
  return (name) => {
    const { circuit, sampled } = workloadW(qubits, 6);
    const { parts } = simulatorParts(circuit, { precision: 'f32', sampled, batch: 64 });
    const whole = {
      name: 'whole',
      run: () => {
        parts.forEach((part) => {
          part.run();
        });
      },
    };
    return Promise.resolve(table(name, [whole, ...parts]));
  };
}

function trainingOf(text: () => string): Measure {
  return async (name) => {
    const step = await openTrainingStep(text());
    const { parts } = simulatorParts(step.circuit, step);
    const circuit = {
      name: 'circuit',
      run: () => {
        parts.forEach((part) => {
          part.run();
        });
      },
    };
    const kernels = parts.filter((part) => part.name.startsWith('kernels'));
    return table(name, [{ name: 'whole', run: step.whole }, ...step.parts, circuit, ...kernels]);
  };
}

function table(workload: string, parts: readonly Part[]): Row[] {
  const runs = Object.fromEntries(parts.map(({ name, run }) => [name, run]));
  const timings = timeTogether(runs);
  const whole = timings['whole']!.bestMs;
  const rows = parts.map(({ name }): Row => {
    const { bestMs, medianMs } = timings[name]!;
    return {
      workload,
      part: name,
      best: 1000 * bestMs,
      median: 1000 * medianMs,
      share: bestMs / whole,
    };
  });
  const kernels = parts.filter(({ name }) => name.startsWith('kernels'));
  const sum = (key: 'bestMs' | 'medianMs'): number =>
    kernels.reduce((total, { name }) => total + timings[name]![key], 0);
  const all: Row = {
    workload,
    part: 'kernels / whole',
    best: 1000 * sum('bestMs'),
    median: 1000 * sum('medianMs'),
    share: sum('bestMs') / whole,
  };
  return [...rows, all];
}

/** Workload W as a model: its circuit, a linear layer over the Z of all qubits, two classes. */
function layered(qubits: number): string {
  return `model W {
  modality x: real[${qubits}]
  label y: class(2)
  register q[${qubits}]
  encode x into q with angle
  evolve q with layered
  objective classify(expect(Z(q)) |> linear, y)
}

circuit layered on q[n] {
  repeat 6 {
    param w: angle[2, n]
    ry(w[0]) q
    rz(w[1]) q
    for (a, b) in ring(q) {
      cz a, b
    }
  }
}

data made = synthetic("anything", samples: 256)

train W on made {
  optimizer: adam(rate: 0.01)
  batch: 64
}
`;
}

function avDigits(): string {
  const file = join(import.meta.dirname, '..', '..', 'examples', 'av-digits', 'main.qmm');
  const text = readFileSync(file, 'utf8');
  return text.replace(
    /^data digits = [^{]*/m,
    'data digits = synthetic("anything", samples: 256) ',
  );
}
