import { formsOf, outputsOf, type BindProgram, type Form } from './bind-program.ts';

/** What has to be worked out anew when one leaf has another value. */
export interface Affected {
  /** Ascending. */
  readonly steps: readonly number[];
  /** Ascending. */
  readonly angles: readonly number[];
}

/** For each leaf what depends on it, by whatever steps are between. */
export function dependencies(program: BindProgram): readonly Affected[] {
  const affected = Array.from({ length: program.leaves }, () => ({
    steps: [] as number[],
    angles: [] as number[],
  }));
  /** The leaves that a variable depends on. */
  const behind: (readonly number[])[] = affected.map((_, leaf) => [leaf]);
  const leavesOf = (forms: readonly Form[]): readonly number[] => [
    ...new Set(forms.flatMap(({ terms }) => terms.flatMap(([variable]) => behind[variable]!))),
  ];
  program.steps.forEach((step, index) => {
    const leaves = leavesOf(formsOf(step));
    for (let output = 0; output < outputsOf(step); output++) behind.push(leaves);
    for (const leaf of leaves) affected[leaf]!.steps.push(index);
  });
  program.angles.forEach((form, index) => {
    for (const leaf of leavesOf([form])) affected[leaf]!.angles.push(index);
  });
  return affected;
}
