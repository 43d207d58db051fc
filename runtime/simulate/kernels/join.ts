import type { Code } from '../wasm/encode.ts';
import {
  add,
  countUp,
  get,
  i32,
  type Local,
  multiply,
  sequence,
  set,
  vectorLoad,
  vectorStore,
  vectorZero,
} from '../wasm/instructions.ts';
import type { Vector } from '../wasm/vector.ts';
import { differenceOfProducts, sumOfProducts } from './arithmetic.ts';
import { kernel } from './kernel.ts';
import { address, AMPLITUDE, field, IMAGINARY, stateAddress, word } from './record.ts';

/*
 * The state of a system of subsystems that nothing connects yet is the product of theirs. It grows subsystem by subsystem:
 * the product so far has `size` bytes at `scratch`, the next subsystem `count` amplitudes.
 */

/** What products grow from: the real vector at `values`. */
export const beginJoin = kernel('begin join', (_v, scope, record, _states, lane) => {
  const target = scope.i32();
  return sequence(
    set(target, word(record, field.target)),
    vectorStore(get(target), vectorLoad(address(record, field.values, lane))),
    vectorStore(get(target), vectorZero, IMAGINARY),
  );
});

/** The product so far times the subsystem's state at `source`, to `values`, which may be relative to the tile's states. */
export const join = kernel('join', (v, scope, record, states) => {
  const [own, ownEnd, target] = [scope.i32(), scope.i32(), scope.i32()];
  const [other, first, end] = [scope.i32(), scope.i32(), scope.i32()];
  const [a, b, c, d] = scope.vectors(4) as [number, number, number, number];
  return sequence(
    set(first, word(record, field.scratch)),
    set(end, add(get(first), word(record, field.size))),
    set(own, stateAddress(record, field.source, states)),
    set(ownEnd, add(get(own), multiply(word(record, field.count), i32(AMPLITUDE)))),
    set(target, address(record, field.values, states)),
    countUp(
      own,
      { from: get(own), to: get(ownEnd), step: AMPLITUDE },
      sequence(
        set(c, vectorLoad(get(own))),
        set(d, vectorLoad(get(own), IMAGINARY)),
        countUp(
          other,
          { from: get(first), to: get(end), step: AMPLITUDE },
          sequence(
            set(a, vectorLoad(get(other))),
            set(b, vectorLoad(get(other), IMAGINARY)),
            vectorStore(get(target), differenceOfProducts(v, a, c, b, d)),
            vectorStore(get(target), sumOfProducts(v, a, d, b, c), IMAGINARY),
            set(target, add(get(target), i32(AMPLITUDE))),
          ),
        ),
      ),
    ),
  );
});

/** The subsystem's adjoint, to `table`: `sum_i conj(product_i) adjoint_(i, a)`. */
export const contractOthers = kernel('contract others', (v, scope, record) => {
  const [adjoint, target, targetEnd] = [scope.i32(), scope.i32(), scope.i32()];
  const [other, first, end] = [scope.i32(), scope.i32(), scope.i32()];
  const sum = openSum(v, scope);
  return sequence(
    set(adjoint, word(record, field.adjoint)),
    set(first, word(record, field.scratch)),
    set(end, add(get(first), word(record, field.size))),
    set(target, word(record, field.table)),
    set(targetEnd, add(get(target), multiply(word(record, field.count), i32(AMPLITUDE)))),
    countUp(
      target,
      { from: get(target), to: get(targetEnd), step: AMPLITUDE },
      sequence(
        sum.clear,
        countUp(
          other,
          { from: get(first), to: get(end), step: AMPLITUDE },
          sequence(sum.add(other, adjoint), set(adjoint, add(get(adjoint), i32(AMPLITUDE)))),
        ),
        sum.store(target),
      ),
    ),
  );
});

/** What is left of the adjoint without the subsystem: `sum_a conj(own_a) adjoint_(i, a)`, in place. */
export const contractOwn = kernel('contract own', (v, scope, record, states) => {
  const [adjoint, adjointEnd, size] = [scope.i32(), scope.i32(), scope.i32()];
  const [own, first, end, at] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
  const sum = openSum(v, scope);
  return sequence(
    set(size, word(record, field.size)),
    set(adjoint, word(record, field.adjoint)),
    set(adjointEnd, add(get(adjoint), get(size))),
    set(first, stateAddress(record, field.source, states)),
    set(end, add(get(first), multiply(word(record, field.count), i32(AMPLITUDE)))),
    countUp(
      adjoint,
      { from: get(adjoint), to: get(adjointEnd), step: AMPLITUDE },
      sequence(
        sum.clear,
        set(at, get(adjoint)),
        countUp(
          own,
          { from: get(first), to: get(end), step: AMPLITUDE },
          sequence(sum.add(own, at), set(at, add(get(at), get(size)))),
        ),
        sum.store(adjoint),
      ),
    ),
  );
});

/** A sum of products of an amplitude's conjugate and another amplitude. */
function openSum(
  v: Vector,
  scope: { readonly vectors: (count: number) => readonly Local[] },
): {
  readonly clear: Code;
  readonly add: (conjugated: Local, other: Local) => Code;
  readonly store: (target: Local) => Code;
} {
  const [a, b, c, d, re, im] = scope.vectors(6) as [number, number, number, number, number, number];
  return {
    clear: sequence(set(re, vectorZero), set(im, vectorZero)),
    add: (conjugated, other) =>
      sequence(
        set(a, vectorLoad(get(conjugated))),
        set(b, vectorLoad(get(conjugated), IMAGINARY)),
        set(c, vectorLoad(get(other))),
        set(d, vectorLoad(get(other), IMAGINARY)),
        set(re, v.add(get(re), sumOfProducts(v, a, c, b, d))),
        set(im, v.add(get(im), differenceOfProducts(v, a, d, b, c))),
      ),
    store: (target) =>
      sequence(vectorStore(get(target), get(re)), vectorStore(get(target), get(im), IMAGINARY)),
  };
}
