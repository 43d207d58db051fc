import { parse } from '../../grammar/index.ts';
import type { Argument, Expression, Settings } from '../../grammar/tree.ts';
import type { OnMachine } from './execution.ts';

/** What the command line says, `--set KEY=VALUE` as if it had been written in the file. */
export interface Overrides {
  /** Entries that replace or join those of a settings block with one of these keys. */
  settings(block: Settings | null, keys: readonly string[]): Settings | null;
  /** Arguments that replace or join those of a model. */
  arguments(written: readonly Argument[], parameters: readonly string[]): readonly Argument[];
  /** A synthetic source with other arguments: the key `source.noise` gives its `noise`. */
  source(written: Expression): Expression;
  /** Keys that nothing took so far. */
  unused(): readonly string[];
  /** Keys whose value is no expression. */
  readonly unreadable: readonly string[];
  readonly onMachine: OnMachine | undefined;
}

/** What the keys of a source's arguments begin with, which may be called as settings of a run are. */
const SOURCE = 'source.';

export function createOverrides(
  set: Readonly<Record<string, string>>,
  onMachine?: OnMachine,
): Overrides {
  const values = new Map<string, Expression>();
  const unreadable: string[] = [];
  for (const [key, text] of Object.entries(set)) {
    const value = expressionIn(text);
    if (value) values.set(key, value);
    else unreadable.push(key);
  }
  const taken = new Set<string>();
  const span = { start: 0, end: 0 };

  return {
    settings: (block, keys) => {
      const given = [...values].filter(([key]) => keys.includes(key));
      if (given.length === 0) return block;
      for (const [key] of given) taken.add(key);
      const kept = (block?.entries ?? []).filter(
        (entry) => entry.kind !== 'setting' || !values.has(entry.key.text),
      );
      const added = given.map(([key, value]) => ({
        kind: 'setting' as const,
        key: { text: key, span },
        value,
        span: value.span,
      }));
      return { kind: 'settings', span: block?.span ?? span, entries: [...kept, ...added] };
    },
    arguments: (written, parameters) => {
      const given = [...values].filter(([key]) => parameters.includes(key));
      for (const [key] of given) taken.add(key);
      const kept = written.filter(
        (one, index) => !values.has(one.name?.text ?? parameters[index] ?? ''),
      );
      return [
        ...kept,
        ...given.map(([key, value]) => ({ name: { text: key, span }, value, span })),
      ];
    },
    source: (written) => {
      if (written.kind !== 'call' || written.name.text !== 'synthetic') return written;
      const given = [...values].filter(([key]) => key.startsWith(SOURCE));
      for (const [key] of given) taken.add(key);
      const names = given.map(([key]) => key.slice(SOURCE.length));
      const kept = written.arguments.filter(({ name }) => !names.includes(name?.text ?? ''));
      const added = given.map(([, value], index) => ({
        name: { text: names[index]!, span },
        value,
        span,
      }));
      return { ...written, arguments: [...kept, ...added] };
    },
    unused: () => [...values.keys()].filter((key) => !taken.has(key)),
    unreadable,
    onMachine,
  };
}

/** The expression a text is, read by the language's own parser. */
function expressionIn(text: string): Expression | undefined {
  const { tree, problems } = parse(`let value = ${text}\n`);
  const [first, ...more] = tree.declarations;
  if (problems.length > 0 || more.length > 0 || first?.kind !== 'let') return undefined;
  return emptied(first.value);
}

/** Its spans point nowhere in the user's file. */
function emptied(expression: Expression): Expression {
  return JSON.parse(JSON.stringify(expression), (key, value: unknown) =>
    key === 'span' ? { start: 0, end: 0 } : value,
  ) as Expression;
}
