import type { MemoryKind } from '../wasm/module.ts';
import type { Precision } from '../wasm/vector.ts';
import type { Kernel } from './kernel.ts';
import { type EntryName, moduleOf } from './module.ts';

/** A pure cache: a module is a function of its key alone and holds no state, its instances do. */
const compiled = new Map<string, WebAssembly.Module>();

/**
 * The module of one function. Each has its own, so that a simulator costs what its plan uses; all simulators share
 * them, and with them what the engine has optimised.
 */
export function compiledModule(
  what: Kernel | EntryName,
  precision: Precision,
  memory: MemoryKind = 'own',
): WebAssembly.Module {
  const key = keyOf(what, precision, memory);
  const known = compiled.get(key);
  if (known) return known;
  const module = new WebAssembly.Module(moduleOf(what, precision, memory));
  compiled.set(key, module);
  return module;
}

/** Compiles in the background, so that `compiledModule` has it at once later. */
export async function compileModule(
  kernel: Kernel,
  precision: Precision,
  memory: MemoryKind = 'own',
): Promise<void> {
  const key = keyOf(kernel, precision, memory);
  if (compiled.has(key)) return;
  compiled.set(key, await WebAssembly.compile(moduleOf(kernel, precision, memory)));
}

function keyOf(what: Kernel | EntryName, precision: Precision, memory: MemoryKind): string {
  return `${typeof what === 'string' ? `from outside: ${what}` : what.name} ${precision} ${memory}`;
}
