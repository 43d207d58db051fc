import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { emitBraket } from '../../compiler/emit/braket/index.ts';
import { generatedDevice } from '../../compiler/targets/index.ts';
import { exact, type Measurement, type Program } from '../../runtime/program/index.ts';
import { everyReadout, programOf } from '../support/circuits.ts';
import { feedbackProgram } from '../support/feedback.ts';
import { irisProgram, pairProgram, programBuilder } from '../support/programs.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

type Task = Parameters<typeof emitBraket>[2];
type Builder = ReturnType<ReturnType<typeof programBuilder>['circuit']>;

function numbers({ circuits }: Program): number[] {
  return circuits[0]!.leaves.map((_, leaf) => leaf / 8);
}

test('two models as exact tasks', async () => {
  for (const program of [irisProgram(), pairProgram()]) {
    const samples = [{ values: numbers(program) }];
    const [task] = emitBraket(program, 0, { samples, shots: null });
    await expect(`${JSON.stringify(task!.body, null, 2)}\n`).toMatchFileSnapshot(
      `golden/${program.model.toLowerCase()}.braket.json.txt`,
    );
  }
});

describe('with shots', () => {
  const program = programOf(2, [], everyReadout(2));
  const samples = [0.3, 0.7].map((x) => ({ values: [x, 2 * x, x, x] }));

  test('samples and bases are one program set, whose inputs are lists', () => {
    const [task, ...more] = emitBraket(program, 0, { samples, shots: 100 });
    expect(more).toEqual([]);
    const { shots, action } = task!.body;
    if (!('programs' in action)) throw new Error('a program set was expected');
    expect(action.braketSchemaHeader.name).toBe('braket.ir.openqasm.program_set');
    expect(shots).toBe(100 * 2 * action.programs.length);
    expect(Object.values(action.programs[0]!.inputs!)).toEqual([
      [0.3, 0.7],
      [0.6, 1.4],
      [0.3, 0.7],
    ]);
    expect(task!.runs.map((run) => run.samples)).toEqual(action.programs.flatMap(() => [[0], [1]]));
  });

  test('a hundred executions fill a set', () => {
    const many = Array.from({ length: 30 }, () => samples[0]!);
    const tasks = emitBraket(program, 0, { samples: many, shots: 10 });
    const counts = tasks.map(({ runs }) => runs.length);
    expect(Math.max(...counts)).toBe(100);
    expect(counts.slice(0, -1).every((count) => count === 100)).toBe(true);
    expect(counts.reduce((sum, count) => sum + count)).toBe(30 * 9);
  });
});

test('what nobody reads, and what decides on the way, is refused', () => {
  expect(() => emitBraket(programOf(2, [], []), 0, { samples: [], shots: null })).toThrow(
    'Nothing is read from the circuit of `Random`',
  );
  const program = feedbackProgram();
  const samples = [{ values: numbers(program) }];
  expect(() => emitBraket(program, 0, { samples, shots: null })).toThrow(
    'The circuit has a measurement on the way',
  );
});

interface Fixture {
  readonly name: string;
  readonly build: (q: Builder, th: number) => readonly Measurement[];
  readonly task: Task;
  /** Lines, without comments and with inputs renamed, that one of the two texts has alone, and why. */
  readonly differences: readonly {
    readonly theirs: readonly string[];
    readonly ours: readonly string[];
    readonly because: string;
  }[];
}

const mean = (...factors: { qubit: number; pauli: 'X' | 'Y' | 'Z' }[]): Measurement => ({
  kind: 'expectation',
  terms: [{ coefficient: 1, factors }],
});
const z = (qubit: number) => ({ qubit, pauli: 'Z' }) as const;
const fixed = (value: number) => [exact.decimal(value)];

