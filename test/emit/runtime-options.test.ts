import { describe, expect, test } from 'vitest';
import { readOptions } from '../../compiler/emit/read-options.ts';
import {
  emitExecutor,
  emitRuntime,
  jobOptions,
  runtimeOptions,
} from '../../compiler/emit/runtime/index.ts';
import { libraryDevice } from '../../compiler/targets/index.ts';
import { irisProgram, pairProgram } from '../support/programs.ts';

const fez = (await libraryDevice('fez'))!;
const samples = [{ values: Array.from({ length: 28 }, (_, leaf) => leaf / 10) }];

/** The bodies of a model's jobs, as the command line asks for them. */
function bodies(given: readonly string[], target = fez): readonly Record<string, unknown>[] {
  const settings = readOptions(runtimeOptions, given, 'runtime');
  return emitRuntime(irisProgram(), 0, { target, samples, ...jobOptions(settings) }).map(
    ({ body }) => ({ ...body }),
  );
}

describe('options of Qiskit Runtime', () => {
  test('stand where the service looks for them', () => {
    const [body] = bodies([
      'precision=0.02',
      'resilience_level=2',
      'max_execution_time=300',
      'tags=qmm,iris',
      'private=true',
      'log_level=INFO',
      'backend=ibm_torino',
      'dynamical_decoupling.enable=true',
      'dynamical_decoupling.sequence_type=XY4',
      'resilience.zne.noise_factors=1,3,5',
      'resilience.zne.extrapolator=exponential,linear',
      'twirling.num_randomizations=auto',
    ]);
    expect(body).toMatchObject({
      program_id: 'estimator',
      backend: 'ibm_torino',
      cost: 300,
      tags: ['qmm', 'iris'],
      private: true,
      log_level: 'INFO',
      params: {
        resilience_level: 2,
        options: {
          dynamical_decoupling: { enable: true, sequence_type: 'XY4' },
          resilience: {
            zne: { noise_factors: [1, 3, 5], extrapolator: ['exponential', 'linear'] },
          },
          twirling: { num_randomizations: 'auto' },
        },
      },
    });
  });

  test('that are shots reach the estimator too, where no precision is given', () => {
    const optionsOf = (...given: string[]): unknown => {
      const [body] = bodies(given);
      return (body!['params'] as { options: unknown }).options;
    };
    expect(optionsOf('shots=1000')).toEqual({ default_shots: 1000 });
    expect(optionsOf('shots=1000', 'precision=0.1')).toEqual({});
  });

  test.for([
    [
      ['twirling.enable_gate=true'],
      'has no option `twirling.enable_gate`',
      'Did you mean `twirling.enable_gates`?',
    ],
    [['zne_mitigation=true'], 'no option `zne_mitigation`', '`resilience.zne_mitigation`?'],
    [['resilience.zne.amplifier=fold'], 'takes `gate_folding`, `gate_folding_front`', ''],
    [['resilience.zne.extrapolator=lineer'], 'one or several of linear, exponential', '=linear`'],
    [['resilience.zne.noise_factors=0.5,1'], 'takes numbers from 1', ''],
    [['max_execution_time=20000'], 'a whole number from 1 to 10800, and `20000` is none', ''],
  ] as const)('%s is refused by name', ([given, message, help]) => {
    expect(() => bodies(given)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(message) as string,
        ...(help !== '' && {
          details: expect.objectContaining({
            help: expect.stringContaining(help) as string,
          }) as object,
        }),
      }),
    );
  });

  test.for([
    [
      ['resilience.zne_mitigation=true', 'resilience.pec_mitigation=true'],
      'exclude each other, and `resilience.zne_mitigation=true` and `resilience.pec_mitigation=true`',
    ],
    [
      ['resilience_level=2', 'resilience.pec_mitigation=true'],
      '`resilience_level=2` and `resilience.pec_mitigation=true` ask for both',
    ],
    [['resilience.zne.amplifier=pea'], '`resilience.zne` says how to extrapolate, and nothing is'],
    [['resilience.pec.max_overhead=10'], '`resilience.pec` says how errors are cancelled, and'],
    [
      ['resilience.measure_noise_learning.num_randomizations=8'],
      '`resilience.measure_noise_learning` is for the mitigation of readouts',
    ],
    [
      ['resilience_level=2', 'resilience.zne.noise_factors=1'],
      '`exponential` needs 2 noise factors, and there is 1: 1.',
    ],
    [
      ['resilience_level=2', 'resilience.zne.extrapolator=polynomial_degree_3'],
      '`polynomial_degree_3` needs 4 noise factors, and there are 3: 1, 3, 5.',
    ],
    [
      [
        'shots=1000',
        'twirling.enable_gates=true',
        'twirling.num_randomizations=4',
        'twirling.shots_per_randomization=100',
      ],
      '4 randomizations of 100 shots are 400, and 1000 shots are asked for.',
    ],
  ] as const)('%s exclude each other', ([given, message]) => {
    expect(() => bodies(given)).toThrow(message);
  });

  test.for([
    ['resilience_level=2', 'gate twirling (`resilience_level=2`) does that'],
    ['twirling.enable_gates=true', 'and gate twirling does that'],
    ['resilience.pec_mitigation=true', 'and error cancellation does that'],
  ] as const)('fractional gates are not twirled: %s', ([option, message]) => {
    const fractional = {
      ...fez,
      basis: [...fez.basis, 'rx', 'rzz'],
      rzzAngles: 'quadrant' as const,
    };
    expect(bodies([option])).toHaveLength(1);
    expect(() => bodies([option], fractional)).toThrow(message);
  });
});

describe('a job for the executor', () => {
  test('has a circuit for each basis, and a row of angles for each sample', () => {
    const values = [0, 1, 2].map((sample) => ({
      values: Array.from({ length: 32 }, (_, leaf) => sample + leaf / 10),
    }));
    const { body, items } = emitExecutor(pairProgram(), 0, {
      target: fez,
      samples: values,
      shots: 500,
      options: { execution: { init_qubits: false } },
    });
    expect(body.params).toMatchObject({
      schema_version: 'v2.0',
      quantum_program: { shots: 500, meas_level: 'classified' },
      options: { init_qubits: false },
    });
    // Z Z and the outcomes of the first register are read in one basis.
    expect(items).toHaveLength(1);
    expect(body.params.quantum_program.circuits.data[0]).toMatch(/bit\[3\] c;[^]*\$155\b/);
    expect(body.params.quantum_program.items[0]!.circuit_arguments.shape[0]).toBe(3);
    expect(items[0]!.words).toEqual([
      { measurement: 1, element: 0, coefficient: 1, qubits: [0, 2] },
    ]);
  });

  test('does no mitigation', () => {
    expect(() =>
      emitExecutor(irisProgram(), 0, { target: fez, samples, options: { twirling: {} } }),
    ).toThrow('The program `executor` runs circuits as they are, and `twirling` changes them.');
  });
});
