import type { Location } from '../../diagnostics/diagnostic.ts';
import { intrinsicShapes } from '../../2-infer/intrinsic-shapes.ts';
import type { Inferred } from '../../2-infer/inferred.ts';
import { known, valueOf } from '../../2-infer/size.ts';
import { createSolver } from '../../2-infer/solver.ts';
import { asTensor, described } from '../describe.ts';
import { textAt, type Frame } from '../frame.ts';
import { inferredOf } from '../headers.ts';
import { live } from '../quantum.ts';
import { refuse, silently } from '../report.ts';
import { integerOf, numberOf } from '../tensor.ts';
import type { GivenValue, Observable, Tensor, Value } from '../value.ts';

/** A call of an intrinsic function with its arguments found by name; every getter refuses what does not fit. */
export interface IntrinsicCall {
  readonly frame: Frame;
  readonly name: string;
  readonly at: Location;
  readonly place: object;
  has(name: string): boolean;
  given(name: string): GivenValue;
  /** All that a `...` parameter took. */
  rest(): readonly GivenValue[];
  tensor(name: string): Tensor;
  /** A tensor of numbers: no class, and of one sample. */
  numbers(name: string): Tensor;
  int(name: string, fallback?: number): number;
  constant(name: string, fallback?: number): number;
  /** Live qubits. */
  qubits(name: string): readonly number[];
  observable(name: string): Observable;
  /** The result's shape by the rule inference uses, all sizes known. */
  shape(): { readonly dims: readonly number[]; readonly classes: number | undefined };
}

export function createIntrinsicCall(
  frame: Frame,
  name: string,
  at: Location,
  place: object,
  assigned: ReadonlyMap<string, GivenValue>,
  rest: readonly GivenValue[],
  apply: (callable: Value, values: readonly Inferred[]) => Inferred,
): IntrinsicCall {
  const given = (key: string): GivenValue => {
    const found = assigned.get(key);
    if (found === undefined || found.value.kind === 'hole') {
      return refuse('missing-argument', 'default', at, { callee: name, name: key });
    }
    if (found.value.kind === 'failed') silently();
    return found;
  };
  const mismatch = (one: GivenValue, wanted: string): never =>
    refuse('type-mismatch', 'default', one.at, {
      what: `\`${textAt(frame, one.at)}\``,
      found: described(one.value),
      wanted: `${wanted} for \`${name}\``,
    });
  const tensor = (key: string): Tensor => {
    const one = given(key);
    return asTensor(frame.elaboration.graph, one.value) ?? mismatch(one, 'a tensor');
  };
  const numbers = (key: string): Tensor => {
    const found = tensor(key);
    const one = given(key);
    if (found.element.kind === 'class') {
      const what = `\`${textAt(frame, one.at)}\``;
      refuse('type-mismatch', 'class', one.at, { what, taker: `\`${name}\` takes numbers` });
    }
    return found;
  };
  const number = (
    key: string,
    fallback: number | undefined,
    read: (value: Tensor) => number | undefined,
    wanted: string,
  ): number => {
    if (fallback !== undefined && !assigned.has(key)) return fallback;
    const one = given(key);
    return (one.value.kind === 'tensor' ? read(one.value) : undefined) ?? mismatch(one, wanted);
  };
  const inferred = (value: Value): Inferred => inferredOf(value);
  return {
    frame,
    name,
    at,
    place,
    has: (key) => assigned.has(key),
    given,
    rest: () => rest,
    tensor,
    numbers,
    int: (key, fallback) => number(key, fallback, integerOf, 'an int'),
    constant: (key, fallback) => number(key, fallback, numberOf, 'a number known to the compiler'),
    qubits: (key) => {
      const one = given(key);
      if (one.value.kind !== 'qubits') return mismatch(one, 'a register');
      const ids = live(frame.elaboration.quantum, one.value.ids);
      if (ids.length === 0)
        refuse('dropped-qubit', 'default', one.at, { name: one.value.name, kept: '' });
      return ids;
    },
    observable: (key) => {
      const one = given(key);
      return one.value.kind === 'observable' ? one.value : mismatch(one, 'an observable');
    },
    shape: () => {
      const solver = createSolver();
      const found = intrinsicShapes.get(name)?.shape({
        solver,
        get: (key) => (assigned.has(key) ? inferred(given(key).value) : { kind: 'other' }),
        size: (key, fallback) => known(number(key, fallback, integerOf, 'an int')),
        rest: () => rest.map(({ value }) => inferred(value)),
        apply: (key, values) => apply(given(key).value, values),
      });
      const dims = found?.kind === 'tensor' ? (found.dims ?? []) : [];
      const classes =
        found?.kind === 'tensor' && found.classes
          ? valueOf(solver.resolve(found.classes))
          : undefined;
      return { dims: dims.map((size) => valueOf(solver.resolve(size)) ?? 1), classes };
    },
  };
}
