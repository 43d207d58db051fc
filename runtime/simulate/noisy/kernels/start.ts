import type { Code } from '../../wasm/encode.ts';
import {
  add,
  fillMemory,
  get,
  i32,
  type Local,
  multiply,
  repeatUntil,
  sequence,
  set,
  subtract,
  vectorLoad,
  vectorStore,
  vectorZero,
} from '../../wasm/instructions.ts';
import { kernel } from '../../kernels/kernel.ts';
import { address, word } from '../../kernels/record.ts';
import { COEFFICIENT, noisyField } from './record.ts';

/** Sets `size` bytes of the target to zero. */
export const clear = kernel('noisy clear', (_v, _scope, record, states) =>
  fillMemory(address(record, noisyField.target, states), i32(0), word(record, noisyField.size)),
);

/** Sets the first coefficient of the target to one. */
export const unit = kernel('noisy unit', (v, _scope, record, states) =>
  vectorStore(address(record, noisyField.target, states), v.constant(1)),
);

/**
 * Makes `count` times as many coefficients of the first `size` bytes: each, times each of `count` values. The first
 * comes last, so that it happens in place.
 */
export const extend = kernel('noisy extend', (v, scope, record, states, lane) => {
  const [start, size, value] = [scope.i32(), scope.i32(), scope.i32()];
  const [end, from, to] = [scope.i32(), scope.i32(), scope.i32()];
  const factor = scope.v128();
  return sequence(
    set(start, address(record, noisyField.target, states)),
    set(size, word(record, noisyField.size)),
    set(end, add(get(start), get(size))),
    set(
      value,
      add(
        address(record, noisyField.values, lane),
        multiply(word(record, noisyField.count), i32(16)),
      ),
    ),
    set(to, add(get(start), multiply(get(size), word(record, noisyField.count)))),
    repeatUntil(
      to,
      get(start),
      sequence(
        set(value, subtract(get(value), i32(16))),
        set(to, subtract(get(to), get(size))),
        set(factor, vectorLoad(get(value))),
        set(from, get(start)),
        repeatUntil(
          from,
          get(end),
          sequence(
            vectorStore(get(to), v.multiply(vectorLoad(get(from)), get(factor))),
            advance(from),
            advance(to),
          ),
        ),
        set(to, subtract(get(to), get(size))),
      ),
    ),
  );
});

/**
 * The adjoint of `extend`: adds to the derivative of each of the values, and leaves the adjoint of the coefficients
 * before in the first `size` bytes. Those are still in the first `size` bytes of `stored`, since the first of the
 * values, and of all that came after, is the trace: 1.
 */
export const extendBackward = kernel('noisy extend back', (v, scope, record, states, lane) => {
  const [start, size, value] = [scope.i32(), scope.i32(), scope.i32()];
  const [stored, end, last] = [scope.i32(), scope.i32(), scope.i32()];
  const [adjoint, here, from, gradient] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
  const [sum, factor] = [scope.v128(), scope.v128()];
  /** One value: `combine` says what the adjoint of a coefficient before becomes. */
  const fold = (combine: Code): Code =>
    sequence(
      set(sum, vectorZero),
      set(factor, vectorLoad(get(value))),
      set(from, get(stored)),
      set(here, get(start)),
      repeatUntil(
        from,
        get(end),
        sequence(
          set(sum, v.add(get(sum), v.multiply(vectorLoad(get(adjoint)), vectorLoad(get(from))))),
          vectorStore(get(here), combine),
          advance(from),
          advance(here),
          advance(adjoint),
        ),
      ),
      vectorStore(get(gradient), v.add(vectorLoad(get(gradient)), get(sum))),
      advance(gradient),
      advance(value),
    );
  const part = v.multiply(vectorLoad(get(adjoint)), get(factor));
  return sequence(
    set(start, address(record, noisyField.target, states)),
    set(stored, address(record, noisyField.stored, states)),
    set(size, word(record, noisyField.size)),
    set(end, add(get(stored), get(size))),
    set(value, address(record, noisyField.values, lane)),
    set(gradient, address(record, noisyField.gradients, lane)),
    set(adjoint, get(start)),
    set(last, add(get(start), multiply(get(size), word(record, noisyField.count)))),
    fold(part),
    repeatUntil(adjoint, get(last), fold(v.add(vectorLoad(get(here)), part))),
  );
});

function advance(pointer: Local): Code {
  return set(pointer, add(get(pointer), i32(COEFFICIENT)));
}
