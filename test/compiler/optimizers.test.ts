import { describe, expect, test } from 'vitest';
import { compileFile, compileText } from '../support/compile.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { optimizers } from '../../editor/service/words/settings.ts';

const squeeze = (settings: string, more = '', objective = 'compress(q[2..3])'): string => `
model Squeeze {
  modality point: real[3]

  register q
  encode point |> scale(0, pi) into q with angle
  let turn = strongly_entangling(_, layers: 1)
  evolve q with turn
  ${more}
  objective ${objective}
}

data cloud = synthetic("anything", samples: 40)

train Squeeze on cloud {
  ${settings}
}
`;

const linear = 'let gain = expect(Z(q)) |> linear(1)';

function errorsOf(text: string): string[] {
  const { diagnostics } = compileText(text);
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, help, at }) =>
      [`${code} at ${text.slice(at.start, at.end)}: ${message}`, help].filter(Boolean).join(' '),
    );
}

function trainOf(settings: string) {
  const { runs, diagnostics } = compileText(squeeze(settings));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return runs[0]!.train!;
}

const constant = { kind: 'constant' };

describe('an optimizer', () => {
  test.each([
    ['adam', { kind: 'adam', rate: 0.01, schedule: constant }],
    ['adamw(1e-3, 0.1)', { kind: 'adamw', rate: 1e-3, decay: 0.1, schedule: constant }],
    ['sgd(momentum: 0.9)', { kind: 'sgd', rate: 0.01, momentum: 0.9, schedule: constant }],
    [
      'rmsprop(schedule: cosine(warmup: 2))',
      { kind: 'rmsprop', rate: 0.01, smoothing: 0.99, schedule: { kind: 'cosine', warmup: 2 } },
    ],
    [
      'spsa(perturbation: pi / 8, schedule: step(5, 0.5))',
      {
        kind: 'spsa',
        rate: 0.1,
        perturbation: Math.PI / 8,
        schedule: { kind: 'step', every: 5, factor: 0.5 },
      },
    ],
    ['qng(damping: 0.1)', { kind: 'qng', rate: 0.05, damping: 0.1, schedule: constant }],
    ['rotosolve', { kind: 'rotosolve' }],
    ['lbfgs', { kind: 'lbfgs', memory: 10 }],
    ['cobyla(radius: 0.5)', { kind: 'cobyla', radius: 0.5, tolerance: 1e-4 }],
  ])('%s', (text, optimizer) => {
    expect(trainOf(`optimizer: ${text}`)).toMatchObject({ optimizer, epochs: 50 });
  });

  test('of the whole split says by `steps` or by `epochs` how long it goes on', () => {
    expect(trainOf('optimizer: lbfgs(steps: 7)').epochs).toBe(7);
    expect(trainOf('optimizer: cobyla(200)').epochs).toBe(200);
    expect(trainOf('optimizer: rotosolve\n  epochs: 9').epochs).toBe(9);
    expect(errorsOf(squeeze('optimizer: lbfgs(steps: 7)\n  epochs: 9'))).toEqual([
      'argument-invalid at 9: `epochs` and `lbfgs(steps: 7)` both say how long to train: a step of `lbfgs` takes the whole training split, so it is an epoch. Leave one of them out.',
    ]);
  });

  test('gives way to the command line', () => {
    const epochsWith = (settings: string, set: Readonly<Record<string, string>>) => {
      const { runs, diagnostics } = compileText(squeeze(settings), {}, { set });
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      return runs[0]!.train!.epochs;
    };
    expect(epochsWith('optimizer: lbfgs(steps: 7)', { epochs: '3' })).toBe(3);
    expect(epochsWith('epochs: 9', { optimizer: 'lbfgs(steps: 3)' })).toBe(3);
  });

  test('of a stage has steps of its own', () => {
    const { stages } = trainOf(`epochs: 9
  stage a {
    optimizer: lbfgs(steps: 7)
  }
  stage b {
    optimizer: adam
  }
  stage c {
    epochs: 3
  }`);
    expect(stages.map(({ optimizer, epochs }) => [optimizer.kind, epochs])).toEqual([
      ['lbfgs', 7],
      ['adam', 9],
      ['adam', 3],
    ]);
  });

  test('has the values in the reference when they are left out', () => {
    for (const { name, example } of optimizers) {
      expect(trainOf(`optimizer: ${example}`)).toEqual({
        ...trainOf(`optimizer: ${name}`),
        place: expect.anything() as unknown,
      });
    }
  });
});

