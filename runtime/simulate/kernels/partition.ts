import type { Code } from '../wasm/encode.ts';
import {
  add,
  countUp,
  get,
  i32,
  load,
  sequence,
  set,
  type Local,
  vectorLoad,
  vectorStore,
  vectorZero,
} from '../wasm/instructions.ts';
import type { Scope } from '../wasm/module.ts';
import { type Kernel, kernel } from './kernel.ts';
import type { Vector } from '../wasm/vector.ts';
import { differenceOfProducts, sumOfProducts, turnPhase } from './arithmetic.ts';
import { address, field, IMAGINARY, stateAddress, word } from './record.ts';

/*
 * A partition sorts the amplitudes by the values of a few independent parities: `list` holds state offsets, `inner`
 * bytes of it for each of the 2^r combinations in turn. Expectations, weights of phases and phases per sample all
 * live on the combinations, which is what makes them cheap.
 */

/** Whether each combination has one amplitude, since the parities tell all apart, or more. */
export type Share = 'one' | 'several';

/** Sums `|state|^2` over each combination; vectors at `values`. */
export const foldProbabilities = foldKernel('fold probabilities', (v, scope, record, states) => {
  const [state, at] = [scope.i32(), scope.i32()];
  const [re, im] = [scope.v128(), scope.v128()];
  return {
    prologue: set(state, stateAddress(record, field.source, states)),
    term: (offset) => ({
      before: sequence(
        set(at, add(get(state), offset)),
        set(re, vectorLoad(get(at))),
        set(im, vectorLoad(get(at), IMAGINARY)),
      ),
      value: sumOfProducts(v, re, re, im, im),
    }),
  };
});

/** Sums `Im(conj(adjoint) state)` over each combination; vectors at `values`. */
export const foldWeights = foldKernel('fold weights', (v, scope, record, states) => {
  const [state, adjoint, at, there] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
  const [a, b, c, d] = [scope.v128(), scope.v128(), scope.v128(), scope.v128()];
  return {
    prologue: sequence(
      set(state, stateAddress(record, field.source, states)),
      set(adjoint, word(record, field.adjoint)),
    ),
    term: (offset) => ({
      before: sequence(
        set(at, offset),
        set(there, add(get(adjoint), get(at))),
        set(at, add(get(state), get(at))),
        set(a, vectorLoad(get(there))),
        set(b, vectorLoad(get(there), IMAGINARY)),
        set(c, vectorLoad(get(at))),
        set(d, vectorLoad(get(at), IMAGINARY)),
      ),
      value: differenceOfProducts(v, a, d, b, c),
    }),
  };
});

/** Multiplies each amplitude by its combination's phase, a complex vector pair at `scratch`. */
export function applyPhases(direction: 'forward' | 'inverse', share: Share): Kernel {
  return partitionKernel(`apply phases ${direction}`, share, (v, scope, record, states) => {
    const [source, target, table, at] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const [re, im, spare] = [scope.v128(), scope.v128(), scope.v128()];
    const angle = { cosine: scope.v128(), sine: scope.v128() };
    return {
      prologue: sequence(
        set(source, stateAddress(record, field.source, states)),
        set(target, stateAddress(record, field.target, states)),
        set(table, word(record, field.scratch)),
      ),
      open: sequence(
        set(angle.cosine, vectorLoad(get(table))),
        set(angle.sine, vectorLoad(get(table), IMAGINARY)),
      ),
      visit: (offset) =>
        sequence(
          set(at, offset),
          set(re, vectorLoad(add(get(source), get(at)))),
          set(im, vectorLoad(add(get(source), get(at)), IMAGINARY)),
          turnPhase(v, { re, im, spare }, angle, direction),
          set(at, add(get(target), get(at))),
          vectorStore(get(at), get(re)),
          vectorStore(get(at), get(im), IMAGINARY),
        ),
      close: set(table, add(get(table), i32(32))),
    };
  });
}

/** `adjoint = weight state`, or `adjoint += weight state`, with one real weight per combination at `values`. */
export function seed(mode: 'set' | 'add', share: Share): Kernel {
  return partitionKernel(`seed ${mode}`, share, (v, scope, record, states, lane) => {
    const [state, adjoint, table] = [scope.i32(), scope.i32(), scope.i32()];
    const [at, there, weight] = [scope.i32(), scope.i32(), scope.v128()];
    const write = (part: number): Code => {
      const product = v.multiply(get(weight), vectorLoad(get(at), part));
      const value = mode === 'set' ? product : v.add(vectorLoad(get(there), part), product);
      return vectorStore(get(there), value, part);
    };
    return {
      prologue: sequence(
        set(state, stateAddress(record, field.source, states)),
        set(adjoint, word(record, field.adjoint)),
        set(table, address(record, field.values, lane)),
      ),
      open: set(weight, vectorLoad(get(table))),
      visit: (offset) =>
        sequence(
          set(at, offset),
          set(there, add(get(adjoint), get(at))),
          set(at, add(get(state), get(at))),
          write(0),
          write(IMAGINARY),
        ),
      close: set(table, add(get(table), i32(16))),
    };
  });
}

export interface Visitor {
  readonly prologue: Code;
  /** At the start and at the end of a combination. */
  readonly open: Code;
  readonly close: Code;
  readonly visit: (offset: Code) => Code;
}

export function partitionKernel(
  name: string,
  share: Share,
  visitor: (v: Vector, scope: Scope, record: Local, states: Local, lane: Local) => Visitor,
): Kernel {
  return kernel(share === 'one' ? `${name} one` : name, (v, scope, record, states, lane) => {
    const [cursor, end, stop, inner] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const { prologue, open, visit, close } = visitor(v, scope, record, states, lane);
    if (share === 'one') {
      return sequence(
        prologue,
        set(end, word(record, field.listEnd)),
        countUp(
          cursor,
          { from: word(record, field.list), to: get(end), step: 4 },
          sequence(open, visit(load(get(cursor))), close),
        ),
      );
    }
    return sequence(
      prologue,
      set(inner, word(record, field.inner)),
      set(stop, word(record, field.list)),
      set(end, word(record, field.listEnd)),
      // One round per combination; the inner loop leaves the cursor where the next one starts.
      countUp(
        stop,
        { from: get(stop), to: get(end), step: 0 },
        sequence(
          open,
          set(cursor, get(stop)),
          set(stop, add(get(stop), get(inner))),
          countUp(cursor, { from: get(cursor), to: get(stop), step: 4 }, visit(load(get(cursor)))),
          close,
        ),
      ),
    );
  });
}

function foldKernel(
  name: string,
  terms: (
    v: Vector,
    scope: Scope,
    record: Local,
    states: Local,
  ) => {
    readonly prologue: Code;
    readonly term: (offset: Code) => { readonly before: Code; readonly value: Code };
  },
): (share: Share) => Kernel {
  return (share) =>
    partitionKernel(name, share, (v, scope, record, states, lane) => {
      const [target, sum] = [scope.i32(), scope.v128()];
      const { prologue, term } = terms(v, scope, record, states);
      return {
        prologue: sequence(prologue, set(target, address(record, field.values, lane))),
        open: set(sum, vectorZero),
        visit: (offset) => {
          const { before, value } = term(offset);
          return sequence(before, set(sum, v.add(get(sum), value)));
        },
        close: sequence(vectorStore(get(target), get(sum)), set(target, add(get(target), i32(16)))),
      };
    });
}
