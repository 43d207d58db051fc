import { expect, test } from 'vitest';
import { evaluateRun } from '../../runtime/predict/index.ts';
import { train } from '../../runtime/train/index.ts';
import { compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';
import { trainRequest } from '../support/runs.ts';

const text = (metric: string): string => `model M {
  modality x: real[2]
  label kind: class("left", "right", "middle")
  label side: class("up", "down")
  objective kinds = classify(x |> linear, kind)
  let logit = x |> linear(1)
  objective other = binary(logit, side)
  ${metric}
}
data made = synthetic("anything", samples: 40)
train M on made {
  objective: other
  epochs: 1
}`;

async function shown(metric: string): Promise<Awaited<ReturnType<typeof evaluateRun>>> {
  const { runs } = compileText(text(metric));
  const host = memoryHost();
  const request = trainRequest(host, runs[0]!, { base: '.', folder: 'runs/m/1' });
  await train(request);
  return evaluateRun({ folder: 'runs/m/1', host });
}

test('the confusion that is shown is that of the objective', async () => {
  const { labels, confusion } = await shown('');
  expect(labels).toEqual(['up', 'down']);
  expect(confusion).toHaveLength(2);
});

test('unless a metric asks for another; it adds no number', async () => {
  const { labels, confusion, metrics } = await shown(
    'metric table = confusion(x |> linear(3), kind)',
  );
  expect(labels).toEqual(['left', 'right', 'middle']);
  expect(confusion).toHaveLength(3);
  const counted = confusion!.flat().reduce((a, b) => a + b, 0);
  expect(metrics['test']).toMatchObject({ samples: counted });
  expect(metrics['test']).not.toHaveProperty('table');
});
