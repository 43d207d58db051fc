import {
  exact,
  type Affine,
  type Circuit,
  type Exact,
  type Gate,
  type GateName,
  type Input,
  type Leaf,
  type Measurement,
  measurementSize,
  type Node,
  type Operation,
  type Output,
  type Origin,
  type Parameter,
  type Program,
  type Qubit,
  type Start,
} from '../../runtime/program/index.ts';

/** Programs made by hand, as the compiler would make them, for tests that start behind it. */

type Term = readonly [node: number, element: number, coefficient?: Exact];

interface CircuitBuilder {
  /** Adds a gate; an angle is a number or terms over node elements. */
  gate(name: GateName, qubits: readonly number[], options?: GateOptions): void;
  build(measurements: readonly Measurement[]): number;
}

interface GateOptions {
  readonly controls?: readonly number[];
  readonly angles?: readonly (Exact | readonly Term[])[];
  readonly when?: readonly string[];
  readonly path?: readonly string[];
}

interface NodeOptions {
  readonly rate?: Node['rate'];
  readonly trainable?: boolean;
  readonly needs?: readonly string[];
}

/** Collects the parts of a Program; rate, trainable and needs follow from a node's inputs unless given. */
export function programBuilder(model: string) {
  const inputs: Input[] = [];
  const parameters: Parameter[] = [];
  const nodes: Node[] = [];
  const circuits: Circuit[] = [];
  const origins: Origin[] = [];

  const origin = (path: readonly string[]): number => {
    const known = origins.findIndex((each) => each.path.join('/') === path.join('/'));
    if (known >= 0) return known;
    return (
      origins.push({ file: 0, start: origins.length * 10, end: origins.length * 10 + 9, path }) - 1
    );
  };

  const node = (
    operation: Operation,
    from: readonly number[],
    shape: readonly number[],
    path: readonly string[],
    options: NodeOptions = {},
  ): number => {
    const parents = from.map((index) => nodes[index]!);
    return (
      nodes.push({
        operation,
        inputs: from,
        shape,
        rate: options.rate ?? (parents.some(({ rate }) => rate === 'sample') ? 'sample' : 'shared'),
        trainable: options.trainable ?? parents.some(({ trainable }) => trainable),
        needs: options.needs ?? [...new Set(parents.flatMap(({ needs }) => needs))],
        origin: origin(path),
      }) - 1
    );
  };

  const input = (description: Omit<Input, 'origin'>): number => {
    const path = [`${description.role} ${description.name}`];
    inputs.push({ ...description, origin: origin(path) });
    const needs = description.optional ? [description.name] : [];
    return node({ kind: 'input', name: description.name }, [], description.shape, path, {
      rate: 'sample',
      needs,
    });
  };

  const parameter = (
    path: string,
    shape: readonly number[],
    start: Start,
    unit: Parameter['unit'] = 'angle',
  ): number => {
    const from = path.split('/').slice(1);
    parameters.push({ path, shape, start, unit, origin: origin(from) });
    return node({ kind: 'parameter', index: parameters.length - 1 }, [], shape, from, {
      trainable: true,
    });
  };

  const circuit = (qubits: readonly Qubit[]): CircuitBuilder => {
    const leaves: Leaf[] = [];
    const angles: Affine[] = [];
    const gates: Gate[] = [];
    const leafOf = (node: number, element: number): number => {
      const known = leaves.findIndex((leaf) => leaf.node === node && leaf.element === element);
      return known >= 0 ? known : leaves.push({ node, element }) - 1;
    };
    const angleOf = (angle: Exact | readonly Term[]): number => {
      const affine = isTerms(angle) ? sumOf(angle, leafOf) : { constant: angle, terms: [] };
      const known = angles.findIndex((each) => JSON.stringify(each) === JSON.stringify(affine));
      return known >= 0 ? known : angles.push(affine) - 1;
    };
    return {
      gate: (name, on, options = {}) => {
        gates.push({
          name,
          qubits: on,
          controls: options.controls ?? [],
          angles: (options.angles ?? []).map(angleOf),
          when: options.when ?? [],
          origin: origin(options.path ?? []),
        });
      },
      build: (measurements) => {
        const from = [...new Set(leaves.map((leaf) => leaf.node))].sort((a, b) => a - b);
        circuits.push({ qubits, leaves, angles, gates, measurements });
        const size = measurements.reduce((sum, each) => sum + measurementSize(each), 0);
        const rate = from.some((index) => nodes[index]!.rate === 'sample') ? 'sample' : 'shared';
        return node({ kind: 'circuit', circuit: circuits.length - 1 }, from, [size], ['expect'], {
          rate,
          needs: [],
        });
      },
    };
  };

  const build = (rest: {
    readonly readouts: readonly Output[];
    readonly objectives?: Program['objectives'];
    readonly metrics?: Program['metrics'];
    readonly judged?: Program['judged'];
  }): Program => ({
    format: 'qmm-program',
    version: 1,
    model,
    sources: ['main.qmm'],
    inputs,
    parameters,
    nodes,
    circuits,
    readouts: rest.readouts,
    objectives: rest.objectives ?? [],
    metrics: rest.metrics ?? [],
    judged: rest.judged ?? [],
    origins,
  });

  return { input, parameter, node, circuit, build };
}

