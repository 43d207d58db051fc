import type { Code } from '../wasm/encode.ts';
import {
  add,
  countDown,
  countUp,
  fillMemory,
  get,
  i32,
  type Local,
  multiply,
  sequence,
  set,
  shiftLeft,
  vectorLoad,
  vectorStore,
  vectorZero,
} from '../wasm/instructions.ts';
import { type Kernel, kernel } from './kernel.ts';
import { differenceOfProducts, sumOfProducts } from './arithmetic.ts';
import { address, AMPLITUDE, field, IMAGINARY, stateAddress, word } from './record.ts';

/*
 * The start state is a tensor product of real blocks: (cos, sin) of one rotated qubit, or the amplitudes of several.
 * Block by block the filled part of the state, `size` bytes, grows by the block's dimension; `values` are the block's
 * entries, one vector each.
 */

/** All amplitudes zero but the first, which is the vector at `values`. */
export const clear = kernel('clear', (_v, scope, record, states, lane) => {
  const target = scope.i32();
  return sequence(
    set(target, stateAddress(record, field.target, states)),
    fillMemory(get(target), i32(0), word(record, field.size)),
    vectorStore(get(target), vectorLoad(address(record, field.values, lane))),
  );
});

/** The first amplitude is the real vector at `values`. */
export const first = kernel('first', (_v, _scope, record, states, lane) =>
  vectorStore(
    stateAddress(record, field.target, states),
    vectorLoad(address(record, field.values, lane)),
  ),
);

/** Multiplies a block of two entries onto the state; what is imaginary stays as it is, or becomes zero. */
export function startQubit(imaginary: 'kept' | 'zero'): Kernel {
  const name = imaginary === 'zero' ? 'start last qubit' : 'start qubit';
  return kernel(name, (v, scope, record, states, lane) => {
    const [low, high, end, values] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const [x, cosine, sine] = [scope.v128(), scope.v128(), scope.v128()];
    const zero = (pointer: Local): Code =>
      imaginary === 'zero' ? vectorStore(get(pointer), vectorZero, IMAGINARY) : [];
    return sequence(
      set(low, stateAddress(record, field.target, states)),
      set(high, add(get(low), word(record, field.size))),
      set(end, get(high)),
      set(values, address(record, field.values, lane)),
      set(cosine, vectorLoad(get(values))),
      set(sine, vectorLoad(get(values), 16)),
      countUp(
        low,
        { from: get(low), to: get(end), step: AMPLITUDE },
        sequence(
          set(x, vectorLoad(get(low))),
          vectorStore(get(high), v.multiply(get(x), get(sine))),
          zero(high),
          vectorStore(get(low), v.multiply(get(x), get(cosine))),
          zero(low),
          set(high, add(get(high), i32(AMPLITUDE))),
        ),
      ),
    );
  });
}

/** Multiplies a block of `count` entries onto the state. */
export const startBlock = kernel('start block', (v, scope, record, states, lane) => {
  const [target, size, values] = [scope.i32(), scope.i32(), scope.i32()];
  const [low, entry] = [scope.i32(), scope.i32()];
  const x = scope.v128();
  return sequence(
    set(target, stateAddress(record, field.target, states)),
    set(size, word(record, field.size)),
    set(values, address(record, field.values, lane)),
    countUp(
      low,
      { from: i32(0), to: get(size), step: AMPLITUDE },
      sequence(
        set(x, vectorLoad(add(get(target), get(low)))),
        countDown(
          entry,
          word(record, field.count),
          1,
          vectorStore(
            add(add(get(target), get(low)), multiply(get(entry), get(size))),
            v.multiply(get(x), vectorLoad(add(get(values), shiftLeft(get(entry), i32(4))))),
          ),
        ),
      ),
    ),
  );
});

