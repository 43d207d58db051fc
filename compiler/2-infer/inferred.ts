import type { Call } from '../../grammar/tree.ts';
import { known, plus, type Size } from './size.ts';

/** What inference knows of a value: only what sizes depend on. `other` is anything else, and never an error here. */
export type Inferred =
  | InferredTensor
  | { readonly kind: 'int'; readonly size: Size }
  | { readonly kind: 'qubits'; readonly size: Size }
  | { readonly kind: 'range'; readonly size: Size }
  | InferredCallable
  | { readonly kind: 'other' };

export interface InferredTensor {
  readonly kind: 'tensor';
  /** Undefined when even the rank is unknown. */
  readonly dims: readonly Size[] | undefined;
  /** How many classes, for a class or a word. */
  readonly classes?: Size;
  readonly observable?: true;
}

/** A circuit or function named or partly applied: where its call stands, and the scope that call sees. */
export interface InferredCallable {
  readonly kind: 'callable';
  readonly call: Call;
  readonly scope: Scope;
}

/** Names in sight: blocks inside blocks, each body in the file `path`. */
export interface Scope {
  readonly path: string;
  readonly names: Map<string, Inferred>;
  readonly outer: Scope | undefined;
}

export const other: Inferred = { kind: 'other' };

export function tensor(...dims: readonly Size[]): InferredTensor {
  return { kind: 'tensor', dims };
}

export function find(scope: Scope, name: string): Inferred | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const found = at.names.get(name);
    if (found) return found;
  }
  return undefined;
}

/** A compile-time integer is a scalar wherever a tensor is wanted. */
export function asTensor(value: Inferred): InferredTensor | undefined {
  if (value.kind === 'tensor') return value;
  return value.kind === 'int' ? tensor() : undefined;
}

/** `[a, b]` of tensors: along the first axis, a scalar counting as one entry. */
export function joined(parts: readonly Inferred[]): Inferred {
  if (parts.length > 0 && parts.every((part) => part.kind === 'qubits')) {
    return { kind: 'qubits', size: parts.map((part) => part.size).reduce(plus) };
  }
  const tensors = parts.map(asTensor);
  let total = known(0);
  let rest: readonly Size[] = [];
  for (const part of tensors) {
    if (part?.dims === undefined) return { kind: 'tensor', dims: undefined };
    total = plus(total, part.dims[0] ?? known(1));
    if (part.dims.length > 1) rest = part.dims.slice(1);
  }
  const observable = tensors.some((part) => part?.observable)
    ? ({ observable: true } as const)
    : {};
  return { kind: 'tensor', dims: [total, ...rest], ...observable };
}
