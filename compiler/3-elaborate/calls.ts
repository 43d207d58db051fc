import type { Call } from '../../grammar/tree.ts';
import { exact } from '../../runtime/program/index.ts';
import { lookup } from '../1-resolve/world.ts';
import { inferSizes } from '../2-infer/infer.ts';
import { intrinsicShapes } from '../2-infer/intrinsic-shapes.ts';
import type { Location } from '../diagnostics/diagnostic.ts';
import { bindHeader, callableOf, givenArguments } from './arguments.ts';
import { describe, described } from './describe.ts';
import { createOrdinals, findName, locate, ordinal, type Frame } from './frame.ts';
import { fromLibrary, siteOf } from './site.ts';
import { isGate } from './gate-table.ts';
import { inferredOf, matchShapeOfResult } from './headers.ts';
import { callIntrinsic } from './intrinsics/index.ts';
import { endSharing, startSharing } from './sharing.ts';
import { refuse, silently } from './report.ts';
import { rememberTask } from './tasks.ts';
import { scalar, withSources } from './tensor.ts';
import {
  calleeName,
  elements,
  union,
  type Callable,
  type Callee,
  type GivenValue,
  type Value,
} from './value.ts';

/** What `name` or `name(...)` means as a value, with the values of a pipe in front of its arguments. */
export function evaluateCall(frame: Frame, call: Call, leading: readonly GivenValue[]): Value {
  const at = locate(frame, call.span);
  const named = findName(frame, call.name.text);
  if (named?.kind === 'failed') silently();
  if (named?.kind === 'callable') return useNamed(frame, named, call, leading, at);
  if (named) {
    if (call.called || leading.length > 0) {
      refuse('type-mismatch', 'default', at, {
        what: `\`${call.name.text}\``,
        found: described(named),
        wanted: 'a function',
      });
    }
    return named;
  }
  if (call.name.text === 'pi') return scalar(frame.elaboration.graph, exact.pi);
  const callee = calleeOf(frame, call);
  if (callee === undefined) return outerValue(frame, call);
  const callable = callableOf(frame, callee, call);
  const waiting = callable.given.waiting && leading.length === 0;
  const bare = !call.called && leading.length === 0;
  if (waiting || bare || callee.kind === 'circuit' || callee.kind === 'gate') {
    if (leading.length > 0) notAFunction(call, at);
    return callable;
  }
  return invoke(frame, callable, leading, at, call);
}

/** Functions first, then circuits: the order for a name where a value is wanted. */
function calleeOf(frame: Frame, call: Call): Callee | undefined {
  const name = call.name.text;
  const declared = lookup(frame.elaboration.world, frame.file, name);
  if (declared?.kind === 'function') return { kind: 'function', declared };
  if (declared?.kind === 'circuit') return { kind: 'circuit', declared };
  if (intrinsicShapes.has(name)) return { kind: 'intrinsic', name };
  return isGate(name) ? { kind: 'gate', name } : undefined;
}

/** A `let` of the file or of an import; anything else was reported when names were resolved. */
function outerValue(frame: Frame, call: Call): Value {
  const declared = lookup(frame.elaboration.world, frame.file, call.name.text);
  if (declared?.kind !== 'let') silently();
  const { active } = frame.elaboration;
  const key = `${declared.path}:let ${call.name.text}`;
  if (active.includes(key)) {
    refuse('endless-recursion', 'value', locate(frame, call.span), { name: call.name.text });
  }
  const home: Frame = {
    ...frame,
    file: declared.path,
    names: new Map(),
    outer: null,
    path: [declared.declaration.name.text],
    trace: [declared.declaration.name.text],
  };
  active.push(key);
  try {
    return frame.elaboration.rules.expression(home, declared.declaration.value);
  } finally {
    active.pop();
  }
}

function useNamed(
  frame: Frame,
  named: Callable,
  call: Call,
  leading: readonly GivenValue[],
  at: Location,
): Value {
  if (!call.called && leading.length === 0) return named;
  const given = givenArguments(frame, call.arguments);
  if (named.callee.kind === 'circuit' || named.callee.kind === 'gate') {
    if (leading.length > 0) notAFunction(call, at);
    return { ...named, given: mergeGiven(named, given) };
  }
  const values = [...leading, ...given.positional];
  return invoke(
    frame,
    { ...named, given: { ...named.given, named: new Map([...named.given.named, ...given.named]) } },
    values,
    at,
    call,
  );
}

