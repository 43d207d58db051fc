import type {
  Argument,
  Block,
  CircuitDeclaration,
  Expression,
  FunctionDeclaration,
  GateStep,
  Item,
  ModelDeclaration,
  Name,
  Operand,
  Parameter,
  Sentence,
  Step,
  TypeExpression,
} from '../../grammar/tree.ts';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.ts';
import { bindingOf, type Binding } from './bindings.ts';
import {
  bind,
  inScope,
  isBound,
  known,
  newScope,
  record,
  reportUnused,
  sight,
  unknown,
  visible,
  type Check,
  type KnownNames,
  type Scope,
} from './scope.ts';
import { lookup, type Declared, type World } from './world.ts';

/** Names of the file that mean nothing, and names bound twice in one block; sizes play no part here. */
export function checkNames(
  world: World,
  known: KnownNames,
  broken: readonly Location[],
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const module of world.modules.values()) {
    if (!module.library || world.entry === module)
      checkModule({ world, module, diagnostics, known, broken, told: new Map() });
  }
  return diagnostics;
}

/** All names of one file: what is wrong with them, and what they mean where a record is kept. */
export function checkModule(check: Check): void {
  const { module } = check;
  const top: Scope = newScope(null);
  for (const declaration of module.tree.declarations) {
    if ('header' in declaration && hasError(check, beforeBody(declaration))) continue;
    switch (declaration.kind) {
      case 'let':
        expression(check, top, declaration.value);
        break;
      case 'function':
        checkFunction(check, declaration);
        break;
      case 'circuit':
        checkCircuit(check, declaration);
        break;
      case 'model':
        checkModel(check, declaration);
        break;
      case 'train': {
        const { model } = declaration;
        known(check, model.name, 'model', [...names(check, 'model')]);
        const declared = lookup(check.world, module.path, model.name.text);
        record(check, model.name, topBinding(check, model.name.text));
        if (declared?.kind === 'model')
          namedArguments(check, declared, declared.declaration.parameters, model.arguments);
        known(
          check,
          declaration.data,
          'data',
          module.data.map((one) => one.name.text),
        );
        break;
      }
      case 'compare': {
        const runs = module.trains.map((one) => one.name?.text ?? one.model.name.text);
        known(check, declaration.model, 'model or run', [...names(check, 'model'), ...runs]);
        break;
      }
      case 'use-version':
      case 'use-import':
      case 'data':
      case 'target':
        break;
    }
  }
}

function names(check: Check, kind: 'model'): string[] {
  return [...check.module.declared, ...check.module.imported].flatMap(([name, one]) =>
    one.kind === kind ? [name] : [],
  );
}

function beforeBody(declaration: FunctionDeclaration | CircuitDeclaration | ModelDeclaration): {
  readonly start: number;
  readonly end: number;
} {
  const { start } = declaration.span;
  switch (declaration.kind) {
    case 'circuit':
      return { start, end: declaration.body.steps[0]?.span.start ?? declaration.span.end };
    case 'function':
      return { start, end: (declaration.body[0] ?? declaration.value).span.start };
    case 'model':
      return { start, end: declaration.items[0]?.span.start ?? declaration.span.end };
  }
}

/** A header with a syntax error may have lost a name, and the body would be blamed for it. */
function hasError(check: Check, span: { readonly start: number; readonly end: number }): boolean {
  return check.broken.some(
    ({ file, start, end }) => file === check.module.path && start <= span.end && end >= span.start,
  );
}

function checkFunction(check: Check, declaration: FunctionDeclaration): void {
  const scope: Scope = newScope(null);
  sight(check, scope, declaration.span);
  header(check, scope, declaration.parameters);
  for (const statement of declaration.body) step(check, scope, statement);
  expression(check, scope, declaration.value);
  if (declaration.result) type(check, scope, declaration.result);
  reportUnused(check, scope);
}

function checkCircuit(check: Check, declaration: CircuitDeclaration): void {
  const scope: Scope = newScope(null);
  sight(check, scope, declaration.span);
  header(check, scope, declaration.parameters);
  for (const wire of declaration.wires) {
    if (wire.size) sizeNames(check, scope, wire.size);
    bind(check, scope, wire.name, { kind: 'register' });
  }
  block(check, scope, declaration.body);
}

function checkModel(check: Check, declaration: ModelDeclaration): void {
  const scope: Scope = newScope(null);
  sight(check, scope, declaration.span);
  header(check, scope, declaration.parameters);
  for (const item of declaration.items) modelItem(check, scope, item);
  reportUnused(check, scope);
}

function modelItem(check: Check, scope: Scope, item: Item): void {
  switch (item.kind) {
    case 'modality':
    case 'label':
      type(check, scope, item.type);
      bind(check, scope, item.name, {
        kind: item.kind,
        role: item.kind === 'modality' ? 'watched' : 'free',
      });
      return;
    case 'readout':
    case 'metric':
      expression(check, scope, item.value);
      bind(check, scope, item.name, { kind: item.kind });
      return;
    case 'objective':
      expression(check, scope, item.value);
      if (item.name) bind(check, scope, item.name, { kind: 'objective' });
      return;
    default:
      step(check, scope, item);
  }
}

