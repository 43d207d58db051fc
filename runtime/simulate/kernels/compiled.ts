import type { Precision } from '../wasm/vector.ts';
import { kernelModule } from './module.ts';

/** A pure cache: the module is a function of the precision alone and holds no state, its instances do. */
const compiled: Partial<Record<Precision, WebAssembly.Module>> = {};

/** The compiled kernels of one precision; the first call takes some milliseconds, later ones nothing. */
export function compiledKernels(precision: Precision): WebAssembly.Module {
  return (compiled[precision] ??= new WebAssembly.Module(kernelModule(precision)));
}
