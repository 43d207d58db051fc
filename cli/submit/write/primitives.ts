import { emitRuntime } from '../../../compiler/emit/runtime/index.ts';
import { jobLimits, precisionOfShots } from '../../../runtime/hardware/index.ts';
import { plannedPubs, settingsOf } from '../planned-job.ts';
import { runtimeBody } from './runtime-body.ts';
import type { WriteRequest, WrittenJob } from './written-job.ts';

/** Jobs of IBM's sampler and estimator. @throws UserProblem */
export function writePrimitives(request: WriteRequest): readonly WrittenJob[] {
  const { program, circuit: index, samples, machine, settings, lowering, texts } = request;
  const { shots, precision = precisionOfShots(shots) } = settings;
  const circuit = program.circuits[index]!;
  const jobs = emitRuntime(program, index, {
    ...settings.job,
    target: machine.device,
    backend: machine.backend,
    samples,
    shots,
    precision,
    limits: jobLimits(settingsOf(circuit), shots),
    lowering,
    ...(texts && { texts }),
  });
  return jobs.map((job) => ({
    program: job.body.program_id,
    pubs: plannedPubs(job, circuit),
    body: runtimeBody(job.body, request),
  }));
}
