import { emitIonq, ionqOptions } from '../../compiler/emit/ionq/index.ts';
import { readOptions } from '../../compiler/emit/read-options.ts';
import { type Emit, sumStats } from './emission.ts';
import { samplesFor } from './samples.ts';

/** The bodies of the jobs that run a model's circuits on samples: one for each circuit. */
export const emitIonqJobs: Emit = async (request) => {
  const { program } = request.run;
  const { device, lowering, shots } = request;
  const settings = readOptions(ionqOptions, request.options, 'ionq');
  const samples = await samplesFor(request, 'ionq');
  return program.circuits.flatMap((_, index) => {
    const jobs = emitIonq(program, index, {
      samples: samples.map(({ circuits }) => circuits[index]!),
      settings,
      ...(shots !== undefined && { shots }),
      ...(device && { target: device, lowering }),
    });
    return jobs.map(({ body, stats }, job) => ({
      part: [
        ...(program.circuits.length > 1 ? [`circuit-${index + 1}`] : []),
        ...(jobs.length > 1 ? [`job-${job + 1}`] : []),
      ].join('-'),
      extension: '.json',
      text: `${JSON.stringify(body, null, 2)}\n`,
      stats: sumStats(stats, 0),
    }));
  });
};
