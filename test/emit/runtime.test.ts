import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  emitRuntime,
  type RuntimeSample,
  type TypedNdarray,
} from '../../compiler/emit/runtime/index.ts';
import { createBinder } from '../../runtime/program/index.ts';
import { libraryDevice } from '../../compiler/targets/index.ts';
import { decodeTensor } from '../../runtime/hardware/results/index.ts';
import { programOf } from '../support/compile.ts';
import { amplitudeProgram, irisProgram, pairProgram } from '../support/programs.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

const fez = (await libraryDevice('fez'))!;

function samplesOf(
  leaves: number,
  count: number,
  present?: readonly (readonly string[])[],
): RuntimeSample[] {
  return Array.from({ length: count }, (_, sample) => ({
    values: Array.from({ length: leaves }, (__, leaf) => sample + leaf / 100),
    ...(present && { present: present[sample]! }),
  }));
}

describe('an estimator job', () => {
  test('sends all samples in one pub, whose values meet every observable', () => {
    const [job] = emitRuntime(irisProgram(), 0, { target: fez, samples: samplesOf(28, 3) });
    expect(job!.body).toMatchObject({
      program_id: 'estimator',
      backend: 'ibm_fez',
      params: { options: {}, version: 2, support_qiskit: true },
    });
    expect(job!.body.params).not.toHaveProperty('resilience_level');
    const [text, observables, values, precision] = job!.body.params.pubs[0] as [
      string,
      object[],
      TypedNdarray,
      null,
    ];
    expect(text).toMatch(/\$155\b/);
    expect(text).not.toContain('measure');
    expect(observables).toHaveLength(4);
    expect(
      observables.flatMap((each) => Object.keys(each)).every((word) => word.length === 156),
    ).toBe(true);
    expect(precision).toBeNull();
    const { shape, values: numbers } = decodeTensor(values);
    const { program } = job!.pubs[0]!.circuit.slots;
    const second = new Float64Array(program.angles.length);
    createBinder(program).bind(samplesOf(28, 3)[1]!.values, second);
    expect(shape).toEqual([3, 1, second.length]);
    expect(second.length).toBeLessThan(28);
    expect(Array.from(numbers).slice(second.length, 2 * second.length)).toEqual([...second]);
  });

  test('says what it was asked to say, and nothing else', () => {
    const [job] = emitRuntime(irisProgram(), 0, {
      target: fez,
      backend: 'my_fez',
      samples: samplesOf(28, 1),
      precision: 0.05,
      resilienceLevel: 0,
      options: { twirling: { enable_gates: true } },
    });
    expect(job!.body.backend).toBe('my_fez');
    expect(job!.body.params.resilience_level).toBe(0);
    expect(job!.body.params.options).toEqual({ twirling: { enable_gates: true } });
    expect(job!.body.params.pubs[0]![3]).toBe(0.05);
  });
});

describe('a model with both kinds of readouts', () => {
  const present = [['eye', 'ear'], ['eye'], ['eye', 'ear']];
  const jobs = emitRuntime(pairProgram(), 0, {
    target: fez,
    samples: samplesOf(32, 3, present),
    options: { resilience: { measure_mitigation: true }, dynamical_decoupling: { enable: true } },
  });

  test('makes a job for each kind', () => {
    expect(jobs.map(({ body }) => body.program_id)).toEqual(['estimator', 'sampler']);
  });

  test('gives samples that lack a modality a circuit of their own', () => {
    for (const { pubs } of jobs) {
      expect(pubs.map(({ samples }) => samples)).toEqual([[0, 2], [1]]);
      expect(pubs.map(({ circuit }) => circuit.slots.leaves.length)).toEqual([19, 11]);
    }
  });

  test('keeps mitigation from the sampler, which has none', () => {
    expect(jobs.map(({ body }) => Object.keys(body.params.options))).toEqual([
      ['resilience', 'dynamical_decoupling'],
      ['dynamical_decoupling'],
    ]);
  });

  test('samples with 4096 shots unless told otherwise', () => {
    const [text, values, shots] = jobs[1]!.body.params.pubs[0] as [string, TypedNdarray, number];
    expect(text).toMatch(/bit\[2\] c;[^]*c\[1\] = measure \$\d+;\nc\[0\] = measure \$\d+;/);
    expect(decodeTensor(values).shape).toEqual([2, text.match(/^input/gm)!.length]);
    expect(shots).toBe(4096);
  });
});