/** `<Z>` of one qubit. */
export function expectationOfZ(qubit: number): Measurement {
  return { kind: 'expectation', terms: [{ coefficient: 1, factors: [{ qubit, pauli: 'Z' }] }] };
}

/**
 * Four features scaled to [0, pi], one rotation each, two strongly entangling layers, four `<Z>`, a linear layer and
 * cross-entropy over three classes: the first model of language.md.
 */
export function irisProgram(): Program {
  const { input, parameter, node, circuit, build } = programBuilder('Iris');
  const flower = input({
    name: 'flower',
    role: 'modality',
    type: { kind: 'tensor', element: 'real' },
    shape: [4],
    optional: false,
  });
  const names = ['setosa', 'versicolor', 'virginica'];
  const species = input({
    name: 'species',
    role: 'label',
    type: { kind: 'class', count: 3, names },
    shape: [],
    optional: false,
  });
  const scale = ['encode q', 'scale'];
  const low = node({ kind: 'fit', statistic: 'lowest' }, [flower], [4], scale, { rate: 'shared' });
  const high = node({ kind: 'fit', statistic: 'highest' }, [flower], [4], scale, {
    rate: 'shared',
  });
  const offset = node({ kind: 'binary', function: 'subtract' }, [flower, low], [4], scale);
  const width = node({ kind: 'binary', function: 'subtract' }, [high, low], [4], scale);
  const part = node({ kind: 'binary', function: 'divide' }, [offset, width], [4], scale);
  const pi = node({ kind: 'constant', values: [Math.PI] }, [], [], scale);
  const x = node({ kind: 'binary', function: 'multiply' }, [part, pi], [4], scale);
  const w = parameter('Iris/evolve q/strongly_entangling/w', [2, 4, 3], {
    kind: 'uniform',
    low: 0,
    high: 2 * Math.PI,
  });

  const q = circuit([0, 1, 2, 3].map((index) => ({ register: 'q', index })));
  for (let k = 0; k < 4; k++)
    q.gate('ry', [k], { angles: [[[x, k]]], path: ['encode q', 'angle'] });
  const path = ['evolve q', 'strongly_entangling'];
  for (let layer = 0; layer < 2; layer++) {
    for (let k = 0; k < 4; k++) {
      const element = (layer * 4 + k) * 3;
      (['rz', 'ry', 'rz'] as const).forEach((name, i) =>
        q.gate(name, [k], { angles: [[[w, element + i]]], path: [...path, 'rot'] }),
      );
    }
    for (let k = 0; k < 4; k++) q.gate('x', [(k + 1 + layer) % 4], { controls: [k], path });
  }
  const values = q.build([0, 1, 2, 3].map(expectationOfZ));

  const linear = ['readout logits', 'linear'];
  const weight = parameter('Iris/readout logits/linear/weight', [3, 4], { kind: 'glorot' }, 'real');
  const bias = parameter(
    'Iris/readout logits/linear/bias',
    [3],
    { kind: 'constant', value: 0 },
    'real',
  );
  const product = node({ kind: 'matmul' }, [weight, values], [3], linear);
  const logits = node({ kind: 'binary', function: 'add' }, [product, bias], [3], linear);
  const loss = node({ kind: 'cross_entropy' }, [logits, species], [], ['objective', 'classify']);
  return build({
    readouts: [{ name: 'logits', node: logits, type: 'real[3]' }],
    objectives: [
      {
        name: '',
        node: loss,
        tasks: [{ kind: 'classification', scores: logits, truth: species, label: 'species' }],
      },
    ],
  });
}

