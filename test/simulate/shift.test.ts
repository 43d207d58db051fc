import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../runtime/data/random.ts';
import { EXACT } from '../../runtime/program/index.ts';
import type { GradientMethod } from '../../runtime/program/index.ts';
import { executeCircuit } from '../../runtime/simulate/index.ts';
import type { Simulator } from '../../runtime/simulate/simulator.ts';
import { problemOf } from '../support/problems.ts';
import {
  affine,
  circuitOf,
  dynamicScenarios,
  gate,
  scenarios,
  UNITARIES,
} from './random-circuit.ts';
import type { Scenario } from './random-circuit.ts';
import { distance, simulate, splitLeaves } from './run.ts';
import type { Result } from './run.ts';

const nightly = process.env['QMM_NIGHTLY'] !== undefined;
const runs = { numRuns: nightly ? 3_000 : 150, seed: 20_261_127 };
const timeout = nightly ? 600_000 : 60_000;

/** A scenario's circuit with a gradient method, without shots. */
function executorOf(
  { circuit, sampled }: Scenario,
  gradient: GradientMethod,
  stream: string,
): Simulator {
  const random = randomStream(1, stream);
  return executeCircuit(circuit, {
    precision: 'f64',
    sampled,
    execution: EXACT,
    gradient,
    random: () => random,
  });
}

function execute(scenario: Scenario, gradient: GradientMethod, stream = 'first'): Result {
  const { batch, outputGradient } = scenario;
  const simulator = executorOf(scenario, gradient, stream);
  const { shared, own } = splitLeaves(scenario);
  const values = new Float64Array(batch * simulator.outputs);
  const sharedGradient = new Float64Array(simulator.sharedLeaves);
  const sampledGradient = new Float64Array(batch * simulator.sampledLeaves);
  simulator.forward(shared, own, batch, values);
  simulator.backward(outputGradient, batch, sharedGradient, sampledGradient);
  return { values, sharedGradient, sampledGradient };
}

function expectSame(scenario: Scenario): void {
  const adjoint = simulate(scenario, 'f64');
  const shifted = execute(scenario, 'shift');
  expect([...shifted.values]).toEqual([...adjoint.values]);
  for (const kind of ['sharedGradient', 'sampledGradient'] as const) {
    expect(distance(shifted[kind], adjoint[kind])).toBeLessThan(1e-10);
  }
}

