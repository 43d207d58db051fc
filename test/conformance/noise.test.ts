import fc from 'fast-check';
import { beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { machineNoise } from '../../compiler/targets/device-noise.ts';
import { libraryDevice } from '../../compiler/targets/library.ts';
import { regionOf } from '../../compiler/targets/region.ts';
import type { Channel, Circuit, Gate, GateNoise, NoiseModel } from '../../runtime/program/index.ts';
import { createSimulator } from '../../runtime/simulate/index.ts';
import { affine, circuitOf, gate, UNITARIES } from '../simulate/random-circuit.ts';
import { channels } from '../simulate/random-noise.ts';
import { programBuilder } from '../support/programs.ts';
import { askPython, type PythonAnswers } from './python.ts';

const QUBITS = 3;
const ALL = Array.from({ length: QUBITS }, (_, qubit) => qubit);
const LETTERS = ['I', 'X', 'Y', 'Z'] as const;
/** Every word on the qubits, in the order of the measurement `paulis`. */
const WORDS = Array.from({ length: 4 ** QUBITS }, (_, word) =>
  ALL.map((qubit) => LETTERS[(word >> (2 * (QUBITS - 1 - qubit))) & 3]).join(''),
);

type Step =
  | {
      readonly gate: string;
      readonly targets: readonly number[];
      readonly controls: readonly number[];
      readonly angle: number | null;
    }
  | { readonly channel: Channel; readonly targets: readonly number[] };

interface Noisy {
  readonly gates: readonly { readonly gate: Gate; readonly angle: number }[];
  readonly noise: readonly { readonly after: GateNoise['after']; readonly channel: Channel }[];
}

const known = UNITARIES.filter(([name]) => name !== 'phase' && name !== 'iswapdg');

const anyGate = fc
  .record({
    kind: fc.constantFrom(...known),
    order: fc.shuffledSubarray(ALL, { minLength: QUBITS }),
    controls: fc.constantFrom(0, 0, 1),
    angle: fc.double({ min: -4, max: 4, noNaN: true }),
  })
  .map(({ kind: [name, targets], order, controls, angle }) => ({
    gate: gate(name, order.slice(0, targets), {
      controls: order.slice(targets, targets + controls),
    }),
    angle,
  }));

const noisy: fc.Arbitrary<Noisy> = fc.record({
  gates: fc.array(anyGate, { minLength: 6, maxLength: 12 }),
  noise: fc.array(
    fc.record({
      after: fc.constantFrom('every' as const, 'one_qubit' as const, 'two_qubit' as const),
      channel: channels,
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

function circuitFor({ gates }: Noisy): Circuit {
  const takesAngle = (one: Gate): boolean =>
    known.some(([name, , count]) => name === one.name && count === 1);
  return circuitOf(QUBITS, {
    angles: gates.map(({ angle }) => affine(angle)),
    gates: gates.map(({ gate: one }, i) => (takesAngle(one) ? { ...one, angles: [i] } : one)),
    measurements: [{ kind: 'paulis', qubits: ALL }],
  });
}

function stepsFor(one: Noisy): Step[] {
  return circuitFor(one).gates.flatMap(({ name, qubits, controls, angles }, i): Step[] => {
    const touched = [...qubits, ...controls];
    const angle = angles.length > 0 ? one.gates[i]!.angle : null;
    const channelsAfter = one.noise.filter(
      ({ after }) => after === 'every' || touched.length === (after === 'one_qubit' ? 1 : 2),
    );
    return [
      { gate: name, targets: qubits, controls, angle },
      ...channelsAfter.map(({ channel }) => ({ channel, targets: touched })),
    ];
  });
}

const circuits = fc.sample(noisy, { numRuns: 40, seed: 11 });

/** The noise after one gate of a pair of qubits of `fez`, and after one of a single qubit. */
async function machine() {
  const fez = (await libraryDevice('fez'))!;
  const { circuit, build } = programBuilder('Pair');
  const q = circuit([0, 1].map((index) => ({ register: 'q', index })));
  q.gate('z', [1], { controls: [0] });
  q.gate('sx', [0]);
  const values = q.build([{ kind: 'paulis', qubits: [0] }]);
  const program = build({ readouts: [{ name: 'values', node: values, type: 'real' }] });
  const noise = machineNoise(fez, program);
  const after = (name: string): Step[] =>
    noise.gates
      .filter((one) => typeof one.after === 'object' && one.after.gate === name)
      .map(({ channel, qubit, on }) => ({
        channel,
        targets: (qubit ? [qubit] : on!).map(({ index }) => index),
      }));
  const [a, b] = regionOf(fez, 2)!.qubits;
  const edge = fez.edges.find(({ from, to }) => [a, b].includes(from) && [a, b].includes(to))!;
  return {
    pair: { steps: after('cz'), error: edge.error! },
    single: { steps: after('sx'), error: fez.calibration!.sxError[a!]! },
  };
}

describe('noise as qiskit.quantum_info works it out', () => {
  let asked: PythonAnswers<readonly number[]>;
  let fez: Awaited<ReturnType<typeof machine>>;

  beforeAll(async () => {
    fez = await machine();
    asked = await askPython<readonly number[]>('noise.py', [
      ...circuits.map((one, i) => ({
        id: `circuit ${i}`,
        qubits: QUBITS,
        words: WORDS,
        steps: stepsFor(one),
      })),
      { id: 'pair', qubits: 2, words: [], steps: fez.pair.steps },
      { id: 'single', qubits: 1, words: [], steps: fez.single.steps },
    ]);
  }, 120_000);

  const answer = (context: TestContext, id: string): readonly number[] => {
    if (asked.kind === 'missing') return context.skip(asked.reason);
    return asked.answers[id]!;
  };

  test.for(circuits.map((one, i) => [i, one] as const))('circuit %i', ([i, one], context) => {
    const expected = answer(context, `circuit ${i}`);
    const noise: NoiseModel = {
      gates: one.noise.map((each) => ({ ...each, on: null })),
      readout: [],
    };
    const simulator = createSimulator(circuitFor(one), { precision: 'f64', sampled: [], noise });
    const out = new Float64Array(WORDS.length);
    simulator.forward(new Float64Array(0), new Float64Array(0), 1, out);
    out.forEach((value, word) => {
      expect(value).toBeCloseTo(expected[word]!, 10);
    });
  });

  test.for(['pair', 'single'] as const)(
    'the average gate fidelity of a %s on fez is that of its calibration',
    (which, context) => {
      const { error } = fez[which];
      expect(answer(context, which)[0]).toBeCloseTo(1 - error, 9);
    },
  );
});
