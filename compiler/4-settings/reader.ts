import type { Expression, Name, Setting, Settings } from '../../grammar/tree.ts';
import { exact } from '../../runtime/program/index.ts';
import { quantity } from '../2-infer/types.ts';
import { diagnose, didYouMean, replacement, type Extras } from '../diagnostics/diagnose.ts';
import { habits } from '../diagnostics/habits.ts';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { targetKeys } from './target-keys.ts';

/** Reads settings and the calls in them; what does not fit is reported, and the default stands in. */
export interface Reader {
  readonly file: string;
  /** What the file says. */
  readonly text: string;
  readonly diagnostics: Diagnostic[];
  /** Names that were told of as unknown. */
  readonly unknown: ReadonlySet<string>;
  /** Names of the file's `train` declarations. */
  readonly runs: readonly string[];
}

export function at(
  reader: Reader,
  node: { readonly span: { readonly start: number; readonly end: number } },
): Location {
  return { file: reader.file, start: node.span.start, end: node.span.end };
}

/** The entries of a settings block by key; unknown keys are reported with the nearest one. */
export function entriesOf(
  reader: Reader,
  settings: Settings | null,
  block: string,
  keys: readonly string[],
): Map<string, Expression> {
  const entries = new Map<string, Expression>();
  for (const entry of settings?.entries ?? []) {
    if (entry.kind !== 'setting') continue;
    const key = entry.key.text;
    if (keys.includes(key)) {
      entries.set(key, entry.value);
      continue;
    }
    unknownSetting(reader, at(reader, { span: entry.key.span }), key, block, keys, entry);
  }
  return entries;
}

/** A key that a block does not have, with the nearest that it has. */
export function unknownSetting(
  reader: Reader,
  place: Location,
  name: string,
  block: string,
  keys: readonly string[],
  entry?: Setting,
): void {
  const near = nearest(name, keys);
  const habit = entry && habitOf(reader, entry, keys);
  reader.diagnostics.push(
    diagnose(
      'unknown-setting',
      'default',
      place,
      { name, block },
      {
        help: targetKeys.includes(name)
          ? `\`${name}\` belongs to a target, which a run names: \`target: name\`.`
          : `Its settings are ${keys.map((one) => `\`${one}\``).join(', ')}.`,
        ...didYouMean(place, near),
        ...habit,
      },
    ),
  );
}

/** What the setting is called here, with its value as it is written here. */
function habitOf(reader: Reader, entry: Setting, keys: readonly string[]): Extras | undefined {
  const template = habits.settings.get(entry.key.text.toLowerCase());
  const key = template?.split(':')[0] ?? '';
  if (template === undefined || !keys.includes(key)) return undefined;
  const place = at(reader, entry);
  const value = reader.text.slice(entry.value.span.start, entry.value.span.end);
  const text = template.replace('_', value);
  return {
    help: `It is written \`${text}\` here.`,
    fixes: [replacement(`Write \`${text}\``, place, text)],
  };
}

/** @param meant texts that may have been meant in its place, the likeliest first */
export function wrong(
  reader: Reader,
  expression: Expression,
  what: string,
  wanted: string,
  meant: readonly string[] = [],
): void {
  const place = at(reader, expression);
  const texts = [...meant, ...respelt(expression)];
  reader.diagnostics.push(
    diagnose(
      'type-mismatch',
      'default',
      place,
      { what, found: kindText(expression), wanted },
      { fixes: texts.map((text) => replacement(`Write \`${text}\``, place, text)) },
    ),
  );
}

/** A value in other words: with quotes or without them, whole, or with a dot where a path lost its quotes. */
function respelt(expression: Expression): string[] {
  switch (expression.kind) {
    case 'string':
      return [expression.value];
    case 'call':
      return [`"${expression.name.text}"`];
    case 'number': {
      const value = Number(expression.digits);
      return [Math.max(1, Math.floor(value)), Math.ceil(value)].map(String);
    }
    case 'boolean':
    case 'hole':
    case 'join':
    case 'parenthesised':
    case 'unary':
    case 'binary':
    case 'range':
    case 'index':
    case 'pipe':
    case 'else':
    case 'missing':
      return [];
  }
}

/** A name that nothing has, with the nearest of those that could be meant. */
export function unknownName(
  reader: Reader,
  node: { readonly span: { readonly start: number; readonly end: number } },
  what: string,
  name: string,
  known: readonly string[],
): void {
  if (reader.unknown.has(name)) return;
  const place = at(reader, node);
  const near = nearest(name, known);
  const listed = known.map((one) => `\`${one}\``).join(', ');
  reader.diagnostics.push(
    diagnose(
      'unknown-name',
      'default',
      place,
      { what, name },
      {
        ...(near === undefined
          ? known.length === 0
            ? {}
            : { help: `Known here: ${listed}.` }
          : { help: `Did you mean \`${near}\`?` }),
        fixes: (near === undefined ? known.slice(0, 2) : [near]).map((one) =>
          replacement(`Write \`${one}\``, place, one),
        ),
      },
    ),
  );
}

