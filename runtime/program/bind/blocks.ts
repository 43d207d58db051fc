import type { BlockStep } from './bind-program.ts';
import { rowsOf, rowValue } from './forms.ts';
import { identityMatrix, phaseRows, swapRows, turnRows, type Matrix } from './matrix.ts';
import type { Quaternion } from './quaternion.ts';
import type { StepRun } from './step-run.ts';
import { turnsOf, turnValue, writeEuler } from './turns.ts';
import { weylOf } from './weyl.ts';

export function createBlock({ gates }: BlockStep): StepRun {
  const turns = turnsOf(gates.flatMap((gate) => (gate.kind === 'turn' ? [gate.word] : [])));
  const angles = rowsOf(gates.flatMap((gate) => (gate.kind === 'ising' ? [gate.angle] : [])));
  const scratch = new Float64Array(4);
  const matrixOf = (variables: Float64Array): Matrix => {
    const matrix = identityMatrix();
    let [turn, ising] = [0, 0];
    for (const gate of gates) {
      if (gate.kind === 'swap') swapRows(matrix);
      else if (gate.kind === 'ising') phaseRows(matrix, rowValue(angles, ising++, variables));
      else {
        turnValue(turns, turn++, variables, scratch);
        const [w, x, y, z] = scratch;
        turnRows(matrix, gate.qubit, [w!, x!, y!, z!]);
      }
    }
    return matrix;
  };
  return (variables, at) => {
    const { before, coordinates, after } = weylOf(matrixOf(variables));
    const write = (gate: Quaternion, place: number): void => {
      scratch.set(gate);
      writeEuler(scratch, variables, at + place);
    };
    write(before[0], 0);
    write(before[1], 3);
    variables.set(coordinates, at + 6);
    write(after[0], 9);
    write(after[1], 12);
  };
}
