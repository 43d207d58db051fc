import { emitRuntime } from '../../compiler/emit/runtime/index.ts';
import { leafValues } from '../../runtime/predict/index.ts';
import { UsageError } from '../exit.ts';
import { type Emit, sumStats } from './emission.ts';

/** The bodies of the jobs that run a trained model's circuits on the samples of a split. */
export const emitRuntimeJobs: Emit = async ({ run, device, trained, features, take, lowering }) => {
  if (!device) {
    throw new UsageError('`--to runtime` writes for a machine.', 'Name one: `--target fez`.');
  }
  if (!trained) {
    throw new UsageError(
      '`--to runtime` needs the numbers of a trained run.',
      'Give one: `--run last`.',
    );
  }
  const { program } = run;
  const values = await leafValues({
    ...trained,
    ...(features?.split === undefined ? {} : { split: features.split }),
    ...(take === undefined ? {} : { limit: take }),
  });
  const modalities = program.inputs.filter(({ role }) => role === 'modality');
  return program.circuits.flatMap(({ leaves }, index) => {
    const rows = values.circuits[index]!;
    const samples = values.ids.map((_, sample) => ({
      values: rows.subarray(sample * leaves.length, (sample + 1) * leaves.length),
      present: modalities
        .map(({ name }) => name)
        .filter((name) => !values.absent[sample]!.includes(name)),
    }));
    return emitRuntime(program, index, { target: device, samples, lowering }).map(
      ({ body, pubs }) => ({
        part: [
          ...(program.circuits.length > 1 ? [`circuit-${index + 1}`] : []),
          body.program_id,
        ].join('-'),
        extension: '.json',
        text: `${JSON.stringify(body, null, 2)}\n`,
        stats: sumStats(
          pubs.map(({ circuit }) => circuit.stats),
          0,
        ),
      }),
    );
  });
};
