import { describe, expect, test } from 'vitest';
import { compileText } from '../support/compile.ts';

const model = `
model Squeeze {
  modality point: real[3]
  label kind: class(2)

  register q
  encode point |> scale(0, pi) into q with angle
  evolve q with strongly_entangling(layers: 1)
  objective judge = classify(expect(Z(q)) |> linear, kind)
  objective align = alignment(overlap(q), kind)
}

data cloud = synthetic("rings", samples: 40)
`;

const program = (settings: string, target: string): string => `${model}
train Squeeze on cloud {
  ${settings}
}

target lab = simulator {
  ${target}
}
`;

function errorsOf(text: string): string[] {
  const { diagnostics } = compileText(text);
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, at }) => `${code} at ${text.slice(at.start, at.end)}: ${message}`);
}

function executionOf(settings: string, target = '') {
  const text = program(`objective: judge\n  ${settings}`, target);
  const { runs, diagnostics } = compileText(text);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { execution, gradient } = runs[0]!.train!;
  return { shots: execution.shots, seed: execution.seed, gradient };
}

describe('how the circuits of a run are executed', () => {
  test('is exact where nothing is said', () => {
    expect(executionOf('')).toEqual({ shots: null, seed: 0, gradient: 'adjoint' });
    expect(executionOf('target: lab', 'shots: 100')).not.toEqual(executionOf('', 'shots: 100'));
  });

  test('is said by the target, and then the gradient is one of a machine', () => {
    expect(executionOf('target: lab', 'shots: 1024\n  seed: 3')).toEqual({
      shots: 1024,
      seed: 3,
      gradient: 'shift',
    });
    expect(executionOf('target: lab\n  gradient: spsa', 'shots: 64').gradient).toBe('spsa');
  });

  test('a gradient of a machine needs no shots', () => {
    const gradient = 'shift';
    expect(executionOf('gradient: shift')).toEqual({ shots: null, seed: 0, gradient });
  });
});

describe('what cannot be', () => {
  test('the adjoint gradient with shots', () => {
    expect(
      errorsOf(program('objective: judge\n  target: lab\n  gradient: adjoint', 'shots: 50')),
    ).toEqual([
      'argument-invalid at adjoint: The gradient `adjoint` walks back through the state, and 50 shots leave outcomes and no state.',
    ]);
  });

  test.each(['0', '1.5', '-4', '1e12', '"many"'])(
    '%s shots, whether a run has them or not',
    (shots) => {
      for (const settings of ['', 'target: lab']) {
        const [error, ...more] = errorsOf(
          program(`objective: judge\n  ${settings}`, `shots: ${shots}`),
        );
        expect(error).toMatch(/^type-mismatch at .*a whole number from 1 to 1000000000/);
        expect(more).toEqual([]);
      }
    },
  );

  test('a gradient that there is none of', () => {
    expect(errorsOf(program('objective: judge\n  gradient: adjiont', ''))).toEqual([
      'unknown-name at adjiont: There is no gradient named `adjiont` here.',
    ]);
  });

  test('a derivative of overlaps by differences', () => {
    expect(errorsOf(program('objective: align\n  target: lab', 'shots: 100'))[0]).toContain(
      'The objective compares states by their amplitudes, which no measurement tells, so `shift` has no derivative of it.',
    );
    expect(errorsOf(program('objective: align\n  gradient: spsa', ''))[0]).toContain(
      'so `spsa` has no derivative of it',
    );
    expect(
      errorsOf(program('objective: align\n  target: lab\n  optimizer: spsa', 'shots: 100')),
    ).toEqual([]);
  });

  test('a metric of states from shots', () => {
    expect(
      errorsOf(program('objective: judge\n  target: lab\n  optimizer: qng', 'shots: 100')),
    ).toEqual([
      'argument-invalid at optimizer: qng: `qng` works its metric out from states, and 100 shots leave none.',
    ]);
  });
});
