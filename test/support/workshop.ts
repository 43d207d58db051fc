import {
  exact,
  type BinaryFunction,
  type Program,
  type UnaryFunction,
} from '../../runtime/program/index.ts';
import { expectationOfZ, programBuilder } from './programs.ts';

/** A model that means nothing and uses every operation, kind of input, gate and readout that a prediction can meet. */
export function workshopProgram(): Program {
  const { input, parameter, node, circuit, build } = programBuilder('Workshop');
  const real = { kind: 'tensor', element: 'real' } as const;
  const grid = input({
    name: 'grid',
    role: 'modality',
    type: real,
    shape: [2, 3],
    optional: false,
  });
  const dose = input({ name: 'dose', role: 'modality', type: real, shape: [], optional: true });
  const colour = input({
    name: 'colour',
    role: 'modality',
    type: { kind: 'class', count: 3, names: ['red', "ol'green", 'blue'] },
    shape: [],
    optional: false,
  });
  const marks = input({
    name: 'marks',
    role: 'modality',
    type: { kind: 'class', count: 4, names: null },
    shape: [2],
    optional: false,
  });
  const note = input({
    name: 'note',
    role: 'modality',
    type: { kind: 'text', words: 4, vocabulary: 6, unknown: 'skip' },
    shape: [4],
    optional: false,
  });
  const word = input({
    name: 'word',
    role: 'modality',
    type: { kind: 'word', modality: 'note', count: 6 },
    shape: [],
    optional: false,
  });
  const verdict = input({
    name: 'verdict',
    role: 'label',
    type: { kind: 'class', count: 2, names: ['no', 'yes'] },
    shape: [],
    optional: false,
  });

  const path = ['let tools'];
  const unaries: UnaryFunction[] = [
    'negate',
    'tanh',
    'relu',
    'sigmoid',
    'exp',
    'abs',
    'sin',
    'cos',
  ];
  const chain = unaries.map((name) =>
    node({ kind: 'unary', function: name }, [grid], [2, 3], path),
  );
  const positive = chain[4]!;
  const roots = (['log', 'sqrt'] as const).map((name) =>
    node({ kind: 'unary', function: name }, [positive], [2, 3], path),
  );
  const acos = node({ kind: 'unary', function: 'acos' }, [chain[1]!], [2, 3], path);
  const row = node({ kind: 'constant', values: [0.5, -Math.PI, 3] }, [], [3], path);
  const two = node({ kind: 'constant', values: [2] }, [], [], path);
  const binaries: BinaryFunction[] = [
    'add',
    'subtract',
    'multiply',
    'divide',
    'power',
    'remainder',
  ];
  const pairs = binaries.map((name) =>
    node(
      { kind: 'binary', function: name },
      [positive, name === 'power' ? two : row],
      [2, 3],
      path,
    ),
  );
  const everything = node(
    { kind: 'stack' },
    [...chain, ...roots, acos, ...pairs],
    [17, 2, 3],
    path,
  );
  const sums = (['sum', 'mean', 'max', 'min'] as const).map((name) =>
    node({ kind: 'reduce', function: name, axis: null }, [everything], [], path),
  );
  const along = node({ kind: 'reduce', function: 'mean', axis: 1 }, [everything], [17, 3], path);
  const soft = node({ kind: 'softmax' }, [along], [17, 3], path);
  const folded = node({ kind: 'log_sum_exp' }, [soft], [17], path);
  const turned = node({ kind: 'transpose' }, [grid], [3, 2], path);
  const square = node({ kind: 'matmul' }, [grid, turned], [2, 2], path);
  const flat = node({ kind: 'reshape' }, [square], [4], path);
  const padded = node({ kind: 'pad' }, [flat], [6], path);
  const windows = node(
    { kind: 'unfold', windows: { axes: 2, size: 2, stride: 1, padding: 0 } },
    [square],
    [1, 1, 4],
    path,
  );
  const window = node({ kind: 'reshape' }, [windows], [4], path);
  const part = node(
    { kind: 'slice', axes: [{ kind: 'range', start: 0, stop: 6, step: 2 }] },
    [padded],
    [3],
    path,
  );
  const clipped = node({ kind: 'clip' }, [part, two, sums[2]!], [3], path);
  const direction = node({ kind: 'unit' }, [clipped], [3], path);
  const table = parameter('Workshop/let tools/embedding/table', [6, 3], { kind: 'glorot' }, 'real');
  const looked = node({ kind: 'gather' }, [table, word], [3], path);
  const bag = node({ kind: 'feature', feature: { kind: 'bag' } }, [note], [6], path);
  const hot = node({ kind: 'one_hot' }, [colour], [3], path);
  const hots = node({ kind: 'one_hot' }, [marks], [2, 4], path);
  const hotRow = node(
    {
      kind: 'slice',
      axes: [
        { kind: 'index', index: 1 },
        { kind: 'range', start: 0, stop: 4, step: 1 },
      ],
    },
    [hots],
    [4],
    path,
  );
  const scaled = node({ kind: 'unary', function: 'tanh' }, [dose], [], path);
  const filled = node({ kind: 'else' }, [scaled, two], [], path);
  const joined = node(
    { kind: 'join' },
    [folded, direction, looked, bag, hot, hotRow, filled, ...sums, window],
    [17 + 3 + 3 + 6 + 3 + 4 + 1 + 4 + 4],
    ['let all'],
  );

  const w = parameter('Workshop/evolve q/w', [2, 2], { kind: 'uniform', low: 0, high: 1 });
  const q = circuit(
    [0, 1, 2].map((index) => ({ register: index < 2 ? 'x' : 'class', index: index % 2 })),
  );
  const evolve = ['evolve q'];
  const angles = [[[joined, 17, exact.fraction(1, 2)] as const, [w, 3] as const]];
  q.gate('h', [0], { path: evolve });
  q.gate('ry', [1], { angles, path: evolve });
  q.gate('rx', [2], {
    angles: [exact.multiply(exact.fraction(3, 4), exact.pi)],
    when: ['dose'],
    path: evolve,
  });
  q.gate('p', [2], { angles: [[[scaled, 0]]], when: ['dose'], path: evolve });
  q.gate('rz', [2], { controls: [0, 1], angles: [[[w, 0]]], path: evolve });
  q.gate('x', [1], { controls: [0], path: evolve });
  q.gate('phase', [], { controls: [2], angles: [[[w, 1]]], path: evolve });
  q.gate('iswap', [0, 2], { path: evolve });
  q.gate('ryy', [1, 2], { angles: [[[w, 2, exact.integer(-1)]]], path: evolve });
  q.gate('barrier', [0, 1, 2], { path: evolve });
  q.gate('cut', [1], { path: evolve });
  const measured = q.build([
    expectationOfZ(0),
    {
      kind: 'expectation',
      terms: [
        {
          coefficient: 0.5,
          factors: [
            { qubit: 0, pauli: 'X' },
            { qubit: 2, pauli: 'Y' },
          ],
        },
        { coefficient: -1, factors: [] },
      ],
    },
    { kind: 'probabilities', qubits: [2, 0] },
    { kind: 'paulis', qubits: [1] },
  ]);
  const logit = node(
    { kind: 'slice', axes: [{ kind: 'index', index: 0 }] },
    [measured],
    [],
    ['readout logit'],
  );
  const loss = node({ kind: 'binary_cross_entropy' }, [logit, verdict], [], ['objective']);
  return build({
    readouts: [
      { name: 'logit', node: logit, type: 'real' },
      { name: 'measured', node: measured, type: 'real[10]' },
      { name: 'everything', node: everything, type: 'real[17,2,3]' },
      { name: 'all', node: joined, type: 'real[45]' },
      { name: 'new', node: scaled, type: 'real' },
    ],
    objectives: [
      {
        name: '',
        node: loss,
        tasks: [{ kind: 'binary', logit, truth: verdict, label: 'verdict' }],
      },
    ],
  });
}