const fixtures: readonly Fixture[] = [
  {
    name: 'expectation-inputs',
    build: (q, th) => {
      q.gate('rx', [0], { angles: [[[th, 0]]] });
      q.gate('ry', [1], { angles: [[[th, 1, exact.integer(2)]]] });
      q.gate('ry', [1], { angles: [exact.multiply(exact.fraction(1, 2), exact.pi)] });
      q.gate('rzz', [0, 1], { angles: fixed(0.3) });
      return [
        mean(z(0), z(1)),
        mean({ qubit: 1, pauli: 'X' }),
        { kind: 'probabilities', qubits: [0, 1] },
      ];
    },
    task: { samples: [{ values: [0.3, 0.4] }], shots: null },
    differences: [
      {
        theirs: ['ry(2*th_001 + pi/2) q[1];'],
        ours: ['ry(2.0 * th_001) q[1];', 'ry(1.5707963267948966) q[1];'],
        because: 'these gates are of two sentences of the model',
      },
      {
        theirs: ['#pragma braket result variance z(q[0])'],
        ours: [],
        because: 'no model reads variances',
      },
    ],
  },
  {
    name: 'expectation-with-shots',
    build: (q, th) => {
      q.gate('rx', [0], { angles: [[[th, 0]]] });
      return [mean({ qubit: 0, pauli: 'Y' }), mean(z(1))];
    },
    task: { samples: [{ values: [0.3, 0] }], shots: 10 },
    differences: [
      {
        theirs: [
          '#pragma braket result expectation y(q[0])',
          '#pragma braket result expectation z(q[1])',
        ],
        ours: ['bit[2] b;', 'si q[0];', 'h q[0];', 'b[0] = measure q[0];', 'b[1] = measure q[1];'],
        because: 'with shots, pragmas tell outcomes only, and program sets take none',
      },
    ],
  },
  {
    name: 'measure-bits',
    build: (q) => {
      q.gate('x', [2]);
      q.gate('h', [0]);
      q.gate('x', [1], { controls: [0] });
      return [{ kind: 'probabilities', qubits: [2, 0, 1] }];
    },
    task: { samples: [{ values: [] }], shots: 20 },
    differences: [
      {
        theirs: ['b[0] = measure q[2];', 'b[1] = measure q[0];', 'b[2] = measure q[1];'],
        ours: ['b[0] = measure q[0];', 'b[1] = measure q[1];', 'b[2] = measure q[2];'],
        because: 'bits are in the order of qubits, whatever the order of the readout',
      },
    ],
  },
  {
    name: 'verbatim-physical',
    build: (q) => {
      q.gate('rx', [0], { angles: fixed(0.7) });
      q.gate('rz', [0], { angles: fixed(0.4) });
      q.gate('rx', [1], { angles: fixed(0.9) });
      q.gate('z', [1], { controls: [0] });
      q.gate('rx', [1], { angles: fixed(-0.5) });
      return [mean(z(0), z(1)), mean({ qubit: 1, pauli: 'Y' })];
    },
    task: {
      samples: [{ values: [] }],
      shots: null,
      target: { ...generatedDevice('linear:2')!, basis: ['rx', 'rz', 'cz'] },
    },
    differences: [
      {
        theirs: ['rx(0.7) $0;', 'rz(0.4) $0;', 'rx(0.9) $1;', 'rx(-0.5) $1;'],
        ours: [
          'rx(0.7000000000000001) $0;',
          'rx(0.8999999999999999) $1;',
          'rz(3.141592653589793) $1;',
          'rx(0.5) $1;',
          'rz(3.141592653589793) $1;',
        ],
        because: 'our compiler writes them: what nobody reads is left out, angles are positive',
      },
    ],
  },
];

describeShared("our tasks are the ones Amazon's simulator was given, save what is listed", () => {
  test('none is left out', () => {
    const there = readdirSync(sharedPath('fixtures', 'braket'))
      .filter((name) => name.endsWith('.action.json'))
      .map((name) => name.replace('.action.json', ''));
    expect(there.sort()).toEqual(fixtures.map(({ name }) => name).sort());
  });

  test.for(fixtures)('$name', ({ name, build, task, differences }) => {
    const path = sharedPath('fixtures', 'braket', `${name}.action.json`);
    const theirs = JSON.parse(readFileSync(path, 'utf8')) as ReturnType<
      typeof emitBraket
    >[number]['body'];
    const [ours, ...more] = emitBraket(programFor(build, name === 'measure-bits' ? 3 : 2), 0, task);
    expect(more).toEqual([]);
    const { shots, action } = ours!.body;
    // The text of an action is the file beside it.
    expect(theirs.action).toMatchObject({
      source: readFileSync(path.replace('.action.json', '.qasm'), 'utf8'),
    });
    if (!('source' in action) || !('source' in theirs.action)) throw new Error('one program each');
    expect(shots).toBe(theirs.shots);
    expect(Object.keys(action).sort()).toEqual(Object.keys(theirs.action).sort());
    expect(action.braketSchemaHeader).toEqual(theirs.action.braketSchemaHeader);
    expect(Object.values(action.inputs ?? {})).toEqual(Object.values(theirs.action.inputs ?? {}));
    const [mine, official] = [linesOf(action.source), linesOf(theirs.action.source)];
    expect(mine.filter((line) => !official.includes(line))).toEqual(
      differences.flatMap((each) => each.ours),
    );
    expect(official.filter((line) => !mine.includes(line))).toEqual(
      differences.flatMap((each) => each.theirs),
    );
  });
});

function programFor(build: Fixture['build'], qubits: number): Program {
  const { input, circuit, build: finish } = programBuilder('Fixture');
  const th = input({
    name: 'th',
    role: 'modality',
    type: { kind: 'tensor', element: 'real' },
    shape: [2],
    optional: false,
  });
  const q = circuit(Array.from({ length: qubits }, (_, index) => ({ register: 'q', index })));
  const node = q.build(build(q, th));
  return finish({ readouts: [{ name: 'y', node, type: 'real' }] });
}

/** Without comments and blank lines; inputs are called th_000 and so on, as in the fixtures. */
function linesOf(text: string): readonly string[] {
  const inputs = [...text.matchAll(/^input float (\w+);/gm)].map(([, name]) => name!);
  const renamed = inputs.reduce(
    (all, name, k) => all.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `th_00${k}`),
    text,
  );
  return renamed
    .split('\n')
    .map((line) => line.replace(/\s*\/\/.*/, '').trim())
    .filter((line) => line !== '');
}
