import { outputsOf, type BindProgram } from './bind-program.ts';
import { createBlock } from './blocks.ts';
import { dependencies, type Affected } from './dependencies.ts';
import { createFold } from './folds.ts';
import { rowsOf, rowValue } from './forms.ts';
import type { StepRun } from './step-run.ts';
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
  const rows = rowsOf(program.angles);
  const angles = program.angles.length;
  /** Where a step's variables begin. */
  const places = new Int32Array(steps.length + 1);
  places[0] = leaves;
  steps.forEach((step, k) => {
    places[k + 1] = places[k]! + outputsOf(step);
  });
  // Most steps are turns: these are in common arrays, and other steps each know their own.
  const turns = turnsOf(steps.flatMap((step) => (step.kind === 'turn' ? [step.word] : [])));
  let turnCount = 0;
  const turnNumbers = Int32Array.from(steps, ({ kind }) => (kind === 'turn' ? turnCount++ : -1));
  const others = steps.map((step): StepRun | undefined => {
    switch (step.kind) {
      case 'turn':
        return undefined;
      case 'block':
        return createBlock(step);
      case 'fold':
        return createFold(step);
    }
  });
  const variables = new Float64Array(places[steps.length]!);
  const quaternion = new Float64Array(4);
  let affected: readonly Affected[] | undefined;

  const run = (step: number): void => {
    const other = others[step];
    if (other === undefined) {
      turnValue(turns, turnNumbers[step]!, variables, quaternion);
      writeEuler(quaternion, variables, places[step]!);
    } else other(variables, places[step]!);
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
