import { expect, test } from 'vitest';
import { plain } from '../../compiler/diagnostics/render/paint.ts';
import { drawPlans } from '../../cli/draw-plans.ts';
import { planSteps } from '../../runtime/estimate/index.ts';
import type { Run } from '../../runtime/program/index.ts';
import { programOf } from '../support/compile.ts';

const program = programOf(`
model M {
  modality x: real[3]
  label kind: class(2)
  register q[3]
  encode x into q with angle
  evolve q with strongly_entangling(layers: 2)
  readout logits = expect(Z(q)) |> linear
  objective classify(logits, kind)
}
`);
const run: Run = { name: 'M', program, data: null, train: null };

test('a plan tells each walk over the state, the gates that went into it and what it takes', () => {
  const plans = planSteps(run);
  expect(drawPlans('M', plans, plain)).toBe(`
M: 3 qubits, 32 rows at once; one state; a sample in each lane of a vector, so that no lane waits for another
8 amplitudes of 3 bits; 27 gates, 6 of them by relabelling, 3 left out; 6 angles for all samples and 3 a sample; 2 tables
       what                                                 gates       forward  backward  memory
start  product state of 3 bits                              3 ry             16        80  320 B
1      table 1 of 3 phases, then fast rotation of 0, 1      3 rz, 2 ry      112       208  576 B
2      fast rotation of 2                                   ry               32        64  320 B
3      table 2 of 6 phases, then fast rotation of 0+1, 1+2  6 rz, 2 ry      112       208  576 B
4      fast rotation of 0+1+2                               ry               32        64  320 B
read   Z expectations of 0+2, 1, 0                                           56        24  192 B
all                                                                         360       648  2.3 KiB
about 0.0051 ms a step on one core
`);
  const [{ plans: [plan] } = { plans: [] }] = plans;
  const sum = (part: 'forward' | 'backward' | 'bytes'): number =>
    plan!.steps.reduce((all, step) => all + step[part], 0);
  expect(plan!.total).toEqual({
    forward: sum('forward'),
    backward: sum('backward'),
    bytes: sum('bytes'),
  });
});

test('every gate is in a step, or relabels, or is left out', () => {
  const [{ plans: [plan] } = { plans: [] }] = planSteps(run);
  const { all, relabelled, leftOut } = plan!.gates;
  expect(all).toBe(program.circuits[0]!.gates.length);
  // A ring of CX in each of two layers; the last rotations about Z are seen by no Z.
  expect(relabelled).toBe(6);
  expect(leftOut).toBe(3);
});