describe('the gradient by parameter-shift', () => {
  test('is the adjoint one on random circuits', { timeout }, () => {
    fc.assert(
      fc.property(scenarios({ qubits: 4, gates: 14 }), (scenario) => {
        expectSame(scenario);
      }),
      runs,
    );
  });

  test(
    'is the adjoint one where circuits measure, reset and decide on the way',
    { timeout },
    () => {
      fc.assert(
        fc.property(dynamicScenarios({ qubits: 3, gates: 10 }), (scenario) => {
          expectSame(scenario);
        }),
        runs,
      );
    },
  );

  test.each(UNITARIES.filter(([, , angles]) => angles > 0))(
    'is the adjoint one of %s under 0 to 3 controls',
    (name, targets) => {
      for (let controls = 0; controls <= 3; controls++) {
        const qubits = targets + controls + 1;
        const all = Array.from({ length: qubits }, (_, q) => q);
        const turn = (at: number) => all.map((q) => gate('ry', [q], { angles: [at + (q % 2)] }));
        expectSame({
          circuit: circuitOf(qubits, {
            leaves: 3,
            angles: [
              affine(0.4),
              affine(1.1),
              affine(0.3, [
                [0, 1],
                [1, -0.5],
              ]),
              affine(0, [[2, 2]]),
            ],
            gates: [
              ...turn(0),
              gate('rx', [0], { angles: [3] }),
              gate(name, all.slice(0, targets), {
                controls: all.slice(targets, targets + controls),
                angles: [2],
              }),
              ...turn(2),
            ],
          }),
          sampled: [false, true, false],
          batch: 3,
          leaves: [
            [0.7, 0.2, -0.4],
            [0.7, -1.2, -0.4],
            [0.7, 2.9, -0.4],
          ],
          outputGradient: Float64Array.from({ length: 3 * qubits }, (_, i) => Math.cos(i)),
        });
      }
    },
  );

  test('goes through amplitudes, along which states keep their length', () => {
    // The angle t moves (cos t, 0, 0, sin t) along the circle; its derivative is the same at all its amplitudes.
    const [t, s] = [0.6, -0.8];
    const scenario = {
      circuit: circuitOf(2, {
        leaves: 2,
        angles: [affine(0, [[0, 1]]), affine(0), affine(0, [[1, 1]])],
        gates: [
          gate('prepare', [0, 1], { angles: [0, 1, 1, 2] }),
          gate('h', [0]),
          gate('rx', [1], { angles: [2] }),
        ],
      }),
      sampled: [true, true],
      batch: 2,
      leaves: [
        [t, s],
        [1, 0],
      ],
      outputGradient: Float64Array.of(1, 0.5, -1, 2),
    };
    expectSame(scenario);
  });

  test('leaves alone the leaves that nobody asks for', () => {
    const circuit = circuitOf(1, {
      leaves: 2,
      angles: [affine(0, [[0, 1]]), affine(0, [[1, 1]])],
      gates: [gate('ry', [0], { angles: [0] }), gate('rx', [0], { angles: [1] })],
    });
    const simulator = executeCircuit(circuit, {
      precision: 'f64',
      sampled: [false, false],
      wanted: [true, false],
      execution: EXACT,
      gradient: 'shift',
      random: () => randomStream(0, 'unused'),
    });
    const gradient = new Float64Array(2);
    simulator.forward(Float64Array.of(0.3, 0.4), new Float64Array(0), 1, new Float64Array(1));
    simulator.backward(Float64Array.of(1), 1, gradient, new Float64Array(0));
    expect(gradient[0]).toBeCloseTo(-Math.sin(0.3) * Math.cos(0.4), 12);
    expect(gradient[1]).toBe(0);
  });

  test('is refused where amplitudes are read', () => {
    const circuit = circuitOf(1, {
      leaves: 1,
      angles: [affine(0, [[0, 1]])],
      gates: [gate('ry', [0], { angles: [0] })],
      measurements: [{ kind: 'amplitudes', qubits: [0] }],
    });
    const open = (wanted: boolean) => () =>
      executeCircuit(circuit, {
        precision: 'f64',
        sampled: [false],
        wanted: [wanted],
        execution: EXACT,
        gradient: 'shift',
        random: () => randomStream(0, 'unused'),
      });
    const { code, message } = problemOf(open(true));
    expect(code).toBe('target-cannot');
    expect(message).toContain('amplitudes');
    expect(open(false)().outputs).toBe(4);
  });
});

describe('the gradient along random directions', () => {
  const circuit = circuitOf(2, {
    leaves: 3,
    angles: [
      affine(0.2, [[0, 1]]),
      affine(0, [[1, 2]]),
      affine(0.1, [
        [0, 0.5],
        [2, 1],
      ]),
    ],
    gates: [
      gate('ry', [0], { angles: [0] }),
      gate('rx', [1], { angles: [1] }),
      gate('x', [1], { controls: [0] }),
      gate('rzz', [0, 1], { angles: [2] }),
      gate('ry', [1], { angles: [2] }),
    ],
  });
  const scenario: Scenario = {
    circuit,
    sampled: [false, true, false],
    batch: 2,
    leaves: [
      [0.7, 0.2, -0.4],
      [0.7, -1.2, -0.4],
    ],
    outputGradient: Float64Array.of(1, -0.5, 0.3, 2),
  };

  test('is the gradient on average, up to the square of the step', () => {
    const rounds = 4000;
    const sum = [0, 0];
    const simulator = executorOf(scenario, 'spsa', 'average');
    const { shared, own } = splitLeaves(scenario);
    const gradient = new Float64Array(2);
    simulator.forward(shared, own, 2, new Float64Array(4));
    for (let round = 0; round < rounds; round++) {
      simulator.backward(scenario.outputGradient, 2, gradient, new Float64Array(2));
      gradient.forEach((value, k) => (sum[k]! += value));
    }
    const { sharedGradient } = simulate(scenario, 'f64');
    // A summand's deviation is about 2, so that of the mean 0.03; the step 0.2 adds less than 1%.
    sharedGradient.forEach((value, k) => {
      expect(Math.abs(sum[k]! / rounds - value)).toBeLessThan(0.1);
    });
  });

  test('is the same for the same stream and differs with it', () => {
    expect(execute(scenario, 'spsa')).toEqual(execute(scenario, 'spsa'));
    const streams = Array.from({ length: 8 }, (_, k) => execute(scenario, 'spsa', `stream/${k}`));
    expect(
      new Set(streams.map(({ sharedGradient }) => sharedGradient.join())).size,
    ).toBeGreaterThan(3);
  });
});
