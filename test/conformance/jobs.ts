import {
  emitRuntime,
  type RuntimeJob,
  type RuntimeSample,
} from '../../compiler/emit/runtime/index.ts';
import { libraryDevice } from '../../compiler/targets/index.ts';
import type { Circuit, Program } from '../../runtime/program/index.ts';
import { amplitudeProgram, irisProgram, pairProgram } from '../support/programs.ts';
import { measured, stateAfter } from '../support/statevector.ts';
import type { Case } from './qiskit.ts';

export const SHOTS = 20_000;

/** A job, what is asked about it, and for each sample the numbers of the whole circuit by our own reckoning. */
export interface JobFixture {
  readonly case: Case & { readonly kind: 'job' };
  readonly job: RuntimeJob;
  readonly circuit: Circuit;
  readonly expected: readonly (readonly number[])[];
}

/** Three samples of each model; the second of `Pair` has no sound. */
export function jobModels(): readonly {
  readonly program: Program;
  readonly samples: readonly RuntimeSample[];
}[] {
  const models: readonly { program: Program; absent: readonly string[] }[] = [
    { program: irisProgram(), absent: [] },
    { program: pairProgram(), absent: ['ear'] },
    { program: amplitudeProgram(), absent: [] },
  ];
  return models.map(({ program, absent }) => {
    const modalities = program.inputs
      .filter(({ role }) => role === 'modality')
      .map(({ name }) => name);
    const samples = [0, 1, 2].map((sample): RuntimeSample => ({
      values: valuesOf(program, sample),
      present: modalities.filter((name) => sample !== 1 || !absent.includes(name)),
    }));
    return { program, samples };
  });
}

/** What all samples of a model have in common: those of the first. */
export function withSharedWeights(
  { circuits, nodes }: Program,
  samples: readonly RuntimeSample[],
): readonly RuntimeSample[] {
  const shared = circuits[0]!.leaves.map(({ node }) => nodes[node]!.rate === 'shared');
  return samples.map(({ values, ...rest }) => ({
    ...rest,
    values: Array.from(values, (value, leaf) => (shared[leaf] ? samples[0]!.values[leaf]! : value)),
  }));
}

/** The models' samples on fez. */
export async function jobFixtures(): Promise<readonly JobFixture[]> {
  const target = (await libraryDevice('fez'))!;
  return jobModels().flatMap(({ program, samples }) => {
    const circuit = program.circuits[0]!;
    const expected = samples.map(({ values, present }) =>
      measured(
        stateAfter(circuit, values, (name) => present!.includes(name)),
        circuit.measurements,
      ),
    );
    const jobs = emitRuntime(program, 0, {
      target,
      samples,
      shots: SHOTS,
      precision: 0.02,
      resilienceLevel: 1,
      options: {
        dynamical_decoupling: { enable: true, sequence_type: 'XY4' },
        resilience: { measure_mitigation: true },
      },
    });
    return jobs.map((job): JobFixture => {
      const id = `${program.model}, ${job.body.program_id}`;
      return {
        case: { id, kind: 'job', body: JSON.stringify(job.body), backend: 'FakeFez' },
        job,
        circuit,
        expected,
      };
    });
  });
}

/** The first two leaves of `Amplitude` are amplitudes beside two of 1/2. */
function valuesOf({ model, circuits }: Program, sample: number): readonly number[] {
  const values = circuits[0]!.leaves.map((_, leaf) => Math.cos(5 * leaf + 2 * sample));
  if (model !== 'Amplitude') return values;
  const [, , ...rest] = values;
  return [Math.SQRT1_2 * Math.cos(sample), Math.SQRT1_2 * Math.sin(sample), ...rest];
}
