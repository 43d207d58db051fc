import { outputsOf, type BindProgram } from './bind-program.ts';
import { createBlock } from './blocks.ts';
import { dependencies, type Affected } from './dependencies.ts';
import { rowsOf, rowValue } from './forms.ts';
import { turnsOf, turnValue, writeEuler } from './turns.ts';

/** A bind program ready to run. It remembers the leaves it was told last. */
export interface Binder {
  /** Numbers that a sample has. */
  readonly leaves: number;
  /** Angles that a sample gets. */
  readonly angles: number;
  /**
   * All angles of `samples` samples (default 1): `values` are `[samples, leaves]`, `out` becomes `[samples, angles]`,
   * both row-major.
   */
  bind(values: ArrayLike<number>, out: Float64Array, samples?: number): void;
  /**
   * Gives one leaf of the sample that was bound last another value and writes the angles that depend on it; the others
   * in `out` stay as they are.
   */
  rebind(leaf: number, value: number, out: Float64Array): void;
}

export function createBinder(program: BindProgram): Binder {
  const { leaves, steps } = program;
  const turns = turnsOf(steps.flatMap((step) => (step.kind === 'turn' ? [step.word] : [])));
  const blocks = steps.flatMap((step) => (step.kind === 'block' ? [createBlock(step)] : []));
  const rows = rowsOf(program.angles);
  const angles = program.angles.length;
  /** Where a step's variables begin. */
  const places = new Int32Array(steps.length + 1);
  /** Which one of its kind a step is. */
  const numbers = new Int32Array(steps.length);
  const isBlock = Uint8Array.from(steps, ({ kind }) => Number(kind === 'block'));
  const counts = { turn: 0, block: 0 };
  places[0] = leaves;
  steps.forEach((step, k) => {
    places[k + 1] = places[k]! + outputsOf(step);
    numbers[k] = counts[step.kind]++;
  });
  const variables = new Float64Array(places[steps.length]!);
  const quaternion = new Float64Array(4);
  let affected: readonly Affected[] | undefined;

  const run = (step: number): void => {
    const [number, place] = [numbers[step]!, places[step]!];
    if (isBlock[step] === 1) {
      blocks[number]!(variables, place);
      return;
    }
    turnValue(turns, number, variables, quaternion);
    writeEuler(quaternion, variables, place);
  };
  return {
    leaves,
    angles,
    bind(values, out, samples = 1) {
      for (let sample = 0; sample < samples; sample++) {
        for (let leaf = 0; leaf < leaves; leaf++) variables[leaf] = values[sample * leaves + leaf]!;
        for (let step = 0; step < steps.length; step++) run(step);
        for (let k = 0; k < angles; k++) out[sample * angles + k] = rowValue(rows, k, variables);
      }
    },
    rebind(leaf, value, out) {
      affected ??= dependencies(program);
      variables[leaf] = value;
      for (const step of affected[leaf]!.steps) run(step);
      for (const k of affected[leaf]!.angles) out[k] = rowValue(rows, k, variables);
    },
  };
}
