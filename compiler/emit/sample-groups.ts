import type { Circuit } from '../../runtime/program/index.ts';

/** One sample to run: a number for each leaf of the circuit, in the order of `Circuit.leaves`. */
export interface SampleValues {
  readonly values: ArrayLike<number>;
  /** Modalities it has; without it, all of them. */
  readonly present?: readonly string[];
}

/** Samples that one text serves. */
export interface SampleGroup {
  /** Indices into the samples that were given. */
  readonly samples: readonly number[];
  /** Leaves that the text has to have as numbers, with those numbers. */
  readonly fixed: readonly (number | undefined)[];
  readonly present: ((modality: string) => boolean) | undefined;
}

/** Groups for each set of modalities that occurs, and for each state that has to be prepared by its numbers. */
export function sampleGroups(
  circuit: Circuit,
  samples: readonly SampleValues[],
): readonly SampleGroup[] {
  const prepared = preparedLeaves(circuit);
  const groups = new Map<string, number[]>();
  samples.forEach(({ present, values }, sample) => {
    const names = present === undefined ? null : [...present].sort();
    const key = JSON.stringify([names, [...prepared].map((leaf) => values[leaf])]);
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  });
  return [...groups.values()].map((members) => {
    const { present, values } = samples[members[0]!]!;
    return {
      samples: members,
      fixed: circuit.leaves.map((_, leaf) => (prepared.has(leaf) ? values[leaf] : undefined)),
      present: present && ((modality) => present.includes(modality)),
    };
  });
}

/** Leaves in amplitudes: no gate takes those as an angle. */
function preparedLeaves({ gates, angles }: Circuit): ReadonlySet<number> {
  const amplitudes = gates.filter(({ name }) => name === 'prepare').flatMap((gate) => gate.angles);
  return new Set(amplitudes.flatMap((index) => angles[index]!.terms.map(({ leaf }) => leaf)));
}