export function notYetSetting(
  reader: Reader,
  expression: { readonly span: { readonly start: number; readonly end: number } },
  what: string,
): void {
  reader.diagnostics.push(
    diagnose('not-yet', 'default', at(reader, expression), { what, action: 'run' }),
  );
}

export function kindText(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return `the number ${expression.digits}`;
    case 'string':
      return `the text "${expression.value}"`;
    case 'call':
      return `\`${expression.name.text}\``;
    case 'boolean':
      return String(expression.value);
    case 'hole':
    case 'join':
    case 'parenthesised':
    case 'unary':
    case 'binary':
    case 'range':
    case 'index':
    case 'pipe':
    case 'else':
    case 'missing':
      return 'something else';
  }
}

/** A number written out: a literal with its unit, a sign, or simple arithmetic of such; undefined otherwise. */
export function numberIn(expression: Expression): number | undefined {
  switch (expression.kind) {
    case 'number':
      return quantity(expression);
    case 'call':
      return expression.name.text === 'pi' ? exact.toNumber(exact.pi) : undefined;
    case 'parenthesised':
      return numberIn(expression.value);
    case 'unary': {
      const value = numberIn(expression.operand);
      return value === undefined || expression.operator === 'not' ? undefined : -value;
    }
    case 'binary': {
      const [a, b] = [numberIn(expression.left), numberIn(expression.right)];
      if (a === undefined || b === undefined) return undefined;
      if (expression.operator === '/') return a / b;
      if (expression.operator === '*') return a * b;
      return expression.operator === '+' ? a + b : expression.operator === '-' ? a - b : undefined;
    }
    case 'string':
    case 'boolean':
    case 'hole':
    case 'join':
    case 'range':
    case 'index':
    case 'pipe':
    case 'else':
    case 'missing':
      return undefined;
  }
}

/** A setting that is a whole number of at least `least`. */
export function wholeSetting(
  reader: Reader,
  entries: ReadonlyMap<string, Expression>,
  key: string,
  fallback: number,
  least: number,
): number {
  const expression = entries.get(key);
  if (expression === undefined) return fallback;
  const value = numberIn(expression);
  if (value !== undefined && Number.isInteger(value) && value >= least) return value;
  wrong(reader, expression, `\`${key}\``, `a whole number of at least ${least}`);
  return fallback;
}

/** The arguments of a call in settings: positional, and by name. */
export interface CallParts {
  readonly name: string;
  readonly positional: readonly Expression[];
  readonly named: ReadonlyMap<string, Expression>;
  /** The names of the named ones, where they stand. */
  readonly names: ReadonlyMap<string, Name>;
}

export function callIn(expression: Expression): CallParts | undefined {
  if (expression.kind !== 'call') return undefined;
  return {
    name: expression.name.text,
    positional: expression.arguments.filter((one) => one.name === null).map((one) => one.value),
    named: new Map(
      expression.arguments.flatMap((one) =>
        one.name === null ? [] : [[one.name.text, one.value]],
      ),
    ),
    names: new Map(
      expression.arguments.flatMap((one) => (one.name === null ? [] : [[one.name.text, one.name]])),
    ),
  };
}

/** Refuses named arguments that a call in settings does not take. */
export function checkArguments(
  reader: Reader,
  expression: Expression,
  known: readonly string[],
): void {
  const call = callIn(expression);
  for (const [name, label] of call?.names ?? []) {
    if (known.includes(name)) continue;
    const near = nearest(name, known) ?? known.find((one) => one === habits.arguments.get(name));
    const place = at(reader, label);
    reader.diagnostics.push(
      diagnose(
        'unknown-argument',
        'default',
        place,
        { callee: call?.name ?? '', name },
        near === undefined
          ? { help: `It takes ${known.map((one) => `\`${one}\``).join(', ')}.` }
          : didYouMean(place, near),
      ),
    );
  }
}

export function numberArgument(
  call: CallParts,
  name: string,
  position: number,
  fallback: number,
): number {
  const expression = call.named.get(name) ?? call.positional[position];
  return (expression && numberIn(expression)) ?? fallback;
}

export function textArgument(call: CallParts, name: string, position: number): string | undefined {
  const expression = call.named.get(name) ?? call.positional[position];
  return expression?.kind === 'string' ? expression.value : undefined;
}
