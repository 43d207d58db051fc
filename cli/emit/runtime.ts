import type { CircuitStats } from '../../compiler/emit/stats.ts';
import { readOptions } from '../../compiler/emit/read-options.ts';
import {
  emitExecutor,
  emitRuntime,
  jobOptions,
  mitigationOptions,
  runtimeOptions,
} from '../../compiler/emit/runtime/index.ts';
import { UsageError } from '../exit.ts';
import { type Emit, type Emitted, sumStats } from './emission.ts';
import { samplesFor } from './samples.ts';

/** The bodies of the jobs that run a model's circuits on samples. */
export const emitRuntimeJobs: Emit = async (request) => {
  const { run, device, lowering, shots } = request;
  if (!device) {
    throw new UsageError('`--to runtime` writes for a machine.', 'Name one: `--target fez`.');
  }
  const settings = readOptions(
    runtimeOptions,
    [...mitigationOptions(request.mitigation), ...request.options],
    'runtime',
  );
  const all = await samplesFor(request, 'runtime');
  const { circuits } = run.program;
  return circuits.flatMap((_, index) => {
    const job = {
      target: device,
      lowering,
      samples: all.map((sample) => sample.circuits[index]!),
      ...(shots !== undefined && { shots }),
      ...jobOptions(settings),
    };
    const jobs =
      settings.program === 'executor'
        ? [emitExecutor(run.program, index, job)].map(({ body, items }) => ({ body, pubs: items }))
        : emitRuntime(run.program, index, job);
    const part = circuits.length > 1 ? `circuit-${index + 1}-` : '';
    return jobs.map(({ body, pubs }) =>
      emitted(
        `${part}${body.program_id}`,
        body,
        pubs.map(({ circuit }) => circuit.stats),
      ),
    );
  });
};

function emitted(part: string, body: object, stats: readonly CircuitStats[]): Emitted {
  return {
    part,
    extension: '.json',
    text: `${JSON.stringify(body, null, 2)}\n`,
    stats: sumStats(stats, 0),
  };
}
