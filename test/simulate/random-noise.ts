import fc from 'fast-check';
import type { Channel, GateNoise, NoiseModel } from '../../runtime/program/execution.ts';

const probability = fc.double({ min: 0, max: 0.4, noNaN: true });

export const channels: fc.Arbitrary<Channel> = fc.oneof(
  fc
    .record({
      kind: fc.constantFrom('depolarize' as const, 'dephase' as const, 'flip' as const),
      probability,
    })
    .map((channel): Channel => channel),
  probability.map((gamma): Channel => ({ kind: 'damp', gamma })),
  probability.map((lambda): Channel => ({ kind: 'phase_damp', lambda })),
  fc
    .record({
      t1: fc.double({ min: 20, max: 200, noNaN: true }),
      ratio: fc.double({ min: 0.1, max: 2, noNaN: true }),
      duration: fc.double({ min: 0, max: 50, noNaN: true }),
    })
    .map(({ t1, ratio, duration }): Channel => ({ kind: 'thermal', t1, t2: ratio * t1, duration })),
);

/** Noise for circuits of up to so many qubits of a register `q`. */
export function noiseModels(qubits: number): fc.Arbitrary<NoiseModel> {
  const name = fc.nat({ max: qubits - 1 }).map((index) => ({ register: 'q', index }));
  const after: fc.Arbitrary<GateNoise['after']> = fc.oneof(
    fc.constantFrom('every' as const, 'one_qubit' as const, 'two_qubit' as const),
    fc.constantFrom('rx', 'cx', 'h', 'measure', 'reset', 'swap', 'cry').map((gate) => ({ gate })),
  );
  const one = name.map((qubit) => [qubit]);
  const two = fc.uniqueArray(name, {
    minLength: 2,
    maxLength: 2,
    selector: ({ index }) => index,
  });
  const on = qubits > 1 ? fc.oneof(fc.constant(null), one, two) : fc.oneof(fc.constant(null), one);
  return fc.record({
    gates: fc.array(fc.record({ after, on, channel: channels }), { maxLength: 3 }),
    readout: fc.array(
      fc.record({
        on: fc.oneof(fc.constant(null), name),
        zeroAsOne: probability,
        oneAsZero: probability,
      }),
      { maxLength: 2 },
    ),
  });
}
