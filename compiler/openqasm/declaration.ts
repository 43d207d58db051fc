import type {
  Argument,
  Block,
  CircuitDeclaration,
  Expression,
  GateStep,
  Operand,
  Span,
  Wire,
} from '../../grammar/tree.ts';
import { conditionBits, exact, type Affine } from '../../runtime/program/index.ts';
import { gateShape } from '../3-elaborate/gate-table.ts';
import { addAngles, constantAngle, scaleAngle } from '../passes/angles.ts';
import { nested, type Nested } from '../passes/nested.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { followOutcomes, type Outcomes, type Step } from './outcomes.ts';
import type { GateOperation, Operation, OpenqasmProgram } from './program.ts';
import { angleAt, conditionAt, integerAt, nameAt, parameterAt, valueAt } from './syntax.ts';

/**
 * An OpenQASM program as a circuit of the language: its registers are operands, its inputs arguments. Places in it
 * are places in the OpenQASM file.
 */
export function circuitDeclaration(program: OpenqasmProgram): {
  declaration: CircuitDeclaration;
  diagnostics: Diagnostic[];
} {
  const { operations, registers } = program;
  const header = headerSpan(program);
  const whole = { start: 0, end: operations.at(-1)?.span.end ?? header.end };
  const outcomes = followOutcomes(program);
  const names = outcomeNames(program, outcomes);
  const steps = nestedSteps(program, nested(outcomes.steps), names);
  return {
    declaration: {
      kind: 'circuit',
      doc: '',
      name: nameAt(program.name, header),
      parameters: program.inputs.map((input) => parameterAt(input, header)),
      wires: registers.map(({ name, size, span }): Wire => ({
        name: nameAt(name, span),
        size: size === null ? null : integerAt(size, span),
        span,
      })),
      body: { kind: 'block', steps: [...steps, ...globalPhase(program, outcomes)], span: whole },
      header,
      span: whole,
    },
    diagnostics: beyondBlocks(program, outcomes),
  };
}

function headerSpan({ registers }: OpenqasmProgram): Span {
  const starts = registers.map(({ span }) => span.start);
  const ends = registers.map(({ span }) => span.end);
  return { start: Math.min(...starts, Infinity) || 0, end: Math.max(0, ...ends) };
}

/** In the language an outcome is known in the block that measures it. */
function beyondBlocks({ path }: OpenqasmProgram, { steps }: Outcomes): Diagnostic[] {
  const measured = new Map(
    steps.flatMap((step) => (step.kind === 'measure' ? [[step.bit, step] as const] : [])),
  );
  const outside = (bit: number, { conditions }: Step): boolean => {
    const around = measured.get(bit)!.conditions;
    return around.some((one, depth) => JSON.stringify(one) !== JSON.stringify(conditions[depth]));
  };
  const lost = steps.find((step) =>
    step.conditions.flatMap(conditionBits).some((bit) => outside(bit, step)),
  );
  if (lost === undefined) return [];
  const { start, end } = lost.operation.span;
  return [
    diagnose(
      'openqasm-unsupported',
      'default',
      { file: path, start, end },
      {
        construct: '`if` on a bit that another `if` measures',
        reason: 'an outcome is known only in the block that measures it',
      },
      { help: 'Move what depends on the bit into the block of its measurement.' },
    ),
  ];
}

/** For each outcome a name that nothing else in the circuit has. */
function outcomeNames(
  { registers, inputs }: OpenqasmProgram,
  { bits }: Outcomes,
): readonly string[] {
  const taken = new Set([...registers.map(({ name }) => name), ...inputs]);
  return bits.map(({ register, index }) => {
    let name = `${register}_${index}`;
    while (taken.has(name)) name += '_';
    taken.add(name);
    return name;
  });
}

function nestedSteps(
  program: OpenqasmProgram,
  parts: readonly Nested<Step>[],
  names: readonly string[],
): GateStep[] {
  return parts.flatMap((part): GateStep[] => {
    if (part.kind === 'item') return stepsOf(program, part.item, names);
    const { span } = part.first.operation;
    const block = (inner: readonly Nested<Step>[]): Block => ({
      kind: 'block',
      steps: nestedSteps(program, inner, names),
      span,
    });
    return [
      {
        kind: 'if',
        condition: conditionAt(part.condition, names, span),
        then: block(part.then),
        else: part.otherwise.length === 0 ? null : block(part.otherwise),
        span,
      },
    ];
  });
}

