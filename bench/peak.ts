import type { Code } from '../runtime/simulate/wasm/encode.ts';
import {
  countUp,
  get,
  i32,
  sequence,
  set,
  vectorStore,
} from '../runtime/simulate/wasm/instructions.ts';
import { defineFunction, encodeModule } from '../runtime/simulate/wasm/module.ts';
import { type Precision, vectorOf } from '../runtime/simulate/wasm/vector.ts';

const CHAINS = 6;
const UNROLLED = 8;
const ROUNDS = 20_000;

/**
 * Floating-point operations per second that one core reaches with 128-bit vectors: chains of multiplications and of
 * additions that do not wait for each other, in registers. The best of many short runs.
 */
export function peakFlops(precision: Precision): number {
  const v = vectorOf(precision);
  const peak = defineFunction('peak', ['i32'], (scope, rounds) => {
    const products = scope.vectors(CHAINS);
    const sums = scope.vectors(CHAINS);
    const [factor, summand, round] = [scope.v128(), scope.v128(), scope.i32()];
    const once = sequence(
      ...products.flatMap((product, i) => [
        set(product, v.multiply(get(product), get(factor))),
        set(sums[i]!, v.add(get(sums[i]!), get(summand))),
      ]),
    );
    // Both chains must be used, or the compiler drops them.
    const total = [...products, ...sums].map((x): Code => get(x)).reduce((a, b) => v.add(a, b));
    return sequence(
      ...products.map((product) => set(product, v.constant(1))),
      set(factor, v.constant(1 - 2 ** -23)),
      set(summand, v.constant(2 ** -23)),
      countUp(
        round,
        { from: i32(0), to: get(rounds), step: 1 },
        sequence(...Array.from({ length: UNROLLED }, () => once)),
      ),
      vectorStore(i32(0), total),
    );
  });
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(encodeModule({ functions: [peak] })),
    {
      host: { memory },
    },
  );
  const run = exports['peak'] as (rounds: number) => void;
  const operations = 2 * CHAINS * UNROLLED * ROUNDS * v.lanes;
  let best = Infinity;
  for (let i = 0; i < 60; i++) {
    const start = performance.now();
    run(ROUNDS);
    best = Math.min(best, performance.now() - start);
  }
  return operations / (best / 1000);
}
