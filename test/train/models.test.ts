import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadRun } from '../../runtime/checkpoint/index.ts';
import { frontier } from '../../runtime/graph/dependencies.ts';
import { createEvaluator } from '../../runtime/graph/evaluator.ts';
import { createWeights } from '../../runtime/graph/weights.ts';
import { scoredNodes } from '../../runtime/objectives/scorer.ts';
import { predictRun } from '../../runtime/predict/index.ts';
import type { Run } from '../../runtime/program/index.ts';
import { train } from '../../runtime/train/index.ts';
import { compileFile, compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';
import { trainRequest } from '../support/runs.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

const FOLDER = 'runs/model/1';

/** A model of the design on made-up samples of the right types, for one epoch. */
function shortRun(model: string): Run {
  const text = readFileSync(sharedPath('design', 'models', `${model}.qmm`), 'utf8');
  const data = /^data (\w+) = [^{\n]*(\{[^}]*\})?/m;
  const { runs, diagnostics } = compileText(
    text.replace(data, 'data $1 = synthetic("anything", samples: 16)'),
  );
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const run = runs[0]!;
  const settings = run.train!;
  const stages = settings.stages.map((stage) => ({ ...stage, epochs: 1 }));
  return { ...run, train: { ...settings, stages, epochs: 1, rounds: 1, batch: 8 } };
}

describeShared('models of the design with bodies, draws and stages', () => {
  const names = [
    'quanvolution',
    'recurrent',
    'cross-attention',
    'qmlsc',
    'adversary',
    'qd-msa',
    'qmfnd',
  ];
  test.each(names)('%s trains, is loaded again and predicts', async (name) => {
    const run = shortRun(name);
    const checkpoints = [];
    for (let time = 0; time < 2; time++) {
      const host = memoryHost();
      const { metrics } = await train(trainRequest(host, run, { base: '.', folder: FOLDER }));
      expect(metrics.train['loss']).toBeGreaterThan(0);
      checkpoints.push(host.text(`${FOLDER}/checkpoint.json`));
      expect(loadRun(FOLDER, host).model.checkpoint.finished).toBe(true);
      const predictions = await predictRun({ folder: FOLDER, host });
      expect(predictions.length).toBeGreaterThan(0);
    }
    expect(checkpoints[0]).toBe(checkpoints[1]);
  });

  test('class-states tells rings apart by the state that one qubit comes nearest to', async () => {
    const text = readFileSync(sharedPath('design', 'models', 'class-states.qmm'), 'utf8');
    const { runs, models } = compileText(text);
    expect(models[0]).toMatchObject({ qubits: 1, parameters: 30 });
    const host = memoryHost();
    const request = trainRequest(host, runs[0]!, { base: '.', folder: FOLDER });
    const { metrics } = await train(request);
    // A guess that knows nothing is right in a third of the cases.
    expect(metrics.test?.['accuracy']).toBeGreaterThan(0.9);
    const [first] = await predictRun({ folder: FOLDER, host });
    const chances = Object.values(first?.probabilities ?? {});
    expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
  });

  test('stripes learns without a gradient', async () => {
    const text = readFileSync(sharedPath('design', 'models', 'stripes.qmm'), 'utf8');
    const { runs, diagnostics } = compileText(text.replace('samples: 200', 'samples: 60'));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const host = memoryHost();
    await train(trainRequest(host, runs[0]!, { base: '.', folder: FOLDER }));
    const { history, parameters } = loadRun(FOLDER, host).model.checkpoint;
    expect(history).toHaveLength(200);
    expect(Object.values(parameters).flatMap(({ values }) => values)).toHaveLength(51);
    // Half of the samples lie each way, so that a guess that knows nothing loses ln 2.
    expect(history.at(-1)!.train['loss']).toBeLessThan(0.64);
    expect(history.at(-1)!.train['accuracy']).toBeGreaterThan(0.7);
  });

  test('feed-forward learns through its measurements, conditions and resets', async () => {
    const { runs, diagnostics } = compileFile(sharedPath('design', 'models', 'feed-forward.qmm'));
    expect(diagnostics).toEqual([]);
    const written = runs[0]!;
    // Longer than the file says: the loss still falls at its end.
    const run = { ...written, train: { ...written.train!, epochs: 120 } };
    const { metrics } = await train(trainRequest(memoryHost(), run, { base: '.', folder: FOLDER }));
    expect(metrics.train['accuracy']).toBeGreaterThan(0.9);
    expect(metrics.test?.['accuracy']).toBeGreaterThan(0.85);
  });

  test('the information of a readout is not worked out while training', () => {
    const { program } = shortRun('scenes');
    const [objective] = program.objectives;
    const targets = scoredNodes(objective, []);
    const evaluator = createEvaluator({
      program,
      targets,
      given: new Set(frontier(program, targets)),
      capacity: 1,
      weights: createWeights(program),
      differentiate: 'weights',
      precision: 'f32',
      mayLack: [],
    });
    const simulated = program.nodes.flatMap(({ operation }, node) =>
      operation.kind === 'circuit' && evaluator.has(node) ? [operation.circuit] : [],
    );
    expect(program.circuits).toHaveLength(2);
    expect(simulated.map((circuit) => program.circuits[circuit]!.measurements.length)).toEqual([9]);
  });
});
