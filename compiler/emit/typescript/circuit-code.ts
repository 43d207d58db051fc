import {
  conditionBits,
  exact,
  type Affine,
  type Circuit,
  type Gate,
  type Measurement,
  type PauliTerm,
  type Program,
  type Run,
} from '../../../runtime/program/index.ts';
import { originPath } from '../leaf-path.ts';
import { plain, withHeadings, type Line } from '../lines.ts';
import { gateLines, outcomeTools } from './gate-lines.ts';
import { nameCircuit } from './circuit-names.ts';
import type { ModuleGraph } from './graph.ts';
import { propertyKey } from './identifiers.ts';
import { braces, call, enclosed } from './layout.ts';
import { exactNumberText, numberText } from './numbers.ts';

/** How a circuit's qubits and inputs are written where its gates are. */
interface Scope {
  readonly qubit: (index: number) => string;
  readonly bit: (index: number) => string;
  /** Whether any gate depends on the bit. */
  readonly asksFor: (bit: number) => boolean;
  readonly angle: (index: number) => string;
  /** The name of the input that these angles are the entries of. */
  readonly whole: (angles: readonly number[]) => string | undefined;
}

/** The definition of one of the module's circuits: a line for each gate. */
export function circuitLines(
  model: ModuleGraph,
  run: Run,
  index: number,
  name: string,
): readonly Line[] {
  const { program } = model;
  const { operation, origin } = program.nodes[index]!;
  if (operation.kind !== 'circuit') throw new Error(`node ${index} is no circuit`);
  const circuit = withOptionalConditions(program, program.circuits[operation.circuit]!);
  const { registers, operands, bits, inputs } = nameCircuit(program, circuit, model.options);
  const asked = new Set(
    circuit.gates.flatMap(({ conditions = [] }) => conditions.flatMap(conditionBits)),
  );
  const scope: Scope = {
    qubit: (qubit) => operands[qubit]!,
    bit: (bit) => bits[bit]!,
    asksFor: (bit) => asked.has(bit),
    angle: (angle) =>
      angleCode(circuit.angles[angle]!, (leaf) => leafCode(model, circuit, leaf, inputs)),
    whole: (angles) => wholeInput(model, circuit, inputs, angles),
  };
  const sizes = registers.map(({ key, size }) => `${propertyKey(key)}: ${size}`);
  const shapes = [...inputs].map(
    ([node, local]) => `${local}: [${program.nodes[node]!.shape.join(', ')}]`,
  );
  const precision = run.train?.precision ?? 'f32';
  const measurements = circuit.measurements.map((each) => readoutCode(each, scope));
  return [
    { text: `const ${name} = /* @__PURE__ */ defineCircuit({`, origin },
    ...enclosed('registers: { ', sizes, ' },', { origin: null, indent: 2 }).map(braces),
    ...(shapes.length === 0
      ? [plain('  inputs: {},')]
      : enclosed('inputs: { ', shapes, ' },', { origin: null, indent: 2 }).map(braces)),
    plain(`  precision: '${precision}',`),
    ...signatureLines([
      toolsOf(circuit),
      registers.map(({ key, local }) => (key === local ? key : `${propertyKey(key)}: ${local}`)),
      ...(inputs.size === 0 ? [] : [[...inputs.values()]]),
    ]),
    ...withHeadings(
      gateLines(circuit.gates, (gate, indent) => gateCode(gate, scope, indent), scope.bit),
      (at) => originPath(program, at),
    ),
    ...readoutLines(measurements, origin),
    plain('  },'),
    plain('});'),
  ];
}

