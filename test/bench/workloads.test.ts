import { describe, expect, test } from 'vitest';
import { createSimulator } from '../../runtime/simulate/index.ts';
import { describeCircuit } from '../../bench/peers/description.ts';
import { simulatorTask } from '../../bench/peers/qmm/simulator.ts';
import { openTraining } from '../../bench/peers/qmm/training.ts';
import { distance } from '../../bench/train/agreement.ts';
import { cases } from '../../bench/train/cases.ts';
import { readOptions } from '../../bench/train/options.ts';
import { figureRow, rowOf } from '../../bench/train/result.ts';
import { spreadOf } from '../../bench/train/spread.ts';
import { taskOf } from '../../bench/train/task.ts';
import { workloadW } from '../../bench/workload.ts';
import { latencyFigures } from '../../bench/train/figures.ts';
import { readAvDigits } from '../../bench/train/whole/av-digits.ts';
import { describeShared } from '../support/shared.ts';
import { buildCircuit } from '../../bench/workloads/builder.ts';

const small = cases.filter(
  ({ workload, depolarizing }) => workload.circuit.qubits.length <= 8 && depolarizing === null,
);

describe('what peers are told', () => {
  test('W, gate by gate', () => {
    const { qubits, gates, observables } = describeCircuit(workloadW(2, 1), [1, -0.5]);
    expect(qubits).toBe(2);
    expect(gates.slice(1, 3)).toEqual([
      { name: 'ry', qubits: [1], controls: [], angle: { constant: 0, terms: [[true, 1, 1]] } },
      { name: 'ry', qubits: [0], controls: [], angle: { constant: 0, terms: [[false, 0, 1]] } },
    ]);
    expect(gates.at(-1)).toEqual({ name: 'z', qubits: [0], controls: [1], angle: null });
    expect(observables).toEqual([
      { coefficient: 1, factors: [[0, 'Z']] },
      { coefficient: -0.5, factors: [[1, 'Z']] },
    ]);
  });

  test('nothing that they are not asked for', () => {
    const { wires, load, workload } = buildCircuit(2);
    load(wires);
    expect(() => describeCircuit(workload(), [1, 1])).toThrow('`prepare`');
  });

  test.each(small)('$title means the circuit that it was made of', (one) => {
    const task = taskOf({ ...one, batch: 3 }, 1);
    const { circuit, sampled } = one.workload;
    const simulator = createSimulator(circuit, { precision: 'f64', sampled, kernels: 'generic' });
    const out = new Float64Array(3 * simulator.outputs);
    const own = Float64Array.from(task.sampled.flat());
    simulator.forward(Float64Array.from(task.shared), own, 3, out);
    const weights = task.circuit.observables.map(({ coefficient }) => coefficient);
    const loss = out.reduce((sum, value, i) => sum + (value * weights[i % weights.length]!) / 3, 0);
    const { loss: found, gradient } = simulatorTask(task).evaluate();
    expect(found).toBeCloseTo(loss, 5);
    expect(gradient).toHaveLength(task.shared.length);
  });

  test('training goes where the gradient points', async () => {
    const task = taskOf({ ...cases[0]!, workload: workloadW(3, 2), batch: 4 }, 1);
    const before = simulatorTask(task).evaluate();
    const training = openTraining(task);
    await training.steps(20);
    const after = simulatorTask({ ...task, shared: [...training.weights] }).evaluate();
    expect(after.loss).toBeLessThan(before.loss - 0.05);
  });
});

describe('figures of our own', () => {
  test('a fresh process tells when its first step was done, and when steps were steady', () => {
    const [first, steady] = latencyFigures(1, () => undefined);
    expect(first!.value.median).toBeGreaterThan(0);
    expect(steady!.value.median).toBeGreaterThanOrEqual(first!.value.median);
  });
});

describeShared('the example that is trained whole', () => {
  test.runIf(process.env['QMM_NIGHTLY'] !== undefined)(
    'is handed over with its features, where it starts and its loss there',
    async () => {
      const { seen, heard, train, test: held, weights, firstLoss } = (await readAvDigits())!;
      expect([seen.length, heard.length]).toEqual([2500, 2500]);
      expect([seen[0]!.length, heard[0]!.length]).toEqual([12, 12]);
      expect([train.length, held.length]).toEqual([2000, 500]);
      expect(Object.values(weights).reduce((sum, { length }) => sum + length, 0)).toBe(610);
      // Ten classes, and no idea yet.
      expect(firstLoss).toBeCloseTo(Math.log(10), 1);
    },
    120_000,
  );
});

describe('the table', () => {
  test('takes quartiles between neighbours', () => {
    expect(spreadOf([4, 1, 3, 2])).toEqual({ best: 1, low: 1.75, median: 2.5, high: 3.25 });
    expect(spreadOf([7])).toEqual({ best: 7, low: 7, median: 7, high: 7 });
  });

  test('tells the largest distance of two packages', () => {
    const one = { loss: 1, gradient: [0.5, 0.25] };
    expect(distance(one, { loss: 1.5, gradient: [0.5, 1.25] })).toBe(1);
    expect(distance(one, { loss: 1.5, gradient: null })).toBe(0.5);
    expect(distance(one, { loss: 1, gradient: [0.5] })).toBe(Infinity);
  });

  test('says what was met, missed, and not measured', () => {
    const spread = spreadOf([20]);
    const head = { what: 'W', peer: 'Some', threads: 1, goal: 30 };
    const duel = { ours: spreadOf([1]), theirs: spread, ratio: spread, rounds: 1 };
    expect(rowOf({ ...head, duel, distance: 2e-7 })).toMatchObject({
      ratio: 20,
      goal: '>= 30',
      verdict: 'missed',
      agrees: 'yes 2e-7',
    });
    expect(rowOf({ ...head, goal: 20, duel, distance: 3e-5 })).toMatchObject({
      verdict: 'met',
      agrees: 'NO 3e-5',
    });
    expect(rowOf({ ...head, note: 'not done in 9 s' })).toMatchObject({
      verdict: 'not measured',
      ratio: null,
    });
  });

  test('says of a figure of our own what is wanted of it', () => {
    const goal = { bound: 'at most', value: 30 } as const;
    const figure = { what: 'first step', value: spreadOf([25]), unit: 'ms', goal };
    expect(figureRow(figure)).toMatchObject({ ours: 25, goal: '<= 30', verdict: 'met' });
    const more = { ...goal, bound: 'at least' } as const;
    expect(figureRow({ ...figure, goal: more })).toMatchObject({ verdict: 'missed' });
  });

  test('is asked for in words that mean something', () => {
    expect(readOptions(['--only', 'W,noise', '--quick'])).toEqual({
      only: ['W', 'noise'],
      peers: undefined,
      quick: true,
    });
    expect(() => readOptions(['--peers', 'qulax'])).toThrow('No peer is called `qulax`.');
    expect(() => readOptions(['--only', 'W,w'])).toThrow('No section or case is called `w`.');
    expect(() => readOptions(['--only'])).toThrow('needs names after it');
    expect(() => readOptions(['fast'])).toThrow('`fast` means nothing here');
  });
});
