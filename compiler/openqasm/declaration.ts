import type {
  Argument,
  CircuitDeclaration,
  Expression,
  GateStep,
  Name,
  Operand,
  Parameter,
  Span,
  Wire,
} from '../../grammar/tree.ts';
import { exact, type Affine, type Exact } from '../../runtime/program/index.ts';
import { gateShape } from '../3-elaborate/gate-table.ts';
import { addAngles, constantAngle, scaleAngle } from '../passes/angles.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { GateOperation, Operation, OpenqasmProgram } from './program.ts';

/**
 * An OpenQASM program as a circuit of the language: its registers are operands, its inputs arguments. Places in it
 * are places in the OpenQASM file.
 */
export function circuitDeclaration(program: OpenqasmProgram): {
  declaration: CircuitDeclaration;
  diagnostics: Diagnostic[];
} {
  const { path, operations, registers } = program;
  const header = headerSpan(program);
  const whole = { start: 0, end: operations.at(-1)?.span.end ?? header.end };
  const steps = operations.flatMap((operation) => stepsOf(program, operation));
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
      body: { kind: 'block', steps: [...steps, ...globalPhase(program)], span: whole },
      header,
      span: whole,
    },
    diagnostics: operations.flatMap((operation) => beyondLayers(operation, path)).slice(0, 1),
  };
}

function headerSpan({ registers }: OpenqasmProgram): Span {
  const starts = registers.map(({ span }) => span.start);
  const ends = registers.map(({ span }) => span.end);
  return { start: Math.min(...starts, Infinity) || 0, end: Math.max(0, ...ends) };
}

/** A layer of a model cannot measure: what it would decide is not known before the model's readouts. */
function beyondLayers(operation: Operation, file: string): Diagnostic[] {
  const { start, end } = operation.span;
  const refused = (construct: string, help: string): Diagnostic[] => [
    diagnose(
      'openqasm-unsupported',
      'default',
      { file, start, end },
      {
        construct: `${construct} in an imported circuit`,
        reason: 'a layer of a model is not measured, its readouts are',
      },
      { help },
    ),
  ];
  if (operation.kind === 'measure')
    return refused('`measure`', 'Remove the measurements from the file.');
  if (operation.conditions.length > 0)
    return refused('`if` on measured bits', 'Remove the conditions from the file.');
  return [];
}

/** The global phase of all gates together, as gates on the first qubit: under `control` it is a relative one. */
function globalPhase(program: OpenqasmProgram): GateStep[] {
  const phases = program.operations.flatMap((one) => (isGlobalPhase(one) ? [one] : []));
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

function stepsOf(program: OpenqasmProgram, operation: Operation): GateStep[] {
  if (operation.kind === 'measure' || isGlobalPhase(operation)) return [];
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

function blockOf(step: GateStep): { kind: 'block'; steps: readonly GateStep[]; span: Span } {
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

function angleAt({ constant, terms }: Affine, inputs: readonly string[], span: Span): Expression {
  const parts = terms.map(({ leaf, coefficient }): Expression => {
    const input: Expression = {
      kind: 'call',
      name: nameAt(inputs[leaf]!, span),
      called: false,
      arguments: [],
      span,
    };
    return exact.isOne(coefficient) ? input : binary('*', exactAt(coefficient, span), input, span);
  });
  const all =
    exact.isZero(constant) && parts.length > 0 ? parts : [...parts, exactAt(constant, span)];
  return all.reduce((left, right) => binary('+', left, right, span));
}

function exactAt(value: Exact, span: Span): Expression {
  if (value.decimal !== undefined) return decimalAt(value.decimal, span);
  const parts: Expression[] = [];
  const { rational, pi } = value;
  if (rational[0] !== 0 || pi[0] === 0) parts.push(fractionAt(rational, span));
  if (pi[0] !== 0) {
    const symbol: Expression = {
      kind: 'call',
      name: nameAt('pi', span),
      called: false,
      arguments: [],
      span,
    };
    parts.push(binary('*', fractionAt(pi, span), symbol, span));
  }
  return parts.reduce((left, right) => binary('+', left, right, span));
}

function fractionAt([numerator, denominator]: Exact['rational'], span: Span): Expression {
  const above = decimalAt(numerator, span);
  return denominator === 1 ? above : binary('/', above, integerAt(denominator, span), span);
}

function decimalAt(value: number, span: Span): Expression {
  const digits = String(Math.abs(value));
  const integer = /^\d+$/.test(digits);
  const number: Expression = { kind: 'number', digits, integer, unit: null, span };
  return value < 0 ? { kind: 'unary', operator: '-', operand: number, span } : number;
}

function integerAt(value: number, span: Span): Expression {
  return { kind: 'number', digits: String(value), integer: true, unit: null, span };
}

function binary(
  operator: '+' | '*' | '/',
  left: Expression,
  right: Expression,
  span: Span,
): Expression {
  return { kind: 'binary', operator, left, right, span };
}

function nameAt(text: string, span: Span): Name {
  return { text, span };
}

function parameterAt(input: string, span: Span): Parameter {
  return {
    name: nameAt(input, span),
    type: { kind: 'type', name: nameAt('angle', span), arguments: [], suffixes: [], span },
    default: null,
    span,
  };
}