describe('a wrong optimizer is told with what would be right', () => {
  test.each([
    [
      'adm(rate: 0.1)',
      'unknown-name at adm: There is no optimizer named `adm` here. Did you mean `adam`?',
    ],
    [
      'newton',
      'unknown-name at newton: There is no optimizer named `newton` here. Known here: `adam`, `adamw`, `sgd`, `rmsprop`, `qng`, `spsa`, `rotosolve`, `lbfgs`, `cobyla`.',
    ],
    ['3', 'type-mismatch at 3: `optimizer` is the number 3. Wanted here: `adam(rate: 0.01)`.'],
    [
      'adamw(decey: 0.1)',
      'unknown-argument at decey: `adamw` has no argument `decey`. Did you mean `decay`?',
    ],
    [
      'lbfgs(schedule: cosine)',
      'unknown-argument at schedule: `lbfgs` has no argument `schedule`. It takes `steps`, `memory`.',
    ],
    [
      'lbfgs(3, 4, 5)',
      'unknown-argument at 5: `lbfgs` takes `steps`, `memory`, and 3 arguments are given.',
    ],
    [
      'sgd(momentum: 1)',
      'type-mismatch at 1: `momentum` of `sgd` is the number 1. Wanted here: a number of at least 0 and below 1.',
    ],
    [
      'cobyla(steps: 2.5)',
      'type-mismatch at 2.5: `steps` of `cobyla` is the number 2.5. Wanted here: a whole number of at least 1.',
    ],
    [
      'adam(schedule: cosin(2))',
      'unknown-name at cosin: There is no schedule named `cosin` here. Did you mean `cosine`?',
    ],
    [
      'adam(schedule: step(evry: 2))',
      'unknown-argument at evry: `step` has no argument `evry`. Did you mean `every`?',
    ],
  ])('%s', (optimizer, message) => {
    expect(errorsOf(squeeze(`optimizer: ${optimizer}`))).toEqual([message]);
  });
});

describe('an optimizer that cannot train what it is given', () => {
  const rotosolve = 'optimizer: rotosolve';
  const why = (settings: string, more = '', objective?: string): string =>
    errorsOf(squeeze(settings, more, objective)).join('\n');

  test('rotosolve: a weight that is no angle, unless it is frozen', () => {
    const objective = 'compress(q[2..3]) + sum(gain)';
    expect(why(rotosolve, linear, objective)).toMatch(
      /^argument-invalid at optimizer: rotosolve: `rotosolve` needs a loss .* `Squeeze\/gain\/linear\/w` is not the angle of a rotation/,
    );
    expect(why(`${rotosolve}\n  freeze: gain`, linear, objective)).toBe('');
  });

  test('rotosolve: an objective that is not linear in what is read out', () => {
    expect(why(rotosolve, '', 'sum(expect(Z(q))^2)')).toContain('`power` is in the way');
    expect(why(rotosolve, '', 'log(compress(q[2..3]))')).toContain('`log` is in the way');
    expect(why(rotosolve, '', '2 * compress(q) - sum(expect(X(q))) / 4')).toBe('');
  });

  test('rotosolve: a weight that turns several gates, or one by another factor', () => {
    const circuit = (body: string): string => `circuit own on a, b {\n  ${body}\n}\n`;
    const text = (body: string): string =>
      circuit(body) + squeeze(rotosolve, 'evolve q[0], q[1] with own', 'compress(q)');
    const own = (body: string): string => errorsOf(text(body)).join('\n');
    expect(own('param w: angle\n  rx(w) a\n  ry(w) b')).toContain(
      '`Squeeze/evolve q#2/own/w` turns 2 gates of one circuit',
    );
    expect(own('param w: angle\n  rx(2 * w) a')).toContain('enters an angle 2 times');
    expect(own('param w: angle\n  crx(w) a, b')).toContain('turns a gate (`crx`) of other');
    expect(own('param w: angle\n  rx(pi / 2 - w) a\n  cx a, b')).toBe('');
    expect(own('param w: angle\n  cp(w) a, b')).toBe('');
  });

  test('qng: what prepares no pure state of its own', () => {
    const qng = 'optimizer: qng';
    expect(why(qng)).toBe('');
    expect(why(qng, linear, 'compress(q[2..3]) + sum(gain)')).toBe('');
    expect(why(`${qng}\n  freeze: turn`, linear, 'sum(gain)')).toBe(
      'argument-invalid at optimizer: qng: `qng` needs a pure state for each circuit that it trains, and no trained weight enters a circuit. Take `adam`, which knows nothing of states.',
    );
    const starting = 'circuit own on a, b {\n  param w: angle\n  rx(w) a\n  reset a\n}\n';
    const text = squeeze(qng, 'evolve q[0], q[1] with own', 'compress(q)');
    expect(errorsOf(starting + text).join()).toContain(
      'a trained circuit measures or resets qubits on the way',
    );
  });

  test('cobyla: more weights than steps', () => {
    expect(why('optimizer: cobyla(steps: 5)')).toBe(
      'argument-invalid at optimizer: cobyla(steps: 5): `cobyla` looks at 10 points before its first step, one more than there are weights to train, and has 5 steps. Give it more: `cobyla(steps: 100)`; with that many weights `spsa` may be the better choice.',
    );
  });
});

describeShared('the models of the design', () => {
  test.each(['class-states', 'stripes', 'qmfnd'])('%s can be trained', (name) => {
    const { runs, diagnostics } = compileFile(sharedPath('design', 'models', `${name}.qmm`));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(runs).toHaveLength(1);
  });

  test('device-noise trains a clean run, and one under the noise of its machine', () => {
    const { runs, diagnostics } = compileFile(sharedPath('design', 'models', 'device-noise.qmm'));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const executions = runs.map(({ train }) => train!.execution);
    expect(executions.map(({ shots, noise }) => [shots, noise !== null])).toEqual([
      [null, false],
      [1024, true],
    ]);
  });
});
