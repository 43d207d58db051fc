import { describe, expect, test } from 'vitest';
import { nativeCount } from '../../compiler/targets/native-count.ts';
import { leftOver } from '../../compiler/targets/device-noise.ts';
import { libraryDevice } from '../../compiler/targets/library.ts';
import { regionOf } from '../../compiler/targets/region.ts';
import type { NoiseModel } from '../../runtime/program/index.ts';
import { compileText } from '../support/compile.ts';

const model = `
model Squeeze {
  modality point: real[3]
  label kind: class(2)

  register q
  encode point |> scale(0, pi) into q with angle
  evolve q with strongly_entangling(layers: 1)
  objective judge = classify(expect(Z(q)) |> linear, kind)
  objective align = alignment(overlap(q), kind)
}

data cloud = synthetic("rings", samples: 40)
`;

const program = (target: string, settings = 'objective: judge'): string => `${model}
train Squeeze on cloud {
  ${settings}
  target: lab
}

target lab = simulator {
  ${target}
}
`;

function compiled(target: string, settings?: string) {
  const { runs, diagnostics } = compileText(program(target, settings));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return runs[0]!;
}

function noiseOf(target: string): NoiseModel {
  return compiled(`noise: ${target}`).train!.execution.noise!;
}

function errorsOf(target: string): string[] {
  const text = program(`noise: ${target}`);
  return compileText(text)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, message, at }) => `${code} at ${text.slice(at.start, at.end)}: ${message}`);
}

describe('noise of a target', () => {
  test('is a list of channels, each after the gates that it names', () => {
    expect(
      noiseOf(
        '[depolarize(0.01, after: two_qubit), damp(0.002), phase_damp(0.1, after: ry), flip(0.02, after: measure)]',
      ),
    ).toEqual({
      gates: [
        { after: 'two_qubit', on: null, channel: { kind: 'depolarize', probability: 0.01 } },
        { after: 'every', on: null, channel: { kind: 'damp', gamma: 0.002 } },
        { after: { gate: 'ry' }, on: null, channel: { kind: 'phase_damp', lambda: 0.1 } },
      ],
      readout: [{ on: null, zeroAsOne: 0.02, oneAsZero: 0.02 }],
    });
  });

  test('one channel needs no brackets', () => {
    const { gates } = noiseOf('dephase(0.25)');
    expect(gates.map(({ channel }) => channel)).toEqual([{ kind: 'dephase', probability: 0.25 }]);
  });

  test('relaxation without a duration takes as long as the gates of a machine', () => {
    const channelsOf = (target: string) =>
      noiseOf(target).gates.map(({ after, channel }) => ({ after, channel }));
    const times = { kind: 'thermal', t1: 180_000, t2: 120_000 };
    expect(channelsOf('[thermal(t1: 180us, t2: 0.12ms)]')).toEqual([
      { after: 'one_qubit', channel: { ...times, duration: 24 } },
      { after: 'two_qubit', channel: { ...times, duration: 84 } },
    ]);
    expect(channelsOf('[thermal(t1: 180us, t2: 120us, duration: 50ns)]')).toEqual([
      { after: 'every', channel: { ...times, duration: 50 } },
    ]);
  });

  test('leaves no state pure: states are compared by their Pauli expectations', () => {
    const kinds = (target: string): string[] =>
      compiled(target, 'objective: align').program.circuits.flatMap(({ measurements }) =>
        measurements.map(({ kind }) => kind),
      );
    expect(kinds('noise: [damp(0.01)]')).toContain('paulis');
    expect(kinds('seed: 1')).toContain('amplitudes');
  });

  test('the precision of a target is that of the run, unless the run has its own', () => {
    expect(compiled('precision: f64').train!.precision).toBe('f64');
    expect(compiled('precision: f64', 'objective: judge\n  precision: f32').train!.precision).toBe(
      'f32',
    );
  });

  test('what makes no sense is refused where it stands', () => {
    expect(errorsOf('[depolarise(0.01)]')).toEqual([
      'unknown-name at depolarise: There is no channel named `depolarise` here.',
    ]);
    expect(errorsOf('[damp(1.5)]')).toEqual([
      'type-mismatch at 1.5: `gamma` of `damp` is the number 1.5. Wanted here: a probability from 0 to 1.',
    ]);
    expect(errorsOf('[thermal(t1: 180, t2: 120us)]')).toEqual([
      'type-mismatch at 180: `t1` of `thermal` is the number 180. Wanted here: a duration, e.g. `180us`.',
    ]);
    expect(errorsOf('[thermal(t1: 50us, t2: 120us)]')).toEqual([
      'argument-invalid at thermal(t1: 50us, t2: 120us): `t2` is 120us and `t1` 50us: coherence outlives the qubit. It can be 2 `t1` at most.',
    ]);
    expect(errorsOf('[flip()]')).toEqual([
      'missing-argument at flip(): `flip` needs a value for `probability`.',
    ]);
    expect(errorsOf('[damp(0.1, after: measure)]')).toEqual([
      'argument-invalid at damp(0.1, after: measure): After a measurement a bit is left, and `damp` acts on a qubit. Only `flip` has a meaning there.',
    ]);
    expect(errorsOf('[damp(0.1, after: cz)]')).toEqual([
      'argument-invalid at damp(0.1, after: cz): No circuit of `Squeeze` has a `cz`, so noise after it would do nothing.',
    ]);
    expect(errorsOf('device("linear:8")')).toEqual([
      'argument-invalid at device("linear:8"): Nothing is known of the errors of `linear:8`: it has no calibration.',
    ]);
  });
});

