import {
  add,
  countUp,
  get,
  i32,
  sequence,
  set,
  vectorLoad,
  vectorStore,
  vectorZero,
  xor,
} from '../wasm/instructions.ts';
import { differenceOfProducts, sumOfProducts } from './arithmetic.ts';
import { kernel } from './kernel.ts';
import { partitionKernel } from './partition.ts';
import { address, AMPLITUDE, field, IMAGINARY, stateAddress, word } from './record.ts';

/*
 * The products conj(a_k) a_(k ^ flip) of pairs, summed over each combination of a partition that holds one end of each
 * pair: entries of a reduced density matrix, `flips` away from its diagonal. A Walsh-Hadamard transform over the
 * combinations turns them into Pauli expectations. `values` holds a complex vector pair for each combination.
 */

/** Sums the products of each combination. */
export const foldProducts = partitionKernel(
  'fold products',
  'several',
  (v, scope, record, states, lane) => {
    const [state, flip, target] = [scope.i32(), scope.i32(), scope.i32()];
    const [at, there] = [scope.i32(), scope.i32()];
    const [re, im, re1, im1] = scope.vectors(4) as [number, number, number, number];
    const [real, imaginary] = [scope.v128(), scope.v128()];
    return {
      prologue: sequence(
        set(state, stateAddress(record, field.source, states)),
        set(flip, word(record, field.flips)),
        set(target, address(record, field.values, lane)),
      ),
      open: sequence(set(real, vectorZero), set(imaginary, vectorZero)),
      visit: (offset) =>
        sequence(
          set(at, offset),
          set(there, add(get(state), xor(get(at), get(flip)))),
          set(at, add(get(state), get(at))),
          set(re, vectorLoad(get(at))),
          set(im, vectorLoad(get(at), IMAGINARY)),
          set(re1, vectorLoad(get(there))),
          set(im1, vectorLoad(get(there), IMAGINARY)),
          set(real, v.add(get(real), sumOfProducts(v, re, re1, im, im1))),
          set(imaginary, v.add(get(imaginary), differenceOfProducts(v, re, im1, im, re1))),
        ),
      close: sequence(
        vectorStore(get(target), get(real)),
        vectorStore(get(target), get(imaginary), IMAGINARY),
        set(target, add(get(target), i32(AMPLITUDE))),
      ),
    };
  },
);

/**
 * Adds to the adjoint state half of what the sum of the products' parts, each times its weight at `values`, changes by
 * with the state: for weights u and v, `(u - iv) a_(k ^ flip) / 2` at k and `(u + iv) a_k / 2` at the other end.
 */
export const seedProducts = partitionKernel(
  'seed products',
  'several',
  (v, scope, record, states, lane) => {
    const [state, adjoint, flip] = [scope.i32(), scope.i32(), scope.i32()];
    const [weights, one, other] = [scope.i32(), scope.i32(), scope.i32()];
    const [re, im, re1, im1] = scope.vectors(4) as [number, number, number, number];
    const [real, imaginary] = [scope.v128(), scope.v128()];
    const half = (part: number) => v.multiply(v.constant(0.5), vectorLoad(get(weights), part));
    const accumulate = (end: number, part: number, change: ReturnType<typeof sumOfProducts>) =>
      vectorStore(get(end), v.add(vectorLoad(get(end), part), change), part);
    return {
      prologue: sequence(
        set(state, stateAddress(record, field.source, states)),
        set(adjoint, word(record, field.adjoint)),
        set(flip, word(record, field.flips)),
        set(weights, address(record, field.values, lane)),
      ),
      open: sequence(set(real, half(0)), set(imaginary, half(IMAGINARY))),
      visit: (offset) =>
        sequence(
          set(one, offset),
          set(other, xor(get(one), get(flip))),
          set(re, vectorLoad(add(get(state), get(one)))),
          set(im, vectorLoad(add(get(state), get(one)), IMAGINARY)),
          set(re1, vectorLoad(add(get(state), get(other)))),
          set(im1, vectorLoad(add(get(state), get(other)), IMAGINARY)),
          set(one, add(get(adjoint), get(one))),
          set(other, add(get(adjoint), get(other))),
          accumulate(one, 0, sumOfProducts(v, real, re1, imaginary, im1)),
          accumulate(one, IMAGINARY, differenceOfProducts(v, real, im1, imaginary, re1)),
          accumulate(other, 0, differenceOfProducts(v, real, re, imaginary, im)),
          accumulate(other, IMAGINARY, sumOfProducts(v, real, im, imaginary, re)),
        ),
      close: set(weights, add(get(weights), i32(AMPLITUDE))),
    };
  },
);

/**
 * Walsh-Hadamard transform in place of `size` bytes of vectors at `values`, over the combinations of things of `inner`
 * bytes each. It is its own transpose.
 */
export const transformValues = kernel('transform values', (v, scope, record, _states, lane) => {
  const [values, end, half] = [scope.i32(), scope.i32(), scope.i32()];
  const [cursor, low, high, stop] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
  const [a, b] = [scope.v128(), scope.v128()];
  return sequence(
    set(values, address(record, field.values, lane)),
    set(end, add(get(values), word(record, field.size))),
    countUp(
      half,
      { from: word(record, field.inner), to: word(record, field.size), step: 0 },
      sequence(
        countUp(
          cursor,
          { from: get(values), to: get(end), step: 0 },
          sequence(
            set(high, add(get(cursor), get(half))),
            set(stop, get(high)),
            countUp(
              low,
              { from: get(cursor), to: get(stop), step: 16 },
              sequence(
                set(a, vectorLoad(get(low))),
                set(b, vectorLoad(get(high))),
                vectorStore(get(low), v.add(get(a), get(b))),
                vectorStore(get(high), v.subtract(get(a), get(b))),
                set(high, add(get(high), i32(16))),
              ),
            ),
            set(cursor, get(high)),
          ),
        ),
        set(half, add(get(half), get(half))),
      ),
    ),
  );
});