/** The global phase of all gates together, as gates on the first qubit: under `control` it is a relative one. */
function globalPhase(program: OpenqasmProgram, { steps }: Outcomes): GateStep[] {
  // Under `if` nothing tells a phase.
  const phases = steps.flatMap(({ operation, conditions }) =>
    isGlobalPhase(operation) && conditions.length === 0 ? [operation] : [],
  );
  const total = phases.map(({ angles }) => angles[0]!).reduce(addAngles, constantAngle(exact.zero));
  const first = program.registers.find(({ members }) => members.includes(0));
  const { span } = phases[0] ?? {};
  if (span === undefined || first === undefined) return [];
  if (total.terms.length === 0 && exact.isZero(total.constant)) return [];
  const operands = [operandAt(program, 0, span)];
  // diag(e^ia, e^-ia) and then diag(1, e^2ia).
  return [
    gateAt('rz', [scaleAngle(total, exact.integer(-2))], operands, program, span),
    gateAt('p', [scaleAngle(total, exact.integer(2))], operands, program, span),
  ];
}

function isGlobalPhase(operation: Operation): operation is GateOperation & { name: 'phase' } {
  return operation.kind === 'gate' && operation.name === 'phase';
}

function stepsOf(program: OpenqasmProgram, step: Step, names: readonly string[]): GateStep[] {
  if (step.kind === 'measure') return [measureAt(program, step, names[step.bit]!)];
  const { operation } = step;
  if (isGlobalPhase(operation)) return [];
  const { name, angles, span } = operation;
  const operand = (qubit: number): Operand => operandAt(program, qubit, span);
  const targets = operation.qubits.map(operand);
  const controls = operation.controls.map(operand);
  if (name === 'sxdg')
    return underControls(
      controls,
      { kind: 'inverse', body: blockOf(gateAt('sx', [], targets, program, span)), span },
      span,
    );
  const inName = namedControls(name, controls.length);
  const gate = gateAt(
    'c'.repeat(inName) + name,
    angles,
    [...controls.slice(controls.length - inName), ...targets],
    program,
    span,
  );
  return underControls(controls.slice(0, controls.length - inName), gate, span);
}

/** `let name = measure(q[0])` */
function measureAt(
  { registers }: OpenqasmProgram,
  { operation }: Extract<Step, { kind: 'measure' }>,
  name: string,
): GateStep {
  const { qubit, span } = operation;
  const register = registers.find(({ members }) => members.includes(qubit))!;
  const whole = valueAt(register.name, span);
  const index = integerAt(register.members.indexOf(qubit), span);
  const measured: Expression =
    register.size === null ? whole : { kind: 'index', value: whole, indices: [index], span };
  return {
    kind: 'let',
    doc: '',
    name: nameAt(name, span),
    type: null,
    value: {
      kind: 'call',
      name: nameAt('measure', span),
      called: true,
      arguments: [{ name: null, value: measured, span }],
      span,
    },
    span,
  };
}

/** How many controls a gate of the language has in its name, at most `count`. */
function namedControls(name: string, count: number): number {
  for (let controls = count; controls > 0; controls--) {
    const shape = gateShape('c'.repeat(controls) + name);
    if (shape?.base === name && shape.controls === controls) return controls;
  }
  return 0;
}

function underControls(controls: readonly Operand[], step: GateStep, span: Span): GateStep[] {
  return [
    controls.reduceRight<GateStep>(
      (inner, operand) => ({ kind: 'control', operand, body: blockOf(inner), span }),
      step,
    ),
  ];
}

function blockOf(step: GateStep): Block {
  return { kind: 'block', steps: [step], span: step.span };
}

function gateAt(
  name: string,
  angles: readonly Affine[],
  operands: readonly Operand[],
  { inputs }: OpenqasmProgram,
  span: Span,
): GateStep {
  return {
    kind: 'operation',
    name: nameAt(name, span),
    arguments: angles.map((angle): Argument => ({
      name: null,
      value: angleAt(angle, inputs, span),
      span,
    })),
    operands,
    span,
  };
}

function operandAt({ registers }: OpenqasmProgram, qubit: number, span: Span): Operand {
  const register = registers.find(({ members }) => members.includes(qubit))!;
  return {
    kind: 'wire',
    name: nameAt(register.name, span),
    index: register.size === null ? null : integerAt(register.members.indexOf(qubit), span),
    span,
  };
}
