import type { Fit, Let, Param, Require, Sentence, Step } from '../../grammar/tree.ts';
import { exact, type Start } from '../../runtime/program/index.ts';
import type { NumberChange } from '../diagnostics/diagnostic.ts';
import { describe, described } from './describe.ts';
import { integer } from './expressions.ts';
import { findName, locate, named, ordinal, Refusal, textAt, type Frame } from './frame.ts';
import { note } from './note.ts';
import { nameBits } from './quantum.ts';
import { refuse, silently } from './report.ts';
import { runSentence } from './sentences.ts';
import { createCopy, differ } from './sharing.ts';
import { integerOf, numberOf, scalar } from './tensor.ts';
import type { Value } from './value.ts';

/** One statement of a model, function or circuit that binds a name or demands something. */
export function runStatement(frame: Frame, statement: Step | Sentence): void {
  const at = locate(frame, statement.span);
  if (!frame.file.startsWith('library:')) frame.elaboration.graph.from(at, frame.trace);
  switch (statement.kind) {
    case 'let':
      runLet(frame, statement);
      return;
    case 'param':
      runParam(frame, statement);
      return;
    case 'fit':
      runFit(frame, statement);
      return;
    case 'require':
      runRequire(frame, statement);
      return;
    case 'register':
    case 'encode':
    case 'fuse':
    case 'evolve':
      runSentence(frame, statement);
  }
}

function runLet(frame: Frame, statement: Let): void {
  const name = statement.name.text;
  const inner = frame.body === 'model' ? named(frame, name) : frame;
  const { graph } = frame.elaboration;
  if (frame.body === 'model')
    graph.from(locate(frame, statement.span), [...frame.trace, `let ${name}`]);
  const value = frame.elaboration.rules.expression(inner, statement.value);
  if (value.kind === 'failed') silently();
  nameBits(frame.elaboration.quantum, name);
  const bound = value.kind === 'callable' ? createCopy(frame, name, value) : value;
  frame.names.set(name, bound);
  note(frame, statement.name.span, `${name}: ${describe(bound)}`, statement.doc);
}

function runParam(frame: Frame, statement: Param): void {
  const name = statement.name.text;
  const { parameters, graph } = frame.elaboration;
  const type = statement.type.name.text;
  const shape = statement.type.suffixes.flatMap((suffix) =>
    suffix.kind === 'dimensions' ? suffix.dimensions.map((size) => integer(frame, size)) : [],
  );
  if (type !== 'real' && type !== 'angle') {
    refuse('type-mismatch', 'default', locate(frame, statement.type.span), {
      what: `\`${name}\``,
      found: `\`${type}\``,
      wanted: '`real` or `angle`, which can be trained',
    });
  }
  const path = [...frame.path, ordinal(frame, name, statement)].join('/');
  const description = { shape, start: startOf(frame, statement, type), unit: type } as const;
  if (!frame.file.startsWith('library:')) graph.from(locate(frame, statement.span), frame.trace);
  const before = parameters.shape(path);
  if (before && before.join() !== shape.join()) {
    if (frame.sharing)
      differ(frame.sharing.copy, frame.site ?? locate(frame, statement.span), frame.sharing.use);
    // Passes of one loop whose sizes differ are tensors of their own.
    frame.names.set(
      name,
      parameters.tensor(
        `${path}@${frame.loops.join('.')}`,
        parameters.grow(`${path}@${frame.loops.join('.')}`, description, []),
      ),
    );
    return;
  }
  frame.names.set(
    name,
    parameters.tensor(
      path,
      passOf(frame, path, () => parameters.grow(path, description, frame.loops)),
    ),
  );
}

/** In a shared copy the passes of the first use come back in the same order; elsewhere each is new. */
function passOf(frame: Frame, path: string, grow: () => number): number {
  if (frame.sharing === null) return grow();
  const { copy, reached, use } = frame.sharing;
  const position = reached.get(path) ?? 0;
  reached.set(path, position + 1);
  const passes = copy.passes.get(path) ?? [];
  copy.passes.set(path, passes);
  const known = passes[position];
  if (known !== undefined) return known;
  if (copy.first !== null) differ(copy, frame.site ?? copy.first.at, use);
  const pass = grow();
  passes.push(pass);
  return pass;
}

