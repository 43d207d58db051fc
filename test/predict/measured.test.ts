import { describe, expect, test } from 'vitest';
import {
  evaluateRun,
  leafValues,
  predictRun,
  requireMeasurable,
} from '../../runtime/predict/index.ts';
import { train } from '../../runtime/train/index.ts';
import type { Node, Program } from '../../runtime/program/index.ts';
import { irisProgram } from '../support/programs.ts';
import { droppableIrisProgram, irisHost, irisRun, trainRequest } from '../support/runs.ts';

const folder = 'runs/iris/1';

async function trainedHost(program: Program): Promise<ReturnType<typeof irisHost>> {
  const host = irisHost();
  await train(trainRequest(host, irisRun({ program, train: { epochs: 3 } })));
  return host;
}

describe('values that a machine measured', () => {
  test.each([
    ['every sample whole', irisProgram(), 'flowers/samples.csv'],
    ['some without a flower', droppableIrisProgram(), 'gaps.csv'],
  ])('go through the classical head as simulated ones do: %s', async (_, program, data) => {
    const host = await trainedHost(program);
    const lines = host.text('flowers/samples.csv').split('\n');
    const gaps = lines.map((line, k) =>
      k % 5 === 1 ? line.replace(/^[^,]+(,[^,]+){3}/, ',,,') : line,
    );
    host.write('gaps.csv', gaps.join('\n'));
    const shared = { folder, host, data };
    const { rows, simulated, absent } = await leafValues({ ...shared, limit: 7, simulate: true });
    expect(absent.some((names) => names.length > 0)).toBe(data === 'gaps.csv');
    const measured = { rows, circuits: simulated };
    expect(await predictRun({ ...shared, rows, measured })).toEqual(
      await predictRun({ ...shared, rows }),
    );
    expect(await evaluateRun({ ...shared, rows, measured })).toEqual(
      await evaluateRun({ ...shared, rows }),
    );
  });

  test('decide the prediction, not what the simulator would say', async () => {
    const host = await trainedHost(irisProgram());
    const { rows, simulated } = await leafValues({ folder, host, simulate: true });
    const own = await predictRun({ folder, host, rows });
    // The machine says of each sample what is true of the next.
    const outputs = simulated[0]!.length / rows.length;
    const turned = Float64Array.of(
      ...simulated[0]!.subarray(outputs),
      ...simulated[0]!.subarray(0, outputs),
    );
    const measured = { rows, circuits: [turned] };
    const told = await predictRun({ folder, host, rows, measured });
    expect(told.map(({ probabilities }) => probabilities)).toEqual([
      ...own.slice(1).map(({ probabilities }) => probabilities),
      own[0]!.probabilities,
    ]);
    expect(told.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
  });
});

test('circuits inside a function are refused: they have no values before its arguments have', () => {
  const program = irisProgram();
  expect(() => requireMeasurable(program)).not.toThrow();
  const nodes = program.nodes.map((node): Node => {
    if (node.operation.kind !== 'circuit') return node;
    const body = { nodes: [], circuits: program.circuits, result: 0 };
    return { ...node, operation: { kind: 'map', body } };
  });
  expect(() => requireMeasurable({ ...program, nodes })).toThrow(
    'Iris has circuits inside a `map`, whose values depend on one another',
  );
});
