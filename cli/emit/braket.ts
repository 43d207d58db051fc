import { braketOptions, emitBraket } from '../../compiler/emit/braket/index.ts';
import { readOptions } from '../../compiler/emit/read-options.ts';
import { type Emit, sumStats } from './emission.ts';
import { samplesFor } from './samples.ts';

const DEFAULT_SHOTS = 4096;

/** What `CreateQuantumTask` is told, for each circuit: one task for all samples, or, exactly, one for each. */
export const emitBraketTasks: Emit = async (request) => {
  const { program } = request.run;
  const { device, lowering } = request;
  const options = readOptions(braketOptions, request.options, 'braket');
  // Machines tell outcomes only; simulators tell exact values, where nobody wants shots.
  const shots = options.shots ?? request.shots ?? (device ? DEFAULT_SHOTS : 0);
  const samples = await samplesFor(request, 'braket');
  return program.circuits.flatMap((_, index) => {
    const tasks = emitBraket(program, index, {
      samples: samples.map(({ circuits }) => circuits[index]!),
      shots: shots === 0 ? null : shots,
      ...(device && { target: device, lowering }),
    });
    return tasks.map(({ body, runs, stats }, task) => {
      const ids = runs.length === 1 ? runs[0]!.samples.map((sample) => samples[sample]!.id) : [];
      const [id] = ids;
      const parts = [
        ...(program.circuits.length > 1 ? [`circuit-${index + 1}`] : []),
        ...(tasks.length > 1
          ? [id === undefined || id === '' ? `task-${task + 1}` : `sample-${id}`]
          : []),
      ];
      return {
        part: parts.join('-'),
        extension: '.json',
        text: `${JSON.stringify(body, null, 2)}\n`,
        stats: sumStats(stats, stats[0]!.parameters),
      };
    });
  });
};