function mergeGiven(named: Callable, given: Callable['given']): Callable['given'] {
  return {
    waiting: given.waiting,
    positional: [...named.given.positional, ...given.positional],
    named: new Map([...named.given.named, ...given.named]),
  };
}

function notAFunction(call: Call, at: Location): never {
  refuse('type-mismatch', 'default', at, {
    what: `\`${call.name.text}\``,
    found: 'a circuit',
    wanted: 'a function, which a pipeline applies',
  });
}

/** A function applied to arguments: its body read with all sizes known. */
export function invoke(
  frame: Frame,
  callable: Callable,
  leading: readonly GivenValue[],
  at: Location,
  place: object,
): Value {
  const { callee } = callable;
  if (callee.kind === 'intrinsic') return callIntrinsic(frame, callable, leading, at, place);
  if (callee.kind !== 'function') {
    refuse('type-mismatch', 'default', at, {
      what: `\`${calleeName(callee)}\``,
      found: 'a circuit',
      wanted: 'a function',
    });
  }
  const { declaration, path } = callee.declared;
  const { elaboration } = frame;
  const key = recursionKey(path, declaration.name.text, callable, leading);
  if (elaboration.active.includes(key)) {
    refuse('endless-recursion', 'default', at, { name: declaration.name.text, what: 'nothing' });
  }
  const inner: Frame = {
    ...frame,
    ...startSharing(
      frame,
      callable,
      ordinal(frame, declaration.name.text, place),
      useText(leading),
    ),
    file: path,
    body: 'function',
    names: new Map(),
    outer: null,
    ordinals: createOrdinals(),
    site: siteOf(frame, at),
    when: [],
    presence: null,
  };
  const { graph } = elaboration;
  const before = graph.origin();
  const around = graph.origins[before];
  if (around) graph.from(siteOf(frame, at), [...around.path, declaration.name.text]);
  elaboration.active.push(key);
  try {
    return fromLibrary(inner, () => {
      const matching = bindHeader(frame, inner, callable, declaration.parameters, leading, at);
      const inputs = [...inner.names.values()];
      if (path.startsWith('library:')) {
        const [judged, truth] = declaration.parameters.map((one) => inner.names.get(one.name.text));
        rememberTask(frame, declaration.name.text, judged, truth);
      }
      renameSources(
        inner,
        declaration.parameters.map((one) => one.name.text),
      );
      const names = new Map([...inner.names].map(([name, value]) => [name, inferredOf(value)]));
      const sizes = inferSizes(elaboration.world, path, names, declaration.body, {
        value: declaration.value,
        type: declaration.result,
      });
      const body: Frame = { ...inner, sizes };
      for (const statement of declaration.body) elaboration.rules.statement(body, statement);
      const value = elaboration.rules.expression(body, declaration.value);
      if (declaration.result) {
        matchShapeOfResult(
          body,
          matching,
          declaration.result,
          value,
          locate(body, declaration.value.span),
        );
      }
      endSharing(inner, callable, at);
      return value.kind === 'tensor'
        ? withSources(value, union(...inputs.map(sourcesOfValue)))
        : value;
    });
  } finally {
    elaboration.active.pop();
    graph.restore(before);
  }
}

/** What a function is used on, for messages about shared weights. */
function useText(leading: readonly GivenValue[]): string {
  return leading.map(({ value }) => describe(value)).join(' and ') || 'other sizes';
}

function sourcesOfValue(value: Value): ReadonlySet<string> {
  return value.kind === 'tensor' ? value.sources : new Set();
}

/** Inside a function each tensor parameter is a source of its own. */
function renameSources(inner: Frame, parameters: readonly string[]): void {
  for (const name of parameters) {
    const value = inner.names.get(name);
    if (value?.kind === 'tensor' && value.rate !== 'const')
      inner.names.set(name, withSources(value, new Set([name])));
  }
}

function recursionKey(
  path: string,
  name: string,
  callable: Callable,
  leading: readonly GivenValue[],
): string {
  const shape = ({ value }: GivenValue): string =>
    value.kind === 'tensor'
      ? `${value.shape.join('x')}${value.rate === 'const' && elements(value.shape) === 1 ? exact.exactText(value.form(0).constant) : ''}`
      : value.kind;
  const all = [...leading, ...callable.given.positional, ...callable.given.named.values()];
  return `${path}:${name}(${all.map(shape).join(',')})`;
}
