import { performance } from 'node:perf_hooks';
import { planCircuit, planCost } from '../../runtime/simulate/index.ts';
import type { Report, Row } from '../bench.ts';
import { families } from '../workloads/index.ts';
import type { Family } from '../workloads/family.ts';

const QUBITS = [4, 6, 8, 10, 12];
const REPEATS = 5;

/**
 * What the planner makes of kinds of circuits: floating-point operations per amplitude and layer beside the best form
 * we know, passes over the state a layer, and how long planning takes. Arguments: words that names contain.
 */
export function run(words: readonly string[]): Report {
  const chosen = families.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  return {
    notes: [
      'forward and backward: floating-point operations per amplitude and layer; ratio: forward over the best form we know.',
      'passes: a layer; planMs: the best of some repeats, for eight layers.',
    ],
    rows: chosen.flatMap((family) => QUBITS.map((qubits) => rowOf(family, qubits))),
  };
}

function rowOf(family: Family, qubits: number): Row {
  const few = planOf(family, qubits, 4);
  const many = planOf(family, qubits, 8);
  const perLayer = (less: number, more: number): number => (more - less) / 4;
  const perAmplitude = (direction: 'forward' | 'backward'): number =>
    perLayer(planCost(few)[direction], planCost(many)[direction]) / 2 ** many.bits;
  const forward = perAmplitude('forward');
  return {
    family: family.name,
    qubits,
    bits: many.bits,
    forward,
    best: family.best(qubits),
    ratio: forward / family.best(qubits),
    backward: perAmplitude('backward'),
    passes: perLayer(few.passes.length, many.passes.length),
    planMs: planningTime(family, qubits),
  };
}

function planOf(family: Family, qubits: number, layers: number): ReturnType<typeof planCircuit> {
  const { circuit, sampled } = family.build(qubits, layers);
  return planCircuit(circuit, { sampled });
}

function planningTime(family: Family, qubits: number): number {
  const { circuit, sampled } = family.build(qubits, 8);
  const times = Array.from({ length: REPEATS }, () => {
    const start = performance.now();
    planCircuit(circuit, { sampled });
    return performance.now() - start;
  });
  return Math.min(...times);
}
