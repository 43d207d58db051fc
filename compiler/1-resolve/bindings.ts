import type { Name, Span } from '../../grammar/tree.ts';
import type { Declared } from './world.ts';

/** What can be given a name. */
export type BindingKind =
  | 'function'
  | 'circuit'
  | 'model'
  | 'data'
  | 'target'
  | 'run'
  | 'stage'
  | 'alias'
  | 'let'
  | 'param'
  | 'fit'
  | 'modality'
  | 'label'
  | 'readout'
  | 'objective'
  | 'metric'
  | 'register'
  | 'parameter'
  /** A size that a header binds: the `n` of `real[n]`. */
  | 'size'
  /** What a `for` walks with. */
  | 'index';

/** A thing with a name, told from all others by where its declaration names it. */
export interface Binding {
  readonly kind: BindingKind;
  readonly file: string;
  readonly name: Name;
  /** The function or circuit that calls of it reach, where that is plain from the text. */
  readonly callee?: Declared;
}

/** A name as it stands in a file, and what it means there. */
export interface Occurrence {
  readonly name: Name;
  readonly means: Binding | Builtin;
}

/** What the language itself gives a name. */
export interface Builtin {
  readonly kind: 'gate' | 'intrinsic' | 'type';
}

/** The names in sight from a place on: those of a body, a block or a loop. */
export interface Sight {
  readonly span: Span;
  readonly names: ReadonlyMap<string, Binding>;
}

/** All names of one file. */
export interface NameIndex {
  /** In the order of the text. */
  readonly occurrences: readonly Occurrence[];
  /** Outer before inner. */
  readonly sights: readonly Sight[];
}

/** Where names are written down as they are looked up. */
export interface NameRecord {
  readonly occurrences: Occurrence[];
  readonly sights: Sight[];
}

export function isBinding(means: Occurrence['means']): means is Binding {
  return 'file' in means;
}

/** One string for one thing, in whichever file it is met. */
export function bindingKey({ file, name }: Binding): string {
  return `${file}:${name.span.start}`;
}

/** A declaration of the top of a file, as a binding. */
export function bindingOf(declared: Declared): Binding | undefined {
  if (declared.kind === 'failed') return undefined;
  const { kind, declaration, path: file } = declared;
  const callee = kind === 'function' || kind === 'circuit' ? { callee: declared } : {};
  return { kind, file, name: declaration.name, ...callee };
}
