import type {
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
import { diagnose, didYouMean } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.ts';
import { habits } from '../diagnostics/habits.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { lookup, type Module, type World } from './world.ts';

/** What needs no declaration: the later phases know it, and the driver hands it in. */
export interface KnownNames {
  readonly intrinsics: readonly string[];
  readonly circuits: readonly string[];
  readonly types: readonly string[];
}

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

interface Scope {
  readonly names: Map<string, Name>;
  /** Of those, what ought to be used and was not so far. */
  readonly unused: Map<string, Name>;
  readonly outer: Scope | null;
}

interface Check {
  readonly world: World;
  readonly module: Module;
  readonly diagnostics: Diagnostic[];
  readonly known: KnownNames;
  /** Where syntax errors stand. */
  readonly broken: readonly Location[];
  /** Unknown names of the file, each told once: the place of its diagnostic in the list. */
  readonly told: Map<string, number>;
}

function checkModule(check: Check): void {
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
      case 'train':
        known(check, declaration.model.name, 'model', [...names(check, 'model')]);
        known(
          check,
          declaration.data,
          'data',
          module.data.map((one) => one.name.text),
        );
        break;
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

function known(check: Check, name: Name, what: string, candidates: readonly string[]): void {
  if (name.text === '' || candidates.includes(name.text)) return;
  if (lookup(check.world, check.module.path, name.text)?.kind === 'failed') return;
  unknown(check, name, what, candidates);
}

function unknown(check: Check, name: Name, what: string, candidates: readonly string[]): void {
  const habit = (what === 'type' ? habits.types : habits.names).get(name.text);
  const at = { file: check.module.path, start: name.span.start, end: name.span.end };
  const earlier = check.told.get(name.text);
  if (earlier !== undefined) {
    check.diagnostics[earlier] = oneMoreUse(check.diagnostics[earlier]!, at);
    return;
  }
  check.told.set(name.text, check.diagnostics.length);
  const meant = didYouMean(at, habit ?? nearest(name.text, candidates));
  const extras =
    habit === undefined ? meant : { ...meant, help: `It is called \`${habit}\` here.` };
  check.diagnostics.push(
    diagnose('unknown-name', 'default', at, { what, name: name.text }, extras),
  );
}

/** One name that is missing is one mistake, however often it is used; what mends it mends all uses. */
function oneMoreUse(diagnostic: Diagnostic, at: Location): Diagnostic {
  const related = diagnostic.related.length > 0 ? [] : [{ at, label: 'nor here' }];
  return {
    ...diagnostic,
    related: [...diagnostic.related, ...related],
    fixes: diagnostic.fixes.map(({ title, edits }) => ({
      title,
      edits: [...edits, ...edits.slice(0, 1).map(({ text }) => ({ at, text }))],
    })),
  };
}

/** Binds a name; a `watched` one is reported when nothing uses it. */
function bind(check: Check, scope: Scope, name: Name, role: 'watched' | 'free' = 'free'): void {
  const first = scope.names.get(name.text);
  if (first === undefined || name.text === '') {
    scope.names.set(name.text, name);
    if (role === 'watched' && name.text !== '') scope.unused.set(name.text, name);
    return;
  }
  const file = check.module.path;
  check.diagnostics.push(
    diagnose(
      'duplicate-name',
      'default',
      { file, start: name.span.start, end: name.span.end },
      { name: name.text },
      {
        related: [
          {
            at: { file, start: first.span.start, end: first.span.end },
            label: 'first declared here',
          },
        ],
      },
    ),
  );
}

function checkFunction(check: Check, declaration: FunctionDeclaration): void {
  const scope: Scope = newScope(null);
  header(check, scope, declaration.parameters);
  for (const statement of declaration.body) step(check, scope, statement);
  expression(check, scope, declaration.value);
  if (declaration.result) type(check, scope, declaration.result);
  reportUnused(check, scope);
}

function checkCircuit(check: Check, declaration: CircuitDeclaration): void {
  const scope: Scope = newScope(null);
  header(check, scope, declaration.parameters);
  for (const wire of declaration.wires) {
    if (wire.size) sizeNames(scope, wire.size);
    bind(check, scope, wire.name);
  }
  block(check, scope, declaration.body);
}

function checkModel(check: Check, declaration: ModelDeclaration): void {
  const scope: Scope = newScope(null);
  header(check, scope, declaration.parameters);
  for (const item of declaration.items) modelItem(check, scope, item);
  reportUnused(check, scope);
}

function modelItem(check: Check, scope: Scope, item: Item): void {
  switch (item.kind) {
    case 'modality':
    case 'label':
      type(check, scope, item.type);
      bind(check, scope, item.name, item.kind === 'modality' ? 'watched' : 'free');
      return;
    case 'readout':
    case 'metric':
      expression(check, scope, item.value);
      bind(check, scope, item.name);
      return;
    case 'objective':
      expression(check, scope, item.value);
      if (item.name) bind(check, scope, item.name);
      return;
    default:
      step(check, scope, item);
  }
}

function header(check: Check, scope: Scope, parameters: readonly Parameter[]): void {
  for (const parameter of parameters) {
    type(check, scope, parameter.type, 'binding');
    if (parameter.default) expression(check, scope, parameter.default);
    bind(check, scope, parameter.name);
  }
}

/** Unbound names in a header's sizes are size variables. */
function sizeNames(scope: Scope, size: Expression): void {
  if (size.kind === 'call' && !size.called) {
    if (!isBound(scope, size.name.text)) scope.names.set(size.name.text, size.name);
  } else if (size.kind === 'binary') {
    sizeNames(scope, size.left);
    sizeNames(scope, size.right);
  } else if (size.kind === 'parenthesised') sizeNames(scope, size.value);
}

function type(
  check: Check,
  scope: Scope,
  written: TypeExpression,
  role: 'binding' | 'use' = 'use',
): void {
  if (written.name.text !== '' && !check.known.types.includes(written.name.text))
    unknown(check, written.name, 'type', check.known.types);
  const sizes = [
    ...written.arguments.map((one) => one.value),
    ...written.suffixes.flatMap((suffix) =>
      suffix.kind === 'dimensions' ? suffix.dimensions : [],
    ),
  ];
  for (const size of sizes) {
    if (role === 'binding') sizeNames(scope, size);
    else if (size.kind !== 'call' || !['skip', 'shared'].includes(size.name.text))
      expression(check, scope, size);
  }
}

function step(check: Check, scope: Scope, statement: Step | Sentence): void {
  switch (statement.kind) {
    case 'let':
      if (statement.type) type(check, scope, statement.type);
      expression(check, scope, statement.value);
      bind(check, scope, statement.name, 'watched');
      return;
    case 'param':
      type(check, scope, statement.type);
      if (statement.start) expression(check, scope, statement.start);
      bind(check, scope, statement.name);
      return;
    case 'fit':
      expression(check, scope, statement.value);
      bind(check, scope, statement.name, 'watched');
      return;
    case 'require':
      expression(check, scope, statement.condition);
      return;
    case 'register':
      for (const wire of statement.wires) {
        if (wire.size) expression(check, scope, wire.size);
        bind(check, scope, wire.name, 'watched');
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
  circuitName(check, scope, call.name);
  for (const argument of call.arguments) expression(check, scope, argument.value);
}

function operand(check: Check, scope: Scope, written: Operand): void {
  if (written.kind === 'joined') {
    for (const part of written.parts) operand(check, scope, part);
    return;
  }
  if (written.name.text !== '' && !inScope(scope, written.name.text))
    unknown(check, written.name, 'register', visible(scope));
  if (written.index) expression(check, scope, written.index);
}

function circuitName(check: Check, scope: Scope, name: Name): void {
  if (
    name.text === '' ||
    inScope(scope, name.text) ||
    check.known.circuits.includes(name.text) ||
    check.known.intrinsics.includes(name.text)
  )
    return;
  if (lookup(check.world, check.module.path, name.text)) return;
  unknown(check, name, 'circuit', [
    ...visible(scope),
    ...topNames(check, ['circuit']),
    ...check.known.circuits,
  ]);
}

function block(check: Check, outer: Scope, written: Block): void {
  const scope: Scope = newScope(outer);
  for (const one of written.steps) gateStep(check, scope, one);
  reportUnused(check, scope);
}

function gateStep(check: Check, scope: Scope, written: GateStep): void {
  switch (written.kind) {
    case 'for': {
      expression(check, scope, written.over);
      const inner: Scope = newScope(scope);
      for (const name of written.names) bind(check, inner, name);
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
      circuitName(check, scope, written.name);
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
      valueName(check, scope, written.name);
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

function valueName(check: Check, scope: Scope, name: Name): void {
  const { text } = name;
  if (
    text === '' ||
    inScope(scope, text) ||
    check.known.intrinsics.includes(text) ||
    check.known.circuits.includes(text)
  )
    return;
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

/** Is it bound here or further out? That counts as a use of it. */
function inScope(scope: Scope, name: string): boolean {
  for (let at: Scope | null = scope; at; at = at.outer) {
    if (!at.names.has(name)) continue;
    at.unused.delete(name);
    return true;
  }
  return false;
}

function isBound(scope: Scope, name: string): boolean {
  for (let at: Scope | null = scope; at; at = at.outer) if (at.names.has(name)) return true;
  return false;
}

function newScope(outer: Scope | null): Scope {
  return { names: new Map(), unused: new Map(), outer };
}

/** At the end of a block: what was bound in it to be used, and never was. */
function reportUnused(check: Check, scope: Scope): void {
  for (const name of scope.unused.values()) {
    const at = { file: check.module.path, start: name.span.start, end: name.span.end };
    check.diagnostics.push(diagnose('unused-name', 'default', at, { name: name.text }));
  }
}

function visible(scope: Scope): string[] {
  const all: string[] = [];
  for (let at: Scope | null = scope; at; at = at.outer) all.push(...at.names.keys());
  return all;
}