describe('noise of a machine', () => {
  test('is that of the region where the circuit lies', async () => {
    const fez = (await libraryDevice('fez'))!;
    const { qubits } = regionOf(fez, 3)!;
    const { gates, readout } = noiseOf('device("fez")');
    expect(readout).toEqual(
      qubits.map((qubit, index) => {
        const error = fez.calibration!.readoutError[qubit]!;
        return { on: { register: 'q', index }, zeroAsOne: error, oneAsZero: error };
      }),
    );
    const pairs = gates.filter(
      ({ on, channel }) => on!.length === 2 && channel.kind === 'depolarize',
    );
    expect(pairs.length).toBeGreaterThan(0);
    const edge = fez.edges.find(
      ({ from, to }) => [from, to].sort().join() === [qubits[0]!, qubits[1]!].sort().join(),
    )!;
    const first = pairs.find(
      ({ on, channel, qubit }) =>
        qubit === undefined &&
        on!
          .map(({ index }) => index)
          .sort()
          .join() === '0,1' &&
        channel.kind === 'depolarize',
    );
    // Relaxation has taken its part of the calibrated error already.
    const depolarizing = first!.channel as { readonly probability: number };
    expect(depolarizing.probability).toBeGreaterThan(0);
    expect(depolarizing.probability).toBeLessThan((16 / 15) * edge.error! * 1.3);
  });

  test('the average gate fidelity is that of the calibration', () => {
    // Depolarizing alone: 1 - F = p (1 - 1/d) with average fidelity F, so p = error d / (d - 1).
    expect(leftOver(0.01, [4])).toBeCloseTo(0.02, 12);
    expect(leftOver(0.01, [4, 4])).toBeCloseTo(0.01 * (4 / 3), 12);
    // Relaxation alone takes T = 1 + 2 exp(-t/T2) + exp(-t/T1) = 3.9 to F = (2 T / 4 + 1) / 3.
    expect(leftOver(1 - (3.9 / 2 + 1) / 3, [3.9])).toBeCloseTo(0, 12);
    expect(leftOver(0, [3.9])).toBe(0);
  });

  test('counts native gates', () => {
    expect(nativeCount('rz', 1)).toEqual({ pairs: 0, pulses: 0 });
    expect(nativeCount('swap', 2).pairs).toBe(3);
    expect(nativeCount('ccx', 3).pairs).toBe(6);
    expect(nativeCount('cccx', 4).pairs).toBe(61);
  });
});
