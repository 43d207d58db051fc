import type { Code } from '../../wasm/encode.ts';
import {
  add,
  fillMemory,
  get,
  i32,
  load,
  type Local,
  multiply,
  repeatUntil,
  sequence,
  set,
  shiftRight,
  subtract,
  vectorLoad,
  vectorStore,
  vectorZero,
} from '../../wasm/instructions.ts';
import { kernel } from '../../kernels/kernel.ts';
import { address, word } from '../../kernels/record.ts';
import { COEFFICIENT } from '../strides.ts';
import { noisyField } from './record.ts';

/** Sets `size` bytes of the target to zero. */
export const clear = kernel('noisy clear', (_v, _scope, record, states) =>
  fillMemory(address(record, noisyField.target, states), i32(0), word(record, noisyField.size)),
);

/** Sets the first coefficient of the target to one. */
export const unit = kernel('noisy unit', (v, _scope, record, states) =>
  vectorStore(address(record, noisyField.target, states), v.constant(1)),
);

/**
 * Makes copies of the first `size` bytes at the listed offsets, each times a value. The first, whose offset is 0, comes
 * last, so that it happens in place.
 */
export const extend = kernel('noisy extend', (v, scope, record, states, lane) => {
  const [start, end, value] = [scope.i32(), scope.i32(), scope.i32()];
  const [first, entry, from, to] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
  const factor = scope.v128();
  const count = shiftRight(subtract(get(entry), get(first)), i32(2));
  return sequence(
    set(start, address(record, noisyField.target, states)),
    set(end, add(get(start), word(record, noisyField.size))),
    set(first, word(record, noisyField.list)),
    set(entry, word(record, noisyField.listEnd)),
    set(value, add(address(record, noisyField.values, lane), multiply(count, i32(COEFFICIENT)))),
    repeatUntil(
      entry,
      get(first),
      sequence(
        set(entry, subtract(get(entry), i32(4))),
        set(value, subtract(get(value), i32(COEFFICIENT))),
        set(to, add(get(start), load(get(entry)))),
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
  const [start, stored, end, value] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
  const [entry, last, gradient] = [scope.i32(), scope.i32(), scope.i32()];
  const [adjoint, here, from] = [scope.i32(), scope.i32(), scope.i32()];
  const [sum, factor] = [scope.v128(), scope.v128()];
  /** One value: `combine` says what the adjoint of a coefficient before becomes. */
  const fold = (combine: Code): Code =>
    sequence(
      set(sum, vectorZero),
      set(factor, vectorLoad(get(value))),
      set(adjoint, add(get(start), load(get(entry)))),
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
      set(entry, add(get(entry), i32(4))),
    );
  const part = v.multiply(vectorLoad(get(adjoint)), get(factor));
  return sequence(
    set(start, address(record, noisyField.target, states)),
    set(stored, address(record, noisyField.stored, states)),
    set(end, add(get(stored), word(record, noisyField.size))),
    set(value, address(record, noisyField.values, lane)),
    set(gradient, address(record, noisyField.gradients, lane)),
    set(entry, word(record, noisyField.list)),
    set(last, word(record, noisyField.listEnd)),
    fold(part),
    repeatUntil(entry, get(last), fold(v.add(vectorLoad(get(here)), part))),
  );
});

function advance(pointer: Local): Code {
  return set(pointer, add(get(pointer), i32(COEFFICIENT)));
}