function header(check: Check, scope: Scope, parameters: readonly Parameter[]): void {
  for (const parameter of parameters) {
    type(check, scope, parameter.type, 'binding');
    if (parameter.default) expression(check, scope, parameter.default);
    bind(check, scope, parameter.name, { kind: 'parameter' });
  }
}

/** Unbound names in a header's sizes are size variables. */
function sizeNames(check: Check, scope: Scope, size: Expression): void {
  if (size.kind === 'call' && !size.called) {
    if (isBound(scope, size.name.text)) inScope(check, scope, size.name);
    else bind(check, scope, size.name, { kind: 'size' });
  } else if (size.kind === 'binary') {
    sizeNames(check, scope, size.left);
    sizeNames(check, scope, size.right);
  } else if (size.kind === 'parenthesised') sizeNames(check, scope, size.value);
}

function type(
  check: Check,
  scope: Scope,
  written: TypeExpression,
  role: 'binding' | 'use' = 'use',
): void {
  if (written.name.text !== '' && !check.known.types.includes(written.name.text))
    unknown(check, written.name, 'type', check.known.types);
  else record(check, written.name, { kind: 'type' });
  const sizes = [
    ...written.arguments.map((one) => one.value),
    ...written.suffixes.flatMap((suffix) =>
      suffix.kind === 'dimensions' ? suffix.dimensions : [],
    ),
  ];
  for (const size of sizes) {
    if (role === 'binding') sizeNames(check, scope, size);
    else if (size.kind !== 'call' || !['skip', 'shared'].includes(size.name.text))
      expression(check, scope, size);
  }
}

function step(check: Check, scope: Scope, statement: Step | Sentence): void {
  switch (statement.kind) {
    case 'let':
      if (statement.type) type(check, scope, statement.type);
      expression(check, scope, statement.value);
      bind(check, scope, statement.name, {
        kind: 'let',
        role: 'watched',
        callee: calleeOf(check, scope, statement.value),
      });
      return;
    case 'param':
      type(check, scope, statement.type);
      if (statement.start) expression(check, scope, statement.start);
      bind(check, scope, statement.name, { kind: 'param' });
      return;
    case 'fit':
      expression(check, scope, statement.value);
      bind(check, scope, statement.name, { kind: 'fit', role: 'watched' });
      return;
    case 'require':
      expression(check, scope, statement.condition);
      return;
    case 'register':
      for (const wire of statement.wires) {
        if (wire.size) expression(check, scope, wire.size);
        bind(check, scope, wire.name, { kind: 'register', role: 'watched' });
      }
      return;
    case 'encode':
      for (const value of statement.values) expression(check, scope, value);
      applied(check, scope, statement.operands, statement.circuit);
      return;
    case 'fuse':
    case 'evolve':
      applied(check, scope, statement.operands, statement.circuit);
  }
}

function applied(
  check: Check,
  scope: Scope,
  operands: readonly Operand[],
  call: Extract<Expression, { kind: 'call' }>,
): void {
  for (const one of operands) operand(check, scope, one);
  circuitName(check, scope, call.name, call.arguments);
  for (const argument of call.arguments) expression(check, scope, argument.value);
}

function operand(check: Check, scope: Scope, written: Operand): void {
  if (written.kind === 'joined') {
    for (const part of written.parts) operand(check, scope, part);
    return;
  }
  if (written.name.text !== '' && !inScope(check, scope, written.name))
    unknown(check, written.name, 'register', visible(scope));
  if (written.index) expression(check, scope, written.index);
}

function circuitName(check: Check, scope: Scope, name: Name, given: readonly Argument[]): void {
  if (name.text === '') return;
  const binding = meaning(check, scope, name);
  const isGate = check.known.circuits.includes(name.text);
  // A feature `x` does not hide the gate `x`.
  if (isGate && binding?.callee === undefined) record(check, name, { kind: 'gate' });
  if (binding) {
    argumentNames(check, binding, given);
    return;
  }
  if (isGate || check.known.intrinsics.includes(name.text)) return;
  if (lookup(check.world, check.module.path, name.text)) return;
  unknown(check, name, 'circuit', [
    ...visible(scope),
    ...topNames(check, ['circuit']),
    ...check.known.circuits,
  ]);
}

/** What a name is bound to: in the body, or at the top. */
function meaning(check: Check, scope: Scope, name: Name): Binding | undefined {
  const own = inScope(check, scope, name);
  if (own) return own;
  const binding = topBinding(check, name.text);
  record(check, name, binding);
  return binding;
}

