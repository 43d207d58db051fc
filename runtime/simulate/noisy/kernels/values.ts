import {
  add,
  copyMemory,
  countUp,
  get,
  i32,
  load,
  repeatUntil,
  sequence,
  set,
  vectorLoad,
  vectorStore,
} from '../../wasm/instructions.ts';
import { kernel } from '../../kernels/kernel.ts';
import { address, word } from '../../kernels/record.ts';
import { COEFFICIENT } from '../strides.ts';
import { noisyField } from './record.ts';

/** Copies the coefficients at the listed offsets of the source to the values. */
export const readValues = kernel('noisy read', (_v, scope, record, states, lane) => {
  const [start, values, entry] = [scope.i32(), scope.i32(), scope.i32()];
  return sequence(
    set(start, address(record, noisyField.source, states)),
    set(values, address(record, noisyField.values, lane)),
    countUp(
      entry,
      { from: word(record, noisyField.list), to: word(record, noisyField.listEnd), step: 4 },
      sequence(
        vectorStore(get(values), vectorLoad(add(get(start), load(get(entry))))),
        set(values, add(get(values), i32(COEFFICIENT))),
      ),
    ),
  );
});

/** The adjoint of `readValues`, into a target that is zero elsewhere. */
export const seedValues = kernel('noisy seed', (v, scope, record, states, lane) => {
  const [start, values, entry, at] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
  return sequence(
    set(start, address(record, noisyField.target, states)),
    set(values, address(record, noisyField.values, lane)),
    countUp(
      entry,
      { from: word(record, noisyField.list), to: word(record, noisyField.listEnd), step: 4 },
      sequence(
        set(at, add(get(start), load(get(entry)))),
        vectorStore(get(at), v.add(vectorLoad(get(at)), vectorLoad(get(values)))),
        set(values, add(get(values), i32(COEFFICIENT))),
      ),
    ),
  );
});

/** Copies `size` bytes. */
export const copyBlock = kernel('noisy copy', (_v, _scope, record, states) =>
  copyMemory(
    address(record, noisyField.target, states),
    address(record, noisyField.source, states),
    word(record, noisyField.size),
  ),
);

/** Adds `size` bytes of coefficients to the target. */
export const addBlock = kernel('noisy add', (v, scope, record, states) => {
  const [from, to, end] = [scope.i32(), scope.i32(), scope.i32()];
  return sequence(
    set(from, address(record, noisyField.source, states)),
    set(to, address(record, noisyField.target, states)),
    set(end, add(get(from), word(record, noisyField.size))),
    repeatUntil(
      from,
      get(end),
      sequence(
        vectorStore(get(to), v.add(vectorLoad(get(to)), vectorLoad(get(from)))),
        set(from, add(get(from), i32(COEFFICIENT))),
        set(to, add(get(to), i32(COEFFICIENT))),
      ),
    ),
  );
});
