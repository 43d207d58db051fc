import fc from 'fast-check';
import { generatedDevice, type Device } from '../../compiler/targets/index.ts';
import { exact, type Measurement, type Program } from '../../runtime/program/index.ts';
import { programBuilder } from './programs.ts';

/**
 * Circuits of which every shot is known: features turn each qubit by 0 or by pi, and flips, exchanges and copies carry
 * the bits about. Whatever exchanges two qubits, bits or samples shows in each single shot.
 */
export interface KnownOutcomes {
  readonly program: Program;
  readonly device: Device;
  readonly seed: number;
  readonly samples: readonly { readonly values: readonly number[] }[];
  /** Of each sample, the numbers of the circuit. */
  readonly expected: readonly (readonly number[])[];
}

type Step =
  | { readonly name: 'x'; readonly target: number; readonly control: number | null }
  | { readonly name: 'swap'; readonly qubits: readonly [number, number] };

interface Shape {
  readonly qubits: number;
  /** Of the machine, beyond those of the circuit. */
  readonly more: number;
  readonly steps: readonly (readonly [kind: number, a: number, b: number])[];
  readonly bits: readonly (readonly boolean[])[];
  /** Orders the qubits of the readouts, and the machine's numbers. */
  readonly order: number;
  readonly seed: number;
}

export const knownOutcomes: fc.Arbitrary<KnownOutcomes> = fc
  .record({
    qubits: fc.integer({ min: 2, max: 5 }),
    more: fc.integer({ min: 1, max: 4 }),
    steps: fc.array(fc.tuple(fc.nat(2), fc.nat(59), fc.nat(59)), { minLength: 3, maxLength: 14 }),
    bits: fc.array(fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), {
      minLength: 1,
      maxLength: 3,
    }),
    order: fc.nat(2 ** 30),
    seed: fc.nat(99),
  })
  .map(known);

function known(shape: Shape): KnownOutcomes {
  const { qubits, bits, order, seed } = shape;
  const steps = shape.steps.flatMap((each) => stepOf(each, qubits));
  const read = shuffled(qubits, order);
  const measurements: readonly Measurement[] = [
    { kind: 'probabilities', qubits: read.slice(0, Math.max(1, qubits - 1)) },
    { kind: 'probabilities', qubits: [read.at(-1)!] },
    ...read.map((_, k): Measurement => ({
      kind: 'expectation',
      terms: [
        {
          coefficient: 1 + k,
          factors: read
            .slice(0, k + 1)
            .map((each) => ({ qubit: each, pauli: 'Z' as const }))
            .sort((a, b) => a.qubit - b.qubit),
        },
      ],
    })),
  ];
  return {
    program: programOf(qubits, steps, measurements),
    device: machineOf(qubits + shape.more, order),
    seed,
    samples: bits.map((row) => ({
      values: row.slice(0, qubits).map((bit) => (bit ? Math.PI : 0)),
    })),
    expected: bits.map((row) => numbersOf(carried(row.slice(0, qubits), steps), measurements)),
  };
}

function stepOf([kind, a, b]: Shape['steps'][number], qubits: number): readonly Step[] {
  const [first, second] = [a % qubits, b % qubits];
  if (kind === 0) return [{ name: 'x', target: first, control: null }];
  if (first === second) return [];
  return kind === 1
    ? [{ name: 'x', target: first, control: second }]
    : [{ name: 'swap', qubits: [first, second] }];
}

function carried(start: readonly boolean[], steps: readonly Step[]): readonly boolean[] {
  const bits = [...start];
  for (const step of steps) {
    if (step.name === 'swap') {
      const [a, b] = step.qubits;
      [bits[a], bits[b]] = [bits[b]!, bits[a]!];
    } else if (step.control === null || bits[step.control]!) bits[step.target] = !bits[step.target];
  }
  return bits;
}

function numbersOf(bits: readonly boolean[], measurements: readonly Measurement[]): number[] {
  return measurements.flatMap((each) => {
    if (each.kind === 'expectation') {
      const [{ coefficient, factors }] = each.terms as [(typeof each.terms)[number]];
      const ones = factors.filter(({ qubit }) => bits[qubit]).length;
      return [ones % 2 === 1 ? -coefficient : coefficient];
    }
    const outcome = each.qubits.reduce((sum, qubit) => 2 * sum + Number(bits[qubit]), 0);
    return Array.from({ length: 2 ** each.qubits.length }, (_, k) => Number(k === outcome));
  });
}

function programOf(
  qubits: number,
  steps: readonly Step[],
  measurements: readonly Measurement[],
): Program {
  const { input, circuit, build } = programBuilder('Known');
  const x = input({
    name: 'x',
    role: 'modality',
    type: { kind: 'tensor', element: 'real' },
    shape: [qubits],
    optional: false,
  });
  const q = circuit(Array.from({ length: qubits }, (_, index) => ({ register: 'q', index })));
  for (let k = 0; k < qubits; k++) q.gate('ry', [k], { angles: [[[x, k, exact.one]]] });
  for (const step of steps) {
    if (step.name === 'swap') q.gate('swap', step.qubits);
    else q.gate('x', [step.target], { controls: step.control === null ? [] : [step.control] });
  }
  return build({ readouts: [{ name: 'y', node: q.build(measurements), type: 'real' }] });
}

/** A tree of qubits under shuffled numbers: most pairs do not touch, so that circuits are moved about. */
function machineOf(qubits: number, order: number): Device {
  const numbers = shuffled(qubits, order ^ 0x55);
  return {
    ...generatedDevice(`linear:${qubits}`)!,
    name: `tree of ${qubits}`,
    edges: numbers.slice(1).map((qubit, k) => {
      const parent = numbers[Math.floor(((order >> (k % 8)) & 3) % (k + 1))]!;
      return { from: Math.min(qubit, parent), to: Math.max(qubit, parent) };
    }),
  };
}

/** 0, 1, ... in an order that the seed says. */
function shuffled(count: number, seed: number): readonly number[] {
  const numbers = Array.from({ length: count }, (_, k) => k);
  let state = seed;
  for (let k = count - 1; k > 0; k--) {
    // A linear congruential generator (Numerical Recipes, 3rd edition, 7.1.4).
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = (state >>> 8) % (k + 1);
    [numbers[k], numbers[other]] = [numbers[other]!, numbers[k]!];
  }
  return numbers;
}
