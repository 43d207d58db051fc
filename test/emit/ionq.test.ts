import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emitIonq } from '../../compiler/emit/ionq/index.ts';
import { generatedDevice } from '../../compiler/targets/index.ts';
import type { Program } from '../../runtime/program/index.ts';
import { everyReadout, leafValues, programOf, randomGate } from '../support/circuits.ts';
import { programOf as compiled } from '../support/compile.ts';
import { ionqNumbers } from '../support/ionq.ts';
import { amplitudeProgram, irisProgram, pairProgram } from '../support/programs.ts';
import { measured, stateAfter } from '../support/statevector.ts';

const gatesets = ['qis', 'native'] as const;

function numbers({ circuits }: Program): number[] {
  return circuits[0]!.leaves.map((_, leaf) => leaf / 8);
}

describe.each(gatesets)('in %s gates', (gateset) => {
  test('two models', async () => {
    for (const program of [irisProgram(), pairProgram()]) {
      const samples = [{ values: numbers(program), present: ['eye', 'flower'] }];
      const [job] = emitIonq(program, 0, { samples, shots: 1000, settings: { gateset } });
      await expect(`${JSON.stringify(job!.body, null, 2)}\n`).toMatchFileSnapshot(
        `golden/${program.model.toLowerCase()}.${gateset}.ionq.json.txt`,
      );
    }
  });

  test('every circuit has the numbers it has', () => {
    const features = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), {
      minLength: 4,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(randomGate(4), { maxLength: 12 }), features, (gates, point) => {
        const program = programOf(4, gates, everyReadout(4));
        const circuit = program.circuits[0]!;
        const values = leafValues(circuit, point);
        const jobs = emitIonq(program, 0, {
          samples: [{ values }],
          shots: 1,
          settings: { gateset },
        });
        const [found] = ionqNumbers(circuit, jobs, 1);
        const expected = measured(stateAfter(circuit, values), circuit.measurements);
        found!.forEach((value, k) => expect(value).toBeCloseTo(expected[k]!, 8));
      }),
      { seed: 7, numRuns: 40 },
    );
  });
});

test('angles of machines are turns: phases of one at most, `zz` of a quarter', () => {
  const program = pairProgram();
  const samples = [{ values: numbers(program) }];
  const [job] = emitIonq(program, 0, { samples, settings: { gateset: 'native' } });
  expect(job!.body.type).toBe('ionq.circuit.v1');
  const { input } = job!.body as unknown as { input: { circuit: Record<string, number>[] } };
  for (const gate of input.circuit) {
    expect(gate['phase'] ?? 0).toBeGreaterThanOrEqual(0);
    expect(gate['phase'] ?? 0).toBeLessThan(1);
    expect(gate['angle'] ?? 0.25).toBeGreaterThan(0);
    expect(gate['angle'] ?? 0.25).toBeLessThanOrEqual(0.25 + 1e-12);
  }
});

test('samples and bases go into one job', () => {
  const program = programOf(2, [], everyReadout(2));
  const samples = [0.3, 0.7].map((x) => ({ values: [x, x, x, x] }));
  const [job, ...more] = emitIonq(program, 0, {
    samples,
    settings: { backend: 'qpu.forte-1', shots: 100, error_mitigation: { debiasing: true } },
  });
  expect(more).toEqual([]);
  expect(job!.body).toMatchObject({
    type: 'ionq.multi-circuit.v1',
    backend: 'qpu.forte-1',
    shots: 100,
    name: 'Random',
    settings: { error_mitigation: { debiasing: true } },
    input: { gateset: 'qis', qubits: 2 },
  });
  expect(job!.runs.map(({ sample }) => sample)).toEqual(
    Array.from({ length: 18 }, (_, run) => Math.floor(run / 9)),
  );
});

test('what starts over on the way is sent as OpenQASM 3, on registers', () => {
  const program = amplitudeProgram();
  const values = [Math.SQRT1_2, 0, 0.1, 0.2];
  const [job] = emitIonq(program, 0, { samples: [{ values }], shots: 100 });
  expect(job!.body).toMatchObject({
    type: 'ionq.qasm3.v1',
    input: { qubits: 3 },
    settings: { compilation: { service_version: 'v0.4' } },
  });
  const { data } = job!.body.input as { data: string };
  expect(data).toMatch(
    /^OPENQASM 3\.0;\n[^$]*qubit\[3\] q;[^$]*reset q\[1\];[^$]*measure q\[2\];\n$/,
  );
  expect(() =>
    emitIonq(program, 0, { samples: [{ values }], settings: { gateset: 'native' } }),
  ).toThrow('IonQ takes no native gates in circuits that measure or reset on the way.');
});

test('conditions and circuits that are too wide are refused', () => {
  const program = compiled(`
circuit pool on q[n] {
  let m = measure(q[0])
  if m { x q[1] }
}
model Pool {
  modality point: real[3]
  register q
  encode point into q with ry
  evolve q with pool
  readout y = expect(Z(q))
}
`);
  const samples = [{ values: [0, 0, 0] }];
  expect(() => emitIonq(program, 0, { samples, shots: 1 })).toThrow(
    'IonQ runs no `if` on measured bits',
  );
  const target = generatedDevice('full:2')!;
  expect(() => emitIonq(program, 0, { samples, shots: 1, target })).toThrow(
    'The circuit has 3 qubits and `full:2` has 2.',
  );
});
