import { describeLeaf } from '../../compiler/emit/leaf-path.ts';
import type { SampleValues } from '../../compiler/emit/sample-groups.ts';
import { leafValues } from '../../runtime/predict/index.ts';
import type { Program } from '../../runtime/program/index.ts';
import { UsageError } from '../exit.ts';
import type { EmitRequest } from './emission.ts';

/** What is asked of a model's circuits: the numbers of one row of its data. */
export interface Sample {
  /** Empty for the only one of a circuit without inputs. */
  readonly id: string;
  /** For each circuit, what it is run on. */
  readonly circuits: readonly SampleValues[];
}

/**
 * The samples that a job is for: those of the run's split; one without numbers where the circuits leave nothing open.
 *
 * @throws UsageError where numbers are missing
 */
export async function samplesFor(
  { run: { program }, trained, features, take }: EmitRequest,
  format: string,
): Promise<readonly Sample[]> {
  if (!trained) {
    refuseOpen(program, format);
    return [{ id: '', circuits: program.circuits.map(() => ({ values: [] })) }];
  }
  const values = await leafValues({
    ...trained,
    ...(features?.split === undefined ? {} : { split: features.split }),
    ...(take === undefined ? {} : { limit: take }),
  });
  const modalities = program.inputs
    .filter(({ role }) => role === 'modality')
    .map(({ name }) => name);
  return values.ids.map((id, sample) => ({
    id,
    circuits: program.circuits.map(({ leaves }, circuit) => ({
      values: values.circuits[circuit]!.subarray(
        sample * leaves.length,
        (sample + 1) * leaves.length,
      ),
      present: modalities.filter((name) => !values.absent[sample]!.includes(name)),
    })),
  }));
}

function refuseOpen(program: Program, format: string): void {
  const open = program.circuits.flatMap((circuit) => {
    const used = circuit.gates.flatMap((gate) => gate.angles.map((each) => circuit.angles[each]!));
    const leaves = new Set(used.flatMap(({ terms }) => terms.map(({ leaf }) => leaf)));
    return [...leaves].map((leaf) => describeLeaf(program, circuit.leaves[leaf]!));
  });
  if (open.length === 0) return;
  const isText = program.sources[0]?.endsWith('.qasm') === true;
  const first = isText ? open[0]!.word : open[0]!.path;
  throw new UsageError(
    `\`--to ${format}\` needs the numbers of a trained run: \`${first}\` is open${open.length > 1 ? `, and ${open.length - 1} more` : ''}.`,
    isText
      ? 'Write the number into the file, or `--to openqasm3`, which leaves it open.'
      : 'Give one: `--run last`.',
  );
}
