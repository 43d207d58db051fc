import {
  add,
  copyMemory,
  countUp,
  get,
  i32,
  sequence,
  set,
  vectorLoad,
  vectorStore,
} from '../wasm/instructions.ts';
import { kernel } from './kernel.ts';
import { address, field, stateAddress, word } from './record.ts';

/** Copies a state of `size` bytes to `values`. */
export const readAmplitudes = kernel('read amplitudes', (_v, _scope, record, states, lane) =>
  copyMemory(
    address(record, field.values, lane),
    stateAddress(record, field.source, states),
    word(record, field.size),
  ),
);

/**
 * Sets the adjoint state to half the weights, `size` bytes of them at `values`: what changes by `2 Re <d psi|adjoint>`
 * is then the sum of the parts of the amplitudes, each times its weight.
 */
export const seedAmplitudes = kernel('seed amplitudes', (v, scope, record, _states, lane) => {
  const [adjoint, end, values] = [scope.i32(), scope.i32(), scope.i32()];
  return sequence(
    set(adjoint, word(record, field.adjoint)),
    set(end, add(get(adjoint), word(record, field.size))),
    set(values, address(record, field.values, lane)),
    countUp(
      adjoint,
      { from: get(adjoint), to: get(end), step: 16 },
      sequence(
        vectorStore(get(adjoint), v.multiply(v.constant(0.5), vectorLoad(get(values)))),
        set(values, add(get(values), i32(16))),
      ),
    ),
  );
});
