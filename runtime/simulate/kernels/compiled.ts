import type { Precision } from '../wasm/vector.ts';
import { type FunctionName, moduleOf } from './module.ts';

/** A pure cache: a module is a function of its key alone and holds no state, its instances do. */
const compiled = new Map<string, WebAssembly.Module>();

/**
 * The module of one function. Each has its own, so that a simulator costs what its plan uses; all simulators share
 * them, and with them what the engine has optimised.
 */
export function compiledModule(name: FunctionName, precision: Precision): WebAssembly.Module {
  const key = `${name} ${precision}`;
  const known = compiled.get(key);
  if (known) return known;
  const module = new WebAssembly.Module(moduleOf(name, precision));
  compiled.set(key, module);
  return module;
}