/** What a circuit returns; a reading of many qubits may take several lines itself. */
function readoutLines(measurements: readonly string[], origin: number): readonly Line[] {
  const at = { origin, indent: 4 };
  const lines = enclosed('return [', measurements, '];', at);
  if (lines.every(({ text }) => text.length <= 100)) return lines;
  return [
    { text: '    return [', origin },
    ...measurements.flatMap((text) => {
      const [head = '', args = ''] = text.split(/(?<=^\w+)\(/);
      const isCall = `      ${text},`.length > 100 && /^\w+\([^()]*(\(\d+\)[^()]*)*\)$/.test(text);
      if (!isCall) return [{ text: `      ${text},`, origin }];
      return call(head, args.slice(0, -1).split(', '), ',', { origin, indent: 6 });
    }),
    { text: '    ];', origin },
  ];
}

/** What the definition needs of what it is handed. */
function toolsOf({ gates, measurements }: Circuit): readonly string[] {
  const reads = (kind: Measurement['kind']): boolean =>
    measurements.some((each) => each.kind === kind);
  return [
    ...(gates.some(({ name }) => name !== 'measure') ? ['gate'] : []),
    ...(gates.some(({ when }) => when.length > 0) ? ['when'] : []),
    ...outcomeTools(gates),
    ...(reads('expectation') ? ['pauli'] : []),
    ...(['probabilities', 'paulis', 'amplitudes'] as const).filter(reads),
  ];
}

/** The head of `build`, whose parameters are taken apart. */
function signatureLines(parameters: readonly (readonly string[])[]): readonly Line[] {
  const flat = parameters.map((names) => `{ ${names.join(', ')} }`);
  const single = `  build(${flat.join(', ')}) {`;
  if (single.length <= 100) return [plain(single)];
  return [
    plain('  build('),
    ...parameters.flatMap((names) =>
      enclosed('{ ', names, ' },', { origin: null, indent: 4 }).map(braces),
    ),
    plain('  ) {'),
  ];
}

/** Only what may be missing is asked for. */
function withOptionalConditions(program: Program, circuit: Circuit): Circuit {
  const optional = new Set(program.inputs.filter((each) => each.optional).map(({ name }) => name));
  const gates = circuit.gates.map((gate) => ({
    ...gate,
    when: gate.when.filter((name) => optional.has(name)),
  }));
  return { ...circuit, gates };
}

function gateCode(gate: Gate, scope: Scope, indent: number): readonly Line[] {
  const { qubit, angle, bit, asksFor } = scope;
  const { name, controls, origin } = gate;
  const targets = gate.qubits.map(qubit);
  if (gate.bit !== undefined) {
    const asked = asksFor(gate.bit) ? `const ${bit(gate.bit)} = ` : '';
    return call(`${asked}measure`, targets, ';', { origin, indent });
  }
  const turns = gate.angles.map(angle);
  if (controls.length === 1 && (name === 'x' || name === 'z')) {
    return call(`gate.c${name}`, [qubit(controls[0]!), ...targets], ';', { origin, indent });
  }
  const subject =
    controls.length === 0 ? 'gate' : `gate.controlled(${controls.map(qubit).join(', ')})`;
  if (name === 'prepare') return prepareLines(`${subject}.prepare`, gate, scope, indent);
  return call(`${subject}.${name}`, [...targets, ...turns], ';', { origin, indent });
}

/** Amplitudes that are the entries of one input, in order, are written as `x.all`. */
function prepareLines(
  head: string,
  { qubits, angles, origin }: Gate,
  { qubit, angle, whole }: Scope,
  indent: number,
): readonly Line[] {
  const targets = `[${qubits.map(qubit).join(', ')}]`;
  const input = whole(angles);
  if (input !== undefined) return call(head, [targets, `${input}.all`], ';', { origin, indent });
  const space = ' '.repeat(indent);
  return [
    { text: `${space}${head}(`, origin },
    { text: `${space}  ${targets},`, origin },
    ...enclosed('[', angles.map(angle), '],', { origin, indent: indent + 2 }),
    { text: `${space});`, origin },
  ];
}

/** The input whose entries these angles are, all of them and in order. */
function wholeInput(
  { program }: ModuleGraph,
  circuit: Circuit,
  inputs: ReadonlyMap<number, string>,
  angles: readonly number[],
): string | undefined {
  const leaves = angles.map((index) => {
    const { constant, terms } = circuit.angles[index]!;
    const [term] = terms;
    const isEntry = terms.length === 1 && exact.isZero(constant) && exact.isOne(term!.coefficient);
    return isEntry ? circuit.leaves[term!.leaf]! : undefined;
  });
  const node = leaves[0]?.node;
  if (node === undefined) return undefined;
  const size = program.nodes[node]!.shape.reduce((product, length) => product * length, 1);
  const inOrder = leaves.every((leaf, k) => leaf?.node === node && leaf.element === k);
  return inOrder && size === angles.length ? inputs.get(node) : undefined;
}

/** `shift(0, 1)`, an entry of an input by its position. */
function leafCode(
  { program }: ModuleGraph,
  circuit: Circuit,
  leaf: number,
  inputs: ReadonlyMap<number, string>,
): string {
  const { node, element } = circuit.leaves[leaf]!;
  const position: number[] = [];
  let rest = element;
  for (const size of [...program.nodes[node]!.shape].reverse()) {
    position.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return `${inputs.get(node)!}(${position.join(', ')})`;
}

/** `x(0).times(0.5).plus(shift(1)).plus(Math.PI / 2)`. */
function angleCode({ constant, terms }: Affine, leafText: (leaf: number) => string): string {
  const [first, ...rest] = terms.map(({ leaf, coefficient }) =>
    exact.isOne(coefficient)
      ? leafText(leaf)
      : `${leafText(leaf)}.times(${exactNumberText(coefficient)})`,
  );
  if (first === undefined) return exactNumberText(constant);
  const shift = exact.isZero(constant) ? [] : [exactNumberText(constant)];
  return [first, ...[...rest, ...shift].map((term) => `.plus(${term})`)].join('');
}

function readoutCode(measurement: Measurement, { qubit }: Scope): string {
  if (measurement.kind !== 'expectation') {
    return `${measurement.kind}(${measurement.qubits.map(qubit).join(', ')})`;
  }
  const [first = "pauli('').times(0)", ...rest] = measurement.terms.map((term) =>
    termCode(term, qubit),
  );
  return [first, ...rest.map((term) => `.plus(${term})`)].join('');
}

function termCode({ coefficient, factors }: PauliTerm, qubit: (index: number) => string): string {
  const word = factors.map(({ pauli }) => pauli).join('');
  const args = [`'${word}'`, ...factors.map((factor) => qubit(factor.qubit))];
  const times = coefficient === 1 ? '' : `.times(${numberText(coefficient)})`;
  return `pauli(${args.join(', ')})${times}`;
}
