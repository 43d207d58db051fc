import type { Code } from '../wasm/encode.ts';
import {
  add,
  countUp,
  get,
  i32,
  load,
  multiply,
  sequence,
  set,
  vectorLoad,
  vectorStore,
} from '../wasm/instructions.ts';
import { differenceOfProducts, sumOfProducts, turnPhase } from './arithmetic.ts';
import { type Kernel, kernel } from './kernel.ts';
import type { Share } from './partition.ts';
import { AMPLITUDE, field, IMAGINARY, stateAddress, word } from './record.ts';

/**
 * Multiplies each amplitude by the phase of its combination of parities, which is a product: of the phase of the first
 * parities' combination, one of those at `scratch`, `size` bytes of complex vector pairs, and of that of the others', one
 * of `count` right behind. So phases of all combinations are never written. `list` holds state offsets, `inner` bytes of
 * it for each combination.
 */
export function applyPhaseHalves(direction: 'forward' | 'inverse', share: Share): Kernel {
  return kernel(`apply phase halves ${direction} ${share}`, (v, scope, record, states) => {
    const [source, target, at] = [scope.i32(), scope.i32(), scope.i32()];
    const [low, lowFirst, lowEnd] = [scope.i32(), scope.i32(), scope.i32()];
    const [high, highEnd] = [scope.i32(), scope.i32()];
    const [cursor, stop, inner] = [scope.i32(), scope.i32(), scope.i32()];
    const [a, b, c, d] = scope.vectors(4) as [number, number, number, number];
    const [re, im, spare] = [scope.v128(), scope.v128(), scope.v128()];
    const angle = { cosine: scope.v128(), sine: scope.v128() };
    const visit = sequence(
      set(at, add(get(source), load(get(cursor)))),
      set(re, vectorLoad(get(at))),
      set(im, vectorLoad(get(at), IMAGINARY)),
      turnPhase(v, { re, im, spare }, angle, direction),
      set(at, add(get(target), load(get(cursor)))),
      vectorStore(get(at), get(re)),
      vectorStore(get(at), get(im), IMAGINARY),
    );
    const combination: Code =
      share === 'one'
        ? sequence(visit, set(cursor, add(get(cursor), i32(4))))
        : sequence(
            set(stop, add(get(cursor), get(inner))),
            countUp(cursor, { from: get(cursor), to: get(stop), step: 4 }, visit),
          );
    return sequence(
      set(source, stateAddress(record, field.source, states)),
      set(target, stateAddress(record, field.target, states)),
      set(lowFirst, word(record, field.scratch)),
      set(lowEnd, add(get(lowFirst), word(record, field.size))),
      set(highEnd, add(get(lowEnd), multiply(word(record, field.count), i32(AMPLITUDE)))),
      set(inner, word(record, field.inner)),
      set(cursor, word(record, field.list)),
      countUp(
        high,
        { from: get(lowEnd), to: get(highEnd), step: AMPLITUDE },
        sequence(
          set(a, vectorLoad(get(high))),
          set(b, vectorLoad(get(high), IMAGINARY)),
          countUp(
            low,
            { from: get(lowFirst), to: get(lowEnd), step: AMPLITUDE },
            sequence(
              set(c, vectorLoad(get(low))),
              set(d, vectorLoad(get(low), IMAGINARY)),
              set(angle.cosine, differenceOfProducts(v, a, c, b, d)),
              set(angle.sine, sumOfProducts(v, a, d, b, c)),
              combination,
            ),
          ),
        ),
      ),
    );
  });
}