/** What a name means at the top of the file; an alias stands for itself. */
function topBinding({ world, module }: Check, name: string): Binding | undefined {
  const declared = lookup(world, module.path, name);
  const binding = declared && bindingOf(declared);
  if (module.declared.has(name) || !module.imported.has(name)) return binding;
  for (const use of module.tree.declarations) {
    if (use.kind !== 'use-import') continue;
    const alias = use.imports.find((one) => one.alias?.text === name)?.alias;
    if (alias && binding) return { ...binding, kind: 'alias', file: module.path, name: alias };
  }
  return binding;
}

/** The circuit or function that a value is, as far as its text tells. */
function calleeOf(check: Check, scope: Scope, value: Expression): Binding['callee'] {
  if (value.kind !== 'call') return undefined;
  for (let at: Scope | null = scope; at; at = at.outer) {
    const own = at.names.get(value.name.text);
    if (own) return own.callee;
  }
  return topBinding(check, value.name.text)?.callee;
}

function argumentNames(check: Check, { callee }: Binding, given: readonly Argument[]): void {
  if (callee?.kind === 'function' || callee?.kind === 'circuit')
    namedArguments(check, callee, callee.declaration.parameters, given);
}

function namedArguments(
  check: Check,
  { path: file }: Declared,
  parameters: readonly Parameter[],
  given: readonly Argument[],
): void {
  for (const { name } of given) {
    const parameter = name && parameters.find((one) => one.name.text === name.text);
    if (name && parameter) record(check, name, { kind: 'parameter', file, name: parameter.name });
  }
}

function block(check: Check, outer: Scope, written: Block): void {
  const scope: Scope = newScope(outer);
  sight(check, scope, written.span);
  for (const one of written.steps) gateStep(check, scope, one);
  reportUnused(check, scope);
}

function gateStep(check: Check, scope: Scope, written: GateStep): void {
  switch (written.kind) {
    case 'for': {
      expression(check, scope, written.over);
      const inner: Scope = newScope(scope);
      sight(check, inner, written.body.span);
      for (const name of written.names) bind(check, inner, name, { kind: 'index' });
      block(check, inner, written.body);
      return;
    }
    case 'repeat':
      expression(check, scope, written.count);
      block(check, scope, written.body);
      return;
    case 'if':
      expression(check, scope, written.condition);
      block(check, scope, written.then);
      if (written.else?.kind === 'if') gateStep(check, scope, written.else);
      else if (written.else) block(check, scope, written.else);
      return;
    case 'control':
      operand(check, scope, written.operand);
      block(check, scope, written.body);
      return;
    case 'inverse':
      block(check, scope, written.body);
      return;
    case 'operation':
      circuitName(check, scope, written.name, written.arguments);
      for (const argument of written.arguments) expression(check, scope, argument.value);
      for (const one of written.operands) operand(check, scope, one);
      return;
    case 'let':
    case 'param':
    case 'fit':
    case 'require':
      step(check, scope, written);
  }
}

function expression(check: Check, scope: Scope, written: Expression): void {
  const each = (...parts: readonly Expression[]): void => {
    for (const part of parts) expression(check, scope, part);
  };
  switch (written.kind) {
    case 'call':
      valueName(check, scope, written.name, written.arguments);
      each(...written.arguments.map((one) => one.value));
      return;
    case 'pipe':
      each(written.value, written.call);
      return;
    case 'parenthesised':
      each(written.value);
      return;
    case 'unary':
      each(written.operand);
      return;
    case 'binary':
      each(written.left, written.right);
      return;
    case 'join':
      each(...written.parts);
      return;
    case 'range':
      each(written.start, written.end, ...(written.step ? [written.step] : []));
      return;
    case 'index':
      each(written.value, ...written.indices);
      return;
    case 'else':
      each(written.value, written.fallback);
      return;
    case 'number':
    case 'string':
    case 'boolean':
    case 'hole':
    case 'missing':
  }
}

function valueName(check: Check, scope: Scope, name: Name, given: readonly Argument[]): void {
  const { text } = name;
  if (text === '') return;
  const binding = meaning(check, scope, name);
  if (binding) {
    argumentNames(check, binding, given);
    return;
  }
  const builtin = (['intrinsics', 'circuits'] as const).find((kind) =>
    check.known[kind].includes(text),
  );
  if (builtin !== undefined) {
    record(check, name, { kind: builtin === 'circuits' ? 'gate' : 'intrinsic' });
    return;
  }
  if (lookup(check.world, check.module.path, text)) return;
  unknown(check, name, 'value, function or circuit', [
    ...visible(scope),
    ...topNames(check, ['function', 'circuit', 'let']),
    ...check.known.intrinsics,
  ]);
}

function topNames(check: Check, kinds: readonly string[]): string[] {
  return [...check.module.declared, ...check.module.imported, ...check.world.library].flatMap(
    ([name, one]) => (kinds.includes(one.kind) ? [name] : []),
  );
}
