import type { Argument, Call, Parameter } from '../../grammar/tree.ts';
import { lookup, type Declared } from '../1-resolve/world.ts';
import { emptyFindings, type Inference } from './context.ts';
import { unify } from './unify.ts';
import { find, other, type Inferred, type InferredCallable, type Scope } from './inferred.ts';
import { intrinsicShapes, type IntrinsicShape } from './intrinsic-shapes.ts';
import { known, unknown, type Size } from './size.ts';

/** The shape of `call`, with the values of a pipe or an `encode` before its own arguments. */
export function inferCall(
  inference: Inference,
  scope: Scope,
  call: Call,
  leading: readonly Inferred[],
): Inferred {
  const named = find(scope, call.name.text);
  if (named?.kind === 'callable') return applyCallable(inference, named, call, scope, leading);
  if (named && !call.called) return named;
  if (isWaiting(call) && leading.length === 0) return { kind: 'callable', call, scope };
  const declared = lookup(inference.world, scope.path, call.name.text);
  if (declared?.kind === 'function') {
    return callFunction(inference, declared, call, scope, leading);
  }
  if (declared?.kind === 'let') {
    if (inference.depth > deepest) return other;
    const home = { path: declared.path, names: new Map(), outer: undefined };
    return inference.rules.expression(deeper(inference), home, declared.declaration.value);
  }
  if (declared?.kind === 'circuit') return { kind: 'callable', call, scope };
  const intrinsic = intrinsicShapes.get(call.name.text);
  if (intrinsic && (call.called || leading.length > 0)) {
    return callIntrinsic(inference, intrinsic, call, scope, leading);
  }
  if (call.name.text === 'pi') return { kind: 'tensor', dims: [] };
  return call.called || intrinsic ? { kind: 'callable', call, scope } : other;
}

/** `f(_, ...)`: still waiting for its leading argument. */
export function isWaiting(call: Call): boolean {
  return call.arguments[0]?.value.kind === 'hole';
}

/** `mix(kernels)`, where `let mix = blend(_)`: the name's own call with the given values in front. */
function applyCallable(
  inference: Inference,
  callable: InferredCallable,
  use: Call,
  from: Scope,
  leading: readonly Inferred[],
): Inferred {
  if (!use.called && leading.length === 0) return callable;
  if (inference.depth > deepest) return other;
  const given = use.arguments.map((one) => inference.rules.expression(inference, from, one.value));
  const scope = withoutItself(callable);
  return inferCall(deeper(inference), scope, callable.call, [...leading, ...given]);
}

/** `let pca = pca(_)` names the library's. */
function withoutItself({ call, scope }: InferredCallable): Scope {
  const own = scope.names.get(call.name.text);
  if (own?.kind !== 'callable' || own.call !== call) return scope;
  const names = new Map(scope.names);
  names.delete(call.name.text);
  return { ...scope, names };
}

/** Names that mean one another in a circle are told of later, and must end here. */
const deepest = 64;

function deeper(inference: Inference): Inference {
  return { ...inference, depth: inference.depth + 1 };
}

function callFunction(
  inference: Inference,
  declared: Extract<Declared, { kind: 'function' }>,
  call: Call,
  scope: Scope,
  leading: readonly Inferred[],
): Inferred {
  const { declaration } = declared;
  if (!call.called && leading.length === 0) return { kind: 'callable', call, scope };
  const inner: Scope = { path: declared.path, names: new Map(), outer: undefined };
  bindHeader(inference, inner, declaration.parameters, call, scope, leading);
  if (declaration.result) return inference.rules.type(inference, inner, declaration.result);
  if (inference.depth > 16) return other;
  const inside: Inference = { ...inference, findings: emptyFindings(), depth: inference.depth + 1 };
  inference.rules.statements(inside, inner, declaration.body);
  return inference.rules.expression(inside, inner, declaration.value);
}

/** Binds a header's names in `inner`: arguments matched in parameter order, defaults, what is left to infer. */
export function bindHeader(
  inference: Inference,
  inner: Scope,
  parameters: readonly Parameter[],
  call: Call,
  scope: Scope,
  leading: readonly Inferred[],
): void {
  const own = isWaiting(call) ? call.arguments.slice(1) : call.arguments;
  const positional = own.filter((one) => one.name === null);
  for (const [index, parameter] of parameters.entries()) {
    const name = parameter.name.text;
    const argument: Argument | undefined =
      own.find((one) => one.name?.text === name) ?? positional[index - leading.length];
    const value =
      index < leading.length
        ? leading[index]
        : argument && inference.rules.expression(inference, scope, argument.value);
    if (value === undefined || value === other) {
      inner.names.set(name, defaultValue(inference, inner, parameter, call));
      continue;
    }
    const wanted = inference.rules.type(inference, inner, parameter.type);
    unify(inference, wanted, value);
    inner.names.set(name, wanted.kind === 'tensor' && wanted.dims !== undefined ? wanted : value);
  }
}

function defaultValue(
  inference: Inference,
  inner: Scope,
  parameter: Parameter,
  call: Call,
): Inferred {
  if (parameter.default === null) return inference.rules.type(inference, inner, parameter.type);
  if (parameter.default.kind !== 'hole')
    return inference.rules.expression(inference, inner, parameter.default);
  const size = unknown(parameter.name.text);
  const widths = inference.findings.widths.get(call) ?? new Map<string, Size>();
  widths.set(parameter.name.text, size);
  inference.findings.widths.set(call, widths);
  return { kind: 'int', size };
}

function callIntrinsic(
  inference: Inference,
  intrinsic: IntrinsicShape,
  call: Call,
  scope: Scope,
  leading: readonly Inferred[],
): Inferred {
  const own = isWaiting(call) ? call.arguments.slice(1) : call.arguments;
  const positional = [
    ...leading,
    ...own
      .filter((one) => one.name === null)
      .map((one) => inference.rules.expression(inference, scope, one.value)),
  ];
  const value = (name: string): Inferred => {
    const named = own.find((one) => one.name?.text === name);
    if (named) return inference.rules.expression(inference, scope, named.value);
    const position = intrinsic.parameters.findIndex((one) => one.replace(/[?.]+$/, '') === name);
    return positional[position] ?? other;
  };
  return intrinsic.shape({
    solver: inference.solver,
    get: value,
    size: (name, fallback) => {
      const found = value(name);
      if (found.kind === 'int') return found.size;
      return fallback === undefined ? unknown(name) : known(fallback);
    },
    rest: () => positional.slice(intrinsic.parameters.findIndex((one) => one.endsWith('...'))),
    apply: (name, values) => {
      const found = value(name);
      return found.kind === 'callable'
        ? inferCall(inference, found.scope, found.call, values)
        : other;
    },
  });
}
