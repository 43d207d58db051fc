import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeExecutor } from '../../cli/submit/write/executor.ts';
import { writePrimitives } from '../../cli/submit/write/primitives.ts';
import type { WriteRequest } from '../../cli/submit/write/written-job.ts';
import { emitOpenqasm3 } from '../../compiler/emit/openqasm3/index.ts';
import { emptyMeasurements, readAnswer } from '../../runtime/hardware/index.ts';
import { type KnownOutcomes, knownOutcomes } from '../support/known-outcomes.ts';
import { runBody } from './service/run-body.ts';
import { runExecutorBody } from './service/run-executor-body.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
const SHOTS = 7;

test('no shot is lost and no bit changes its name, wherever a circuit lies and whatever moves it', () => {
  const seen = { moved: 0, swapped: 0 };
  fc.assert(
    fc.property(knownOutcomes, (one) => {
      const { program, samples, expected } = one;
      const request = requestOf(one);
      const jobs = [
        ...writePrimitives(request).map((job) => ({ job, answer: runBody(job.body('tag')) })),
      ];
      const executed = writeExecutor(request).map((job) => ({
        job,
        answer: runExecutorBody(job.body('tag')),
      }));
      for (const list of [jobs, executed]) {
        const [into] = emptyMeasurements(program.circuits, samples.length);
        for (const { job, answer } of list) {
          readAnswer({ ...job, name: 'job', circuit: 0 }, program.circuits[0]!, answer, into!);
        }
        const wanted = expected.flat();
        expect(into!.values).toHaveLength(wanted.length);
        into!.values.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 9));
        into!.errors.forEach((error) => expect(error).toBeCloseTo(0, 6));
      }
      const { layout, finalLayout } = emitOpenqasm3(program, 0, {
        form: 'isa',
        target: one.device,
        lowering: { ...request.lowering, slots: true },
      });
      if (layout.some((qubit, k) => qubit !== k)) seen.moved += 1;
      if (String(layout) !== String(finalLayout)) seen.swapped += 1;
    }),
    { seed: 3, numRuns: nightly ? 500 : 20 },
  );
  // Most were really elsewhere, and moved on the way.
  expect(seen.moved).toBeGreaterThan(10);
  expect(seen.swapped).toBeGreaterThan(5);
});

function requestOf({ program, device, samples, seed }: KnownOutcomes): WriteRequest {
  return {
    program,
    circuit: 0,
    samples,
    machine: { device, backend: 'tree', misreadings: {}, remark: '' },
    settings: { writer: 'primitives', shots: SHOTS, precision: undefined, job: { options: {} } },
    lowering: { seed },
  };
}
