import type {
  Call,
  Expression,
  Item,
  Operand,
  Register,
  Sentence,
  Step,
} from '../../grammar/tree.ts';
import { lookup, type World } from '../1-resolve/world.ts';
import { mayDrop } from './may-drop.ts';
import { bindHeader } from './calls.ts';
import type { Inference } from './context.ts';
import { unify } from './unify.ts';
import { asTensor, find, type Inferred, type Scope } from './inferred.ts';
import { inferSize, inferType } from './types.ts';
import { known, plus, unknown, type Size } from './size.ts';

/** Statements of a model or function in order: what they bind, and what they say about sizes. */
export function inferStatements(
  inference: Inference,
  scope: Scope,
  statements: readonly (Item | Step | Sentence)[],
): void {
  for (const statement of statements) inferStatement(inference, scope, statement);
}

function inferStatement(
  inference: Inference,
  scope: Scope,
  statement: Item | Step | Sentence,
): void {
  const value = (expression: Expression): Inferred =>
    inference.rules.expression(inference, scope, expression);
  switch (statement.kind) {
    case 'modality':
    case 'label':
    case 'param':
      scope.names.set(statement.name.text, inferType(inference, scope, statement.type));
      return;
    case 'let':
    case 'readout': {
      const found = value(statement.value);
      if (statement.type) unify(inference, inferType(inference, scope, statement.type), found);
      scope.names.set(statement.name.text, found);
      return;
    }
    case 'fit':
    case 'metric':
      scope.names.set(statement.name.text, value(statement.value));
      return;
    case 'objective':
    case 'require':
      value(statement.kind === 'objective' ? statement.value : statement.condition);
      return;
    case 'register':
      inferRegister(inference, scope, statement);
      return;
    case 'encode':
      applied(inference, scope, statement.circuit, statement.operands, statement.values.map(value));
      return;
    case 'fuse':
    case 'evolve':
      applied(inference, scope, statement.circuit, statement.operands, []);
      return;
  }
}

function inferRegister(inference: Inference, scope: Scope, statement: Register): void {
  for (const wire of statement.wires) {
    const size = wire.size ? inferSize(inference, scope, wire.size) : unknown(wire.name.text);
    if (!wire.size) inference.findings.registers.set(wire, size);
    scope.names.set(wire.name.text, { kind: 'qubits', size });
  }
}

/** A circuit on operands: its header binds sizes on both sides. */
function applied(
  inference: Inference,
  scope: Scope,
  call: Call,
  operands: readonly Operand[],
  leading: readonly Inferred[],
): void {
  const sizes = operands.map((operand) => operandSize(inference, scope, operand));
  const named = find(scope, call.name.text);
  if (named?.kind === 'callable') {
    const given = call.arguments.map((one) =>
      inference.rules.expression(inference, scope, one.value),
    );
    header(inference, named.scope, named.call, [...leading, ...given], sizes);
  } else {
    header(inference, scope, call, leading, sizes);
  }
  if (mayDrop(inference.world, scope, call)) operands.forEach((operand) => forget(scope, operand));
}

function header(
  inference: Inference,
  scope: Scope,
  call: Call,
  leading: readonly Inferred[],
  sizes: readonly Size[],
): void {
  const declared = lookupCircuit(inference.world, scope, call);
  if (declared === undefined) {
    gateHeader(inference, leading, sizes);
    return;
  }
  const { declaration, path } = declared;
  const inner: Scope = { path, names: new Map(), outer: undefined };
  bindHeader(inference, inner, declaration.parameters, call, scope, leading);
  const single = declaration.wires.every((wire) => wire.size === null);
  for (const [index, wire] of declaration.wires.entries()) {
    const size = sizes[index];
    if (size === undefined) continue;
    if (wire.size) inference.solver.equate(inferSize(inference, inner, wire.size), size);
    else if (!single) inference.solver.equate(known(1), size);
  }
  if (single)
    dealtOut(
      inference,
      declaration.parameters.length,
      leading,
      sizes,
      inner,
      declaration.parameters,
    );
}

/** A gate meets every position of its operands, one entry of its argument each. */
function gateHeader(
  inference: Inference,
  leading: readonly Inferred[],
  sizes: readonly Size[],
): void {
  const [first] = leading;
  const dims = first && asTensor(first)?.dims;
  const [size] = sizes;
  if (dims?.length === 1 && dims[0] && size) inference.solver.equate(dims[0], size);
}

function dealtOut(
  inference: Inference,
  count: number,
  leading: readonly Inferred[],
  sizes: readonly Size[],
  inner: Scope,
  parameters: readonly { readonly name: { readonly text: string } }[],
): void {
  const [size] = sizes;
  if (size === undefined || count === 0) return;
  for (const [index, value] of leading.entries()) {
    const wanted = find(inner, parameters[index]?.name.text ?? '');
    const dims = asTensor(value)?.dims;
    const rank = wanted && asTensor(wanted)?.dims?.length;
    if (dims && rank !== undefined && dims.length === rank + 1 && dims[0])
      inference.solver.equate(dims[0], size);
  }
}

function lookupCircuit(
  world: World,
  scope: Scope,
  call: Call,
): Extract<ReturnType<typeof lookup>, { kind: 'circuit' }> | undefined {
  const declared = lookup(world, scope.path, call.name.text);
  return declared?.kind === 'circuit' ? declared : undefined;
}

function operandSize(inference: Inference, scope: Scope, operand: Operand): Size {
  if (operand.kind === 'joined') {
    return operand.parts.map((part) => operandSize(inference, scope, part)).reduce(plus, known(0));
  }
  const value = find(scope, operand.name.text);
  const whole = value?.kind === 'qubits' ? value.size : unknown('qubits');
  if (operand.index === null) return whole;
  const index = inference.rules.expression(inference, scope, operand.index);
  return index.kind === 'range' ? index.size : known(1);
}

/** After a circuit that may drop qubits, the register's live size is whatever is left. */
function forget(scope: Scope, operand: Operand): void {
  if (operand.kind === 'joined') operand.parts.forEach((part) => forget(scope, part));
  else scope.names.set(operand.name.text, { kind: 'qubits', size: unknown('live') });
}
