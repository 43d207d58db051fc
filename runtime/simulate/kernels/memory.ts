import { copyMemory, fillMemory, i32 } from '../wasm/instructions.ts';
import { defineFunction, type WasmFunction } from '../wasm/module.ts';
import { field, stateAddress, word } from './record.ts';

/** Copies a state of `size` bytes. */
export function copyKernel(name: string): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32'], (_scope, record, states) =>
    copyMemory(
      stateAddress(record, field.target, states),
      stateAddress(record, field.source, states),
      word(record, field.size),
    ),
  );
}

/** Sets `size` bytes at `adjoint` to zero. */
export function clearAdjointKernel(name: string): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32'], (_scope, record) =>
    fillMemory(word(record, field.adjoint), i32(0), word(record, field.size)),
  );
}
