import { describe, expect, test } from 'vitest';
import { estimateCost } from '../../runtime/estimate/index.ts';
import type { Cost } from '../../runtime/estimate/cost.ts';
import { EXACT } from '../../runtime/program/index.ts';
import { countCircuits } from '../../runtime/simulate/index.ts';
import { compileText } from '../support/compile.ts';
import { irisHost } from '../support/runs.ts';
import { affine, circuitOf, gate } from '../simulate/random-circuit.ts';

function costOf(settings: string): Cost {
  const { runs } = compileText(`model Squeeze {
  modality point: real[3]

  register q
  encode point |> scale(0, pi) into q with angle
  evolve q with strongly_entangling(layers: 1)
  objective compress(q)
}

data cloud = synthetic("anything", samples: 40)

train Squeeze on cloud {
  ${settings}
  epochs: 10
  batch: 8
}

target lab = simulator {
  shots: 100
}
`);
  return estimateCost(runs[0]!, '.', irisHost(1));
}

describe('circuits and shots of a training', () => {
  test('are none where values are exact', () => {
    expect(costOf('')).toMatchObject({ circuits: 0, shots: 0 });
    expect(costOf('gradient: shift')).toMatchObject({ circuits: 0, shots: 0 });
  });

  test('are one for the values and two for each of the six angles that a measurement sees', () => {
    // Three of nine angles are phases right before the end; 32 training samples, 10 epochs.
    const lab = costOf('target: lab');
    expect(lab).toMatchObject({ circuits: 13, shots: 13 * 32 * 10 * 100 });
  });

  test('are three along a random direction, and two for an optimizer that only looks at losses', () => {
    expect(costOf('target: lab\n  gradient: spsa')).toMatchObject({
      circuits: 3,
      shots: 3 * 32 * 10 * 100,
    });
    expect(costOf('target: lab\n  optimizer: spsa')).toMatchObject({
      circuits: 1,
      shots: 2 * 32 * 10 * 100,
    });
  });
});

const exactly = { execution: EXACT };

test('a circuit is run in each setting, twice for a rotation and four times for a controlled one', () => {
  const circuit = circuitOf(2, {
    leaves: 2,
    angles: [affine(0, [[0, 1]]), affine(0, [[1, 1]])],
    gates: [
      gate('ry', [0], { angles: [0] }),
      gate('rx', [1], { angles: [0], controls: [0] }),
      gate('rz', [1], { angles: [1] }),
    ],
    measurements: [{ kind: 'paulis', qubits: [1] }],
  });
  expect(countCircuits(circuit, [true, true], { ...exactly, gradient: 'shift' })).toEqual({
    values: 3,
    gradient: 24,
  });
  expect(countCircuits(circuit, [true, false], { ...exactly, gradient: 'shift' })).toEqual({
    values: 3,
    gradient: 18,
  });
  expect(countCircuits(circuit, [true, true], { ...exactly, gradient: 'spsa' })).toEqual({
    values: 3,
    gradient: 6,
  });
  expect(countCircuits(circuit, [true, true], { ...exactly, gradient: 'adjoint' })).toEqual({
    values: 3,
    gradient: 0,
  });
});
