import type { Code } from '../wasm/encode.ts';
import type { Local } from '../wasm/instructions.ts';
import { defineFunction, type Scope, type WasmFunction } from '../wasm/module.ts';
import type { Vector } from '../wasm/vector.ts';

/** One kind of step of a kernel program: a function of a record, the tile's states and the tile's lane block. */
export interface Kernel {
  /** Kernels of equal name have equal code. */
  readonly name: string;
  define(v: Vector): WasmFunction;
}

export function kernel(
  name: string,
  write: (v: Vector, scope: Scope, record: Local, states: Local, lane: Local) => Code,
): Kernel {
  return {
    name,
    define: (v) =>
      defineFunction(name, ['i32', 'i32', 'i32'], (scope, record, states, lane) =>
        write(v, scope, record, states, lane),
      ),
  };
}

/** Gives kernels the numbers by which records name them. */
export interface KernelNumbers {
  readonly list: readonly Kernel[];
  of(kernel: Kernel): number;
}

export function numberKernels(): KernelNumbers {
  const list: Kernel[] = [];
  const known = new Map<string, number>();
  return {
    list,
    of: (one) => {
      const number = known.get(one.name) ?? list.push(one) - 1;
      known.set(one.name, number);
      return number;
    },
  };
}