test.each([
  ['rows', { rows: 300, bytes: 1e9 }],
  ['bytes', { rows: 1e9, bytes: 60_000 }],
])('what is too large for a job is cut by %s, and every sample is sent once', (_, limits) => {
  const jobs = emitRuntime(irisProgram(), 0, {
    target: fez,
    samples: samplesOf(28, 1000),
    limits,
  });
  expect(jobs.length).toBeGreaterThan(2);
  expect(jobs.flatMap(({ pubs }) => pubs.flatMap(({ samples }) => samples))).toEqual(
    Array.from({ length: 1000 }, (__, sample) => sample),
  );
  for (const { body, pubs } of jobs) {
    expect(pubs.reduce((sum, { samples }) => sum + samples.length, 0)).toBeLessThanOrEqual(
      limits.rows,
    );
    expect(JSON.stringify(body).length).toBeLessThanOrEqual(limits.bytes);
  }
});

test('amplitudes are prepared by their numbers: a circuit for each state', () => {
  const samples = [0, 1, 0].map((angle) => ({
    values: [Math.SQRT1_2 * Math.cos(angle), Math.SQRT1_2 * Math.sin(angle), 0.1, 0.2],
  }));
  const [job] = emitRuntime(amplitudeProgram(), 0, { target: fez, samples });
  expect(job!.pubs.map((pub) => pub.samples)).toEqual([[0, 2], [1]]);
  expect(job!.pubs.map(({ circuit }) => circuit.slots.leaves)).toEqual([
    [2, 3],
    [2, 3],
  ]);
});

describeShared('the strict bodies that the service accepts', () => {
  test.for(['estimator', 'sampler'] as const)('have the keys of our %s job', (kind) => {
    const path = sharedPath('fixtures', 'runtime', `text-${kind}-strict.json`);
    const accepted = JSON.parse(readFileSync(path, 'utf8')) as Record<
      string,
      Record<string, unknown>
    >;
    const jobs = emitRuntime(pairProgram(), 0, {
      target: fez,
      samples: samplesOf(32, 1),
      resilienceLevel: kind === 'estimator' ? 1 : null,
    });
    const ours = jobs.find(({ body }) => body.program_id === kind)!.body;
    expect(Object.keys(ours).sort()).toEqual(Object.keys(accepted).sort());
    expect(Object.keys(ours.params).sort()).toEqual(Object.keys(accepted['params']!).sort());
    const [theirs] = accepted['params']!['pubs'] as unknown[][];
    expect(ours.params.pubs[0]!.map(kindOf)).toEqual(
      theirs!.map(kindOf).map((each, k) => (kind === 'estimator' && k === 3 ? 'null' : each)),
    );
  });
});

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

describe('a circuit that decides on the way', () => {
  const circuits = (condition: string): string => `
circuit pool on q[n] {
  let m = measure(q[0..2])
  if ${condition} {
    x q[2]
  }
}
model Pool {
  modality point: real[3]
  register q
  encode point into q with ry
  evolve q with pool
  readout y = expect(Z(q))
}
`;
  const job = (condition: string, options = {}) =>
    emitRuntime(programOf(circuits(condition)), 0, {
      target: fez,
      samples: samplesOf(3, 1),
      options,
    });

  test('is sent with its measurements and conditions', () => {
    const [text] = job('m[0]')[0]!.body.params.pubs[0]!;
    expect(text).toMatch(/m\[0\] = measure \$\d+;[^]*if \(m\[0\]\) \{/);
  });

  test.each([
    ['m[0] and m[1]', {}, '`fez` takes no `if` within another, and `m[0] and m[1]` asks for more'],
    [
      'm[0]',
      { dynamical_decoupling: { enable: true } },
      '`fez` does no dynamical decoupling in circuits with an `if` on a measured bit.',
    ],
  ])('is refused where IBM takes it not: %s with %o', (condition, options, message) => {
    expect(() => job(condition, options)).toThrow(message);
  });

  test('is refused on machines without conditions', async () => {
    const target = (await libraryDevice('miami'))!;
    expect(() =>
      emitRuntime(programOf(circuits('m[1]')), 0, { target, samples: samplesOf(3, 1) }),
    ).toThrow('`miami` cannot act on the outcome of a measurement');
  });
});