/**
 * A picture and a sound that may be missing, on two qubits each: trainable scaling in the encoders (`gain * x`), a
 * layer of `paired` between them, register probabilities and one product of Paulis, cross-entropy over four classes.
 */
export function pairProgram(): Program {
  const { input, parameter, node, circuit, build } = programBuilder('Pair');
  const eye = input({
    name: 'eye',
    role: 'modality',
    type: { kind: 'image', height: 4, width: 4, channels: null },
    shape: [4, 4],
    optional: false,
  });
  const ear = input({
    name: 'ear',
    role: 'modality',
    type: { kind: 'audio', rate: 8000, seconds: 0.5 },
    shape: [4000],
    optional: true,
  });
  const kind = input({
    name: 'kind',
    role: 'label',
    type: { kind: 'class', count: 4, names: null },
    shape: [],
    optional: false,
  });
  const flat = node({ kind: 'reshape' }, [eye], [16], ['let seen', 'flatten']);
  const axes = node(
    { kind: 'fit', statistic: 'principal_axes', width: 2 },
    [flat],
    [2, 16],
    ['let seen', 'pca'],
    { rate: 'shared' },
  );
  const seen = node({ kind: 'matmul' }, [axes, flat], [2], ['let seen', 'pca']);
  const mfcc = node(
    { kind: 'feature', feature: { kind: 'mfcc', rate: 8000, coefficients: 2, segments: 1 } },
    [ear],
    [1, 2],
    ['encode s', 'mfcc'],
  );
  const heard = node({ kind: 'reshape' }, [mfcc], [2], ['encode s', 'flatten']);

  const q = circuit([
    { register: 'v', index: 0 },
    { register: 'v', index: 1 },
    { register: 's', index: 0 },
    { register: 's', index: 1 },
  ]);
  const encode = (
    register: string,
    features: number,
    first: number,
    when: readonly string[],
  ): void => {
    const path = [`encode ${register}`, 'reupload'];
    const weights = (name: string, size: number, start: Start, unit: Parameter['unit']): number =>
      parameter(`Pair/encode ${register}/reupload/${name}`, [2, size], start, unit);
    const gains = weights('gain', 2, { kind: 'constant', value: 1 }, 'real');
    const shift = weights('shift', 4, { kind: 'uniform', low: 0, high: 2 * Math.PI }, 'angle');
    for (let layer = 0; layer < 2; layer++) {
      const axes = [{ kind: 'index', index: layer }] as const;
      const gain = node({ kind: 'slice', axes }, [gains], [2], path);
      const turn = node({ kind: 'binary', function: 'multiply' }, [gain, features], [2], path);
      for (let k = 0; k < 2; k++)
        q.gate('rz', [first + k], {
          angles: [
            [
              [turn, k],
              [shift, 4 * layer + k],
            ],
          ],
          when,
          path,
        });
      for (let k = 0; k < 2; k++)
        q.gate('ry', [first + k], { angles: [[[shift, 4 * layer + 2 + k]]], when, path });
      q.gate('z', [first + 1], { controls: [first], when, path });
    }
  };
  encode('v', seen, 0, ['eye']);
  encode('s', heard, 2, ['ear']);
  const path = ['fuse v, s', 'paired'];
  const w = parameter('Pair/fuse v, s/paired/w', [4, 2], {
    kind: 'uniform',
    low: 0,
    high: 2 * Math.PI,
  });
  for (let k = 0; k < 4; k++) {
    q.gate('ry', [k], { angles: [[[w, 2 * k]]], path });
    q.gate('rz', [k], { angles: [[[w, 2 * k + 1, exact.fraction(1, 2)]]], path });
  }
  for (let k = 0; k < 2; k++) q.gate('z', [2 + k], { controls: [k], path });
  const values = q.build([
    { kind: 'probabilities', qubits: [0, 1] },
    {
      kind: 'expectation',
      terms: [
        {
          coefficient: 1,
          factors: [
            { qubit: 0, pauli: 'Z' },
            { qubit: 2, pauli: 'Z' },
          ],
        },
      ],
    },
  ]);

  const weight = parameter('Pair/readout logits/linear/weight', [4, 5], { kind: 'glorot' }, 'real');
  const logits = node({ kind: 'matmul' }, [weight, values], [4], ['readout logits', 'linear']);
  const bond = node(
    { kind: 'slice', axes: [{ kind: 'index', index: 4 }] },
    [values],
    [],
    ['readout bond'],
  );
  const loss = node({ kind: 'cross_entropy' }, [logits, kind], [], ['objective', 'classify']);
  return build({
    readouts: [
      { name: 'logits', node: logits, type: 'real[4]' },
      { name: 'bond', node: bond, type: 'real' },
    ],
    objectives: [
      {
        name: '',
        node: loss,
        tasks: [{ kind: 'classification', scores: logits, truth: kind, label: 'kind' }],
      },
    ],
  });
}

