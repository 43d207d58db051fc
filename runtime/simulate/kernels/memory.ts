import { copyMemory, fillMemory, i32 } from '../wasm/instructions.ts';
import { kernel } from './kernel.ts';
import { field, stateAddress, word } from './record.ts';

/** Copies a state of `size` bytes. */
export const copy = kernel('copy', (_v, _scope, record, states) =>
  copyMemory(
    stateAddress(record, field.target, states),
    stateAddress(record, field.source, states),
    word(record, field.size),
  ),
);

/** Sets `size` bytes at `adjoint` to zero. */
export const clearAdjoint = kernel('clear adjoint', (_v, _scope, record) =>
  fillMemory(word(record, field.adjoint), i32(0), word(record, field.size)),
);
