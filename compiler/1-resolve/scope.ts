import type { Name, Span } from '../../grammar/tree.ts';
import { diagnose, didYouMean } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.ts';
import { habits } from '../diagnostics/habits.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Binding, BindingKind, Builtin, NameRecord } from './bindings.ts';
import { lookup, type Declared, type Module, type World } from './world.ts';

/** What needs no declaration: the later phases know it, and the driver hands it in. */
export interface KnownNames {
  readonly intrinsics: readonly string[];
  readonly circuits: readonly string[];
  readonly types: readonly string[];
}

/** The check of one file's names. */
export interface Check {
  readonly world: World;
  readonly module: Module;
  readonly diagnostics: Diagnostic[];
  readonly known: KnownNames;
  /** Where syntax errors stand. */
  readonly broken: readonly Location[];
  /** Unknown names of the file, each told once: the place of its diagnostic in the list. */
  readonly told: Map<string, number>;
  /** Keeps what each name means, for who asks. */
  readonly record?: NameRecord;
}

/** The names that a block binds, inside of what binds others. */
export interface Scope {
  readonly names: Map<string, Binding>;
  /** Of those, what ought to be used and was not so far. */
  readonly unused: Map<string, Name>;
  readonly outer: Scope | null;
}

/** What there is to say of a name that is bound. */
export interface Bound {
  readonly kind: BindingKind;
  /** A `watched` one is reported when nothing uses it. */
  readonly role?: 'watched' | 'free';
  readonly callee?: Declared | undefined;
}

/** Binds a name. */
export function bind(check: Check, scope: Scope, name: Name, bound: Bound): void {
  const { kind, role = 'free', callee } = bound;
  const file = check.module.path;
  const binding: Binding = { kind, file, name, ...(callee === undefined ? {} : { callee }) };
  record(check, name, binding);
  const first = scope.names.get(name.text);
  if (first === undefined || name.text === '') {
    scope.names.set(name.text, binding);
    if (role === 'watched' && name.text !== '') scope.unused.set(name.text, name);
    return;
  }
  check.diagnostics.push(
    diagnose(
      'duplicate-name',
      'default',
      { file, start: name.span.start, end: name.span.end },
      { name: name.text },
      {
        related: [
          {
            at: { file, start: first.name.span.start, end: first.name.span.end },
            label: 'first declared here',
          },
        ],
      },
    ),
  );
}

/** What it is bound to here or further out; that counts as a use of it. */
export function inScope(check: Check, scope: Scope, name: Name): Binding | undefined {
  for (let at: Scope | null = scope; at; at = at.outer) {
    const binding = at.names.get(name.text);
    if (binding === undefined) continue;
    at.unused.delete(name.text);
    record(check, name, binding);
    return binding;
  }
  return undefined;
}

/** Writes down what a name means, where somebody asks. */
export function record(check: Check, name: Name, means: Binding | Builtin | undefined): void {
  if (means !== undefined && name.text !== '') check.record?.occurrences.push({ name, means });
}

/** Writes down where names are in sight. */
export function sight(check: Check, { names }: Scope, span: Span): void {
  check.record?.sights.push({ span, names });
}

export function isBound(scope: Scope, name: string): boolean {
  for (let at: Scope | null = scope; at; at = at.outer) if (at.names.has(name)) return true;
  return false;
}

export function newScope(outer: Scope | null): Scope {
  return { names: new Map(), unused: new Map(), outer };
}

/** At the end of a block: what was bound in it to be used, and never was. */
export function reportUnused(check: Check, scope: Scope): void {
  for (const name of scope.unused.values()) {
    const at = { file: check.module.path, start: name.span.start, end: name.span.end };
    check.diagnostics.push(diagnose('unused-name', 'default', at, { name: name.text }));
  }
}

export function visible(scope: Scope): string[] {
  const all: string[] = [];
  for (let at: Scope | null = scope; at; at = at.outer) all.push(...at.names.keys());
  return all;
}

/** Tells of a name that is none of the candidates. */
export function known(check: Check, name: Name, what: string, candidates: readonly string[]): void {
  if (name.text === '' || candidates.includes(name.text)) return;
  if (lookup(check.world, check.module.path, name.text)?.kind === 'failed') return;
  unknown(check, name, what, candidates);
}

export function unknown(
  check: Check,
  name: Name,
  what: string,
  candidates: readonly string[],
): void {
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
