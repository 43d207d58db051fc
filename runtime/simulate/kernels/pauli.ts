import type { Code } from '../wasm/encode.ts';
import {
  add,
  countUp,
  get,
  load,
  sequence,
  set,
  type Local,
  vectorLoad,
  vectorStore,
  vectorZero,
  xor,
} from '../wasm/instructions.ts';
import { type Kernel, kernel } from './kernel.ts';
import { differenceOfProducts, sumOfProducts } from './arithmetic.ts';
import { address, field, IMAGINARY, stateAddress, word } from './record.ts';

/*
 * A Pauli string with an X or a Y in it pairs amplitude k with k ^ flip. Its expectation is twice the sum, over
 * pairs, of +-Re(conj(a_k) a_k') for an even number of Ys and of +-Im(conj(a_k) a_k') for an odd one. `list` to
 * `listEnd` are the pairs that count plus, from there to `inner` those that count minus.
 */

/** The signed sum over pairs; one vector at `values`. */
export function pauliValue(part: 'real' | 'imaginary'): Kernel {
  return kernel(`pauli value ${part}`, (v, scope, record, states, lane) => {
    const [state, flip, cursor, end] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const [at, there] = [scope.i32(), scope.i32()];
    const [re, im, re1, im1, sum] = scope.vectors(5) as [number, number, number, number, number];
    const term =
      part === 'real'
        ? sumOfProducts(v, re, re1, im, im1)
        : differenceOfProducts(v, re, im1, im, re1);
    const visit = (accumulate: (sum: Code, term: Code) => Code): Code =>
      sequence(
        set(at, load(get(cursor))),
        set(there, add(get(state), xor(get(at), get(flip)))),
        set(at, add(get(state), get(at))),
        set(re, vectorLoad(get(at))),
        set(im, vectorLoad(get(at), IMAGINARY)),
        set(re1, vectorLoad(get(there))),
        set(im1, vectorLoad(get(there), IMAGINARY)),
        set(sum, accumulate(get(sum), term)),
      );
    return sequence(
      set(state, stateAddress(record, field.source, states)),
      set(flip, word(record, field.flips)),
      set(sum, vectorZero),
      overBothSigns(record, { cursor, end }, visit(v.add), visit(v.subtract)),
      vectorStore(address(record, field.values, lane), get(sum)),
    );
  });
}

/** Adds half of weight times the string, applied to the state, to the adjoint state; the weight is at `values`. */
export function pauliSeed(part: 'real' | 'imaginary'): Kernel {
  return kernel(`pauli seed ${part}`, (v, scope, record, states, lane) => {
    const [state, adjoint, flip] = [scope.i32(), scope.i32(), scope.i32()];
    const [cursor, end, one, other, at] = integers(scope, 5);
    const [weight, minus] = [scope.v128(), scope.v128()];
    const accumulate = (target: Local, imaginary: number, factor: Local, value: Code): Code =>
      vectorStore(
        add(get(adjoint), get(target)),
        v.add(
          vectorLoad(add(get(adjoint), get(target)), imaginary),
          v.multiply(get(factor), value),
        ),
        imaginary,
      );
    const amplitude = (offset: Local, imaginary: number): Code =>
      vectorLoad(add(get(state), get(offset)), imaginary);
    const visit = (plus: Local, negative: Local): Code =>
      sequence(
        set(one!, load(get(cursor!))),
        set(other!, xor(get(one!), get(flip))),
        ...(part === 'real'
          ? [
              accumulate(one!, 0, plus, amplitude(other!, 0)),
              accumulate(one!, IMAGINARY, plus, amplitude(other!, IMAGINARY)),
              accumulate(other!, 0, plus, amplitude(one!, 0)),
              accumulate(other!, IMAGINARY, plus, amplitude(one!, IMAGINARY)),
            ]
          : [
              accumulate(one!, 0, plus, amplitude(other!, IMAGINARY)),
              accumulate(one!, IMAGINARY, negative, amplitude(other!, 0)),
              accumulate(other!, 0, negative, amplitude(one!, IMAGINARY)),
              accumulate(other!, IMAGINARY, plus, amplitude(one!, 0)),
            ]),
      );
    return sequence(
      set(state, stateAddress(record, field.source, states)),
      set(adjoint, word(record, field.adjoint)),
      set(flip, word(record, field.flips)),
      set(at!, address(record, field.values, lane)),
      set(weight, v.multiply(v.constant(0.5), vectorLoad(get(at!)))),
      set(minus, v.negate(get(weight))),
      overBothSigns(
        record,
        { cursor: cursor!, end: end! },
        visit(weight, minus),
        visit(minus, weight),
      ),
    );
  });
}

function overBothSigns(
  record: Local,
  range: { readonly cursor: Local; readonly end: Local },
  plus: Code,
  minus: Code,
): Code {
  const { cursor, end } = range;
  return sequence(
    set(end, word(record, field.listEnd)),
    countUp(cursor, { from: word(record, field.list), to: get(end), step: 4 }, plus),
    set(end, word(record, field.inner)),
    countUp(cursor, { from: word(record, field.listEnd), to: get(end), step: 4 }, minus),
  );
}

function integers(scope: { i32(): Local }, count: number): Local[] {
  return Array.from({ length: count }, () => scope.i32());
}