function isTerms(angle: Exact | readonly Term[]): angle is readonly Term[] {
  return Array.isArray(angle);
}

function sumOf(terms: readonly Term[], leafOf: (node: number, element: number) => number): Affine {
  const sorted = terms
    .map(([node, element, coefficient = exact.one]) => ({
      leaf: leafOf(node, element),
      coefficient,
    }))
    .sort((a, b) => a.leaf - b.leaf);
  return { constant: exact.zero, terms: sorted };
}

/** Two features and two constants as the amplitudes of two qubits, between gates on the others. */
export function amplitudeProgram(): Program {
  const { input, parameter, circuit, build } = programBuilder('Amplitude');
  const x = input({
    name: 'x',
    role: 'modality',
    type: { kind: 'tensor', element: 'real' },
    shape: [2],
    optional: false,
  });
  const w = parameter('Amplitude/evolve q/w', [2], { kind: 'uniform', low: 0, high: 1 });
  const q = circuit([0, 1, 2].map((index) => ({ register: 'q', index })));
  const path = ['encode q', 'amplitude'];
  q.gate('reset', [1], { path });
  q.gate('prepare', [2, 0], {
    angles: [[[x, 0]], exact.fraction(-1, 2), exact.fraction(1, 2), [[x, 1]]],
    path,
  });
  q.gate('barrier', [0, 2], { path });
  for (let k = 0; k < 2; k++) {
    q.gate('ry', [k + 1], { angles: [[[w, k]]], path: ['evolve q'] });
    q.gate('x', [k], { controls: [k + 1], path: ['evolve q'] });
  }
  const values = q.build([0, 1, 2].map(expectationOfZ));
  return build({ readouts: [{ name: 'values', node: values, type: 'real[3]' }] });
}
