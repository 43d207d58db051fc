import { emitRuntime } from '../../../compiler/emit/runtime/index.ts';
import { libraryDevice } from '../../../compiler/targets/index.ts';
import { plannedJob } from '../../../cli/submit/planned-job.ts';
import type { Submission } from '../../../runtime/hardware/index.ts';
import { pairProgram } from '../../support/programs.ts';
import { measured, stateAfter } from '../../support/statevector.ts';
import { runBody } from './run-body.ts';

export interface Prepared {
  readonly submission: Submission;
  readonly bodies: ReadonlyMap<string, string>;
  /** By job. */
  readonly results: ReadonlyMap<string, string>;
  /** Of the whole circuit, sample by sample, by linear algebra. */
  readonly expected: readonly number[];
}

/** Jobs of a model of two kinds of readouts on three samples, and what they come to. */
export async function preparedSubmission({ shots = 50, rows = 2 } = {}): Promise<Prepared> {
  const program = pairProgram();
  const circuit = program.circuits[0]!;
  const target = (await libraryDevice('fez'))!;
  const samples = [0, 1, 2].map((sample) => ({
    values: circuit.leaves.map((_, leaf) => Math.cos(5 * leaf + 2 * sample)),
  }));
  const jobs = emitRuntime(program, 0, {
    target,
    samples,
    shots,
    precision: 1 / Math.sqrt(shots),
    limits: { rows, bytes: 1e7 },
  });
  const named = jobs.map((job, k) => {
    const name = `${job.body.program_id}-${k}`;
    const tag = `qmm-test-${k}`;
    const planned = { ...plannedJob(job, circuit, 0, name), tag };
    return { planned, text: JSON.stringify({ ...job.body, tags: ['qmm', tag] }) };
  });
  const bodies = new Map(named.map(({ planned, text }) => [planned.name, text]));
  return {
    bodies,
    expected: samples.flatMap(({ values }) =>
      measured(stateAfter(circuit, values), circuit.measurements),
    ),
    results: new Map([...bodies].map(([name, body]) => [name, runBody(body)])),
    submission: {
      version: 1,
      target: 'ibm:fez',
      run: 'a',
      folder: 'runs/pair/1',
      data: null,
      split: 'test',
      rows: [0, 1, 2],
      ids: ['1', '2', '3'],
      misreadings: null,
      jobs: named.map(({ planned }) => planned),
    },
  };
}