function startOf(frame: Frame, statement: Param, type: 'real' | 'angle'): Start {
  const { start } = statement;
  if (start === null) {
    return type === 'angle'
      ? { kind: 'uniform', low: -Math.PI, high: Math.PI }
      : { kind: 'normal', mean: 0, deviation: 0.1 };
  }
  if (start.kind === 'call' && start.called && findName(frame, start.name.text) === undefined) {
    const [a, b] = start.arguments.map((one) =>
      constant(frame, frame.elaboration.rules.expression(frame, one.value), one),
    );
    if (start.name.text === 'glorot') return { kind: 'glorot' };
    if (start.name.text === 'normal') return { kind: 'normal', mean: a ?? 0, deviation: b ?? 1 };
    if (start.name.text === 'uniform') return { kind: 'uniform', low: a ?? 0, high: b ?? 1 };
  }
  return {
    kind: 'constant',
    value: constant(frame, frame.elaboration.rules.expression(frame, start), start),
  };
}

function constant(
  frame: Frame,
  value: Value,
  node: { readonly span: { readonly start: number; readonly end: number } },
): number {
  const number = value.kind === 'tensor' ? numberOf(value) : undefined;
  if (number !== undefined) return number;
  const at = locate(frame, node.span);
  return refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(frame, at)}\``,
    found: described(value),
    wanted:
      'a start value: a number, `normal(mean, deviation)`, `uniform(low, high)` or `glorot()`',
  });
}

function runFit(frame: Frame, statement: Fit): void {
  const value = frame.elaboration.rules.expression(frame, statement.value);
  if (value.kind === 'failed') silently();
  frame.names.set(statement.name.text, value);
}

function runRequire(frame: Frame, statement: Require): void {
  const at = locate(frame, statement.condition.span);
  const value = frame.elaboration.rules.expression(frame, statement.condition);
  if (value.kind === 'failed') silently();
  if (value.kind !== 'boolean') {
    refuse('type-mismatch', 'default', at, {
      what: `\`${textAt(frame, at)}\``,
      found: described(value),
      wanted: 'a bool',
    });
  }
  if (value.value) return;
  const condition = textAt(frame, at);
  const values = namesIn(condition)
    .map((name) => [name, findName(frame, name)] as const)
    .flatMap(([name, found]) =>
      found?.kind === 'tensor' && found.rate === 'const'
        ? [`${name} = ${exact.exactText(found.form(0).constant)}`]
        : [],
    )
    .join(', ');
  const extras = { numbers: wouldHold(frame, statement, namesIn(condition)) };
  if (statement.message === null)
    refuse('requirement-failed', 'default', at, { condition, values }, extras);
  const { message } = statement;
  refuse('requirement-failed', 'said', at, { condition, values, message }, extras);
}

/** The nearest values of each name, the others as they are, with which a condition would hold. */
function wouldHold(frame: Frame, { condition }: Require, names: readonly string[]): NumberChange[] {
  const { rules, graph } = frame.elaboration;
  const holds = (name: string, value: number): boolean => {
    const changed = new Map([...frame.names, [name, scalar(graph, exact.integer(value))]]);
    try {
      const found = rules.expression({ ...frame, names: changed }, condition);
      return found.kind === 'boolean' && found.value;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  };
  return names.flatMap((name) => {
    const value = findName(frame, name);
    const from = value?.kind === 'tensor' ? integerOf(value) : undefined;
    if (from === undefined) return [];
    const steps = Array.from({ length: furthest }, (_, step) => step + 1);
    const nearest = steps
      .flatMap((step) => [from - step, from + step])
      .find((to) => to > 0 && holds(name, to));
    return nearest === undefined ? [] : [{ from, to: nearest }];
  });
}

/** How far from a value that does not do another is looked for. */
const furthest = 32;

function namesIn(condition: string): string[] {
  return [...new Set(condition.match(/[A-Za-z_]\w*/g) ?? [])];
}
