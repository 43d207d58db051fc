import { describe, expect, test } from 'vitest';
import { compileText, programOf } from '../support/compile.ts';
import { expectSlopes } from '../support/slopes.ts';
import { overlap, type State } from '../support/statevector.ts';
import { outcomeOf, weightAt } from './support.ts';

const point = [0.7, -0.4, 1.3];

/** A model that judges one qubit by its distance to the states of so many classes. */
function nearest(classes: number): string {
  return `model M {
  modality x: real[3]
  label kind: class(${classes})
  register q[1]
  encode x into q with reupload(layers: 2)
  readout closeness = state_fidelity(q, classes: ${classes})
  objective fidelity_loss(closeness, kind)
}`;
}

/** States of Perez-Salinas et al. 2020, as amplitudes. */
const states: Readonly<Record<number, readonly State[]>> = {
  2: [ket(1, 0), ket(0, 1)],
  3: [ket(1, 0), ket(1 / 2, Math.sqrt(3) / 2), ket(1 / 2, -Math.sqrt(3) / 2)],
  4: [
    ket(1, 0),
    ...[0, 1, -1].map((turn) => ket(Math.sqrt(1 / 3), Math.sqrt(2 / 3), turn * Math.PI * (2 / 3))),
  ],
  6: [
    ket(1, 0),
    ket(0, 1),
    ...[0, Math.PI, Math.PI / 2, -Math.PI / 2].map((phase) =>
      ket(Math.SQRT1_2, Math.SQRT1_2, phase),
    ),
  ],
};

/** `zero |0> + one e^(i phase) |1>` */
function ket(zero: number, one: number, phase = 0): State {
  return {
    qubits: 1,
    real: Float64Array.of(zero, one * Math.cos(phase)),
    imaginary: Float64Array.of(0, one * Math.sin(phase)),
  };
}

describe('state_fidelity', () => {
  test.each([2, 3, 4, 6])('of %i classes is the overlap with the states of the paper', (count) => {
    const model = outcomeOf(nearest(count), { x: point, kind: [1] });
    const { state } = model;
    const wanted = states[count]!.map((one) => overlap(one, state) ** 2);
    const found = model.readout('closeness');
    expect(found).toHaveLength(count);
    found.forEach((value, k) => expect(value).toBeCloseTo(wanted[k]!, 12));
    // They are the chances of a measurement, up to a factor.
    expect(found.reduce((a, b) => a + b, 0)).toBeCloseTo(count / 2, 12);
  });

  test('its derivative is the slope', () => {
    expectSlopes(programOf(nearest(4)), { x: point, kind: [2] }, weightAt);
  });

  test('says which numbers of classes have states', () => {
    const { diagnostics } = compileText(nearest(5));
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'size-mismatch: States of 5 classes are asked for, but `state_fidelity` knows states of one qubit for 2, 3, 4 and 6 classes.',
    ]);
  });

  test('reads one qubit', () => {
    const { diagnostics } = compileText(nearest(3).replace('register q[1]', 'register q[2]'));
    expect(diagnostics.map(({ code }) => code)).toContain('size-mismatch');
  });
});

describe('fidelity_loss', () => {
  test('is one minus the fidelity with the state of the truth', () => {
    for (const kind of [0, 1, 2]) {
      const model = outcomeOf(nearest(3), { x: point, kind: [kind] });
      expect(model.objective()).toBeCloseTo(1 - model.readout('closeness')[kind]!, 12);
    }
  });

  test('is judged as a classification whose scores are logarithms of chances', () => {
    const program = programOf(nearest(3));
    const [task] = program.objectives[0]!.tasks;
    if (task?.kind !== 'classification') throw new Error('no classification');
    expect(program.nodes[task.scores]!.operation).toEqual({ kind: 'unary', function: 'log' });
  });
});

describe('hinge', () => {
  const model = (truth: string): string => `model M {
  modality x: real[3]
  label truth: ${truth}
  readout score = x |> linear
  objective hinge(score, truth)
}`;

  test.each(['class(2)', 'bit'])('of a %s wants a score of 1 on the right side', (truth) => {
    for (const [side, sign] of [-1, 1].entries()) {
      const outcome = outcomeOf(model(truth), { x: point, truth: [side] });
      const [score = 0] = outcome.readout('score');
      expect(outcome.objective()).toBeCloseTo(Math.max(0, 1 - sign * score), 12);
    }
  });

  test('its width is inferred, and it is judged as a decision between two', () => {
    const program = programOf(model('class("no", "yes")'));
    expect(program.readouts[0]?.type).toBe('real[1]');
    expect(program.objectives[0]?.tasks[0]?.kind).toBe('binary');
  });

  test('refuses more than two classes', () => {
    const { diagnostics } = compileText(model('class(3)'));
    expect(diagnostics.map(({ code }) => code)).toContain('type-mismatch');
  });
});