/** The product of the blocks so far, `size` bytes of vectors at `scratch`, times the next one, at `target`. */
export const prefix = kernel('prefix', (v, scope, record, _states, lane) => {
  const [source, target, size, values] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
  const [low, entry] = [scope.i32(), scope.i32()];
  const x = scope.v128();
  return sequence(
    set(source, word(record, field.scratch)),
    set(target, word(record, field.target)),
    set(size, word(record, field.size)),
    set(values, address(record, field.values, lane)),
    countUp(
      low,
      { from: i32(0), to: get(size), step: 16 },
      sequence(
        set(x, vectorLoad(add(get(source), get(low)))),
        countDown(
          entry,
          word(record, field.count),
          1,
          vectorStore(
            add(add(get(target), get(low)), multiply(get(entry), get(size))),
            v.multiply(get(x), vectorLoad(add(get(values), shiftLeft(get(entry), i32(4))))),
          ),
        ),
      ),
    ),
  );
});

/** The product that prefixes grow from: the vector at `values`. */
export const beginPrefix = kernel('begin prefix', (_v, _scope, record, _states, lane) =>
  vectorStore(word(record, field.target), vectorLoad(address(record, field.values, lane))),
);

/**
 * Contracts the adjoint state's real part with the last block, a rotated qubit, after adding the gradient of its
 * angle: `sum_i prefix_i (c adjoint_(i, 1) - s adjoint_(i, 0))`.
 */
export const contractQubit = kernel('contract qubit', (v, scope, record, _states, lane) => {
  const [adjoint, high, end] = [scope.i32(), scope.i32(), scope.i32()];
  const [prefix, values] = [scope.i32(), scope.i32()];
  const [cosine, sine, x0, x1, sum] = scope.vectors(5) as [number, number, number, number, number];
  return sequence(
    set(adjoint, word(record, field.adjoint)),
    set(high, add(get(adjoint), word(record, field.size))),
    set(end, get(high)),
    set(prefix, word(record, field.scratch)),
    set(values, address(record, field.values, lane)),
    set(cosine, vectorLoad(get(values))),
    set(sine, vectorLoad(get(values), 16)),
    set(sum, vectorZero),
    countUp(
      adjoint,
      { from: get(adjoint), to: get(end), step: AMPLITUDE },
      sequence(
        set(x0, vectorLoad(get(adjoint))),
        set(x1, vectorLoad(get(high))),
        set(
          sum,
          v.add(
            get(sum),
            v.multiply(vectorLoad(get(prefix)), differenceOfProducts(v, cosine, x1, sine, x0)),
          ),
        ),
        vectorStore(get(adjoint), sumOfProducts(v, cosine, x0, sine, x1)),
        set(high, add(get(high), i32(AMPLITUDE))),
        set(prefix, add(get(prefix), i32(16))),
      ),
    ),
    set(values, address(record, field.gradients, lane)),
    vectorStore(get(values), v.add(vectorLoad(get(values)), get(sum))),
  );
});

/** The same for a block of `count` entries: adds `sum_i prefix_i adjoint_(i, a)` to each entry's gradient. */
export const contractBlock = kernel('contract block', (v, scope, record, _states, lane) => {
  const [adjoint, size, prefix] = [scope.i32(), scope.i32(), scope.i32()];
  const [values, gradients] = [scope.i32(), scope.i32()];
  const [low, entry, here, shift] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
  const [x, weight, total] = [scope.v128(), scope.v128(), scope.v128()];
  return sequence(
    set(adjoint, word(record, field.adjoint)),
    set(size, word(record, field.size)),
    set(prefix, word(record, field.scratch)),
    set(values, address(record, field.values, lane)),
    set(gradients, address(record, field.gradients, lane)),
    countUp(
      low,
      { from: i32(0), to: get(size), step: AMPLITUDE },
      sequence(
        set(weight, vectorLoad(get(prefix))),
        set(total, vectorZero),
        countDown(
          entry,
          word(record, field.count),
          1,
          sequence(
            set(x, vectorLoad(add(add(get(adjoint), get(low)), multiply(get(entry), get(size))))),
            set(shift, shiftLeft(get(entry), i32(4))),
            set(here, add(get(gradients), get(shift))),
            vectorStore(get(here), v.add(vectorLoad(get(here)), v.multiply(get(weight), get(x)))),
            set(
              total,
              v.add(get(total), v.multiply(vectorLoad(add(get(values), get(shift))), get(x))),
            ),
          ),
        ),
        vectorStore(add(get(adjoint), get(low)), get(total)),
        set(prefix, add(get(prefix), i32(16))),
      ),
    ),
  );
});
