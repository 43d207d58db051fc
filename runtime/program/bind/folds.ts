import type { FoldStep } from './bind-program.ts';
import { rowsOf, rowValue } from './forms.ts';
import type { StepRun } from './step-run.ts';

export function createFold({ angle }: FoldStep): StepRun {
  const row = rowsOf([angle]);
  return (variables, at) => {
    const value = rowValue(row, 0, variables);
    const reduced = value - 2 * Math.PI * Math.round(value / (2 * Math.PI));
    // Half a turn of ZZ is half a turn of each qubit, and a flip of one of them turns ZZ round.
    const hasHalfTurn = Math.abs(reduced) > Math.PI / 2;
    const rest = hasHalfTurn ? reduced - Math.sign(reduced) * Math.PI : reduced;
    variables[at] = Math.min(Math.abs(rest), Math.PI / 2);
    variables[at + 1] = rest < 0 ? Math.PI : 0;
    variables[at + 2] = hasHalfTurn ? Math.PI : 0;
  };
}
