import { readAmplitudes, seedAmplitudes } from '../kernels/amplitudes.ts';
import { clearAdjoint } from '../kernels/memory.ts';
import { signedSums, spreadWeights } from '../kernels/parity.ts';
import { foldProbabilities, seed } from '../kernels/partition.ts';
import { pauliSeed, pauliValue } from '../kernels/pauli.ts';
import { AMPLITUDE, field } from '../kernels/record.ts';
import { type Readout, readoutSize } from '../plan/plan.ts';
import { pairOffsets } from './lists.ts';
import { partitionFields, type ProgramContext, shareOf } from './passes.ts';
import { placeWords } from './store.ts';
import { writeWords, writeWordSeeds } from './words.ts';
import type { Fields } from './writer.ts';

/** Reads all values from a state. */
export function writeReadouts(context: ProgramContext, state: number): void {
  eachReadout(context, (readout, first) => {
    writeReadout(context, readout, first, state);
  });
}

/** Sets the adjoint state to the sum of the measured operators, each times its weight, applied to a state. */
export function writeSeeds(context: ProgramContext, state: number): void {
  const { writer, layout, places } = context;
  let begun = false;
  const begin = (): boolean => {
    const fresh = !begun;
    begun = true;
    return fresh;
  };
  const clear = (fields: Fields): void => {
    writer.step(clearAdjoint, { ...fields, [field.size]: layout.state });
  };
  eachReadout(context, (readout, first) => {
    const fields = { ...writer.states(state, state), [field.adjoint]: layout.adjoint };
    if (readout.kind === 'words') {
      const mode = begin() ? 'set' : 'add';
      // Only what flips nothing can set it.
      if (mode === 'set' && readout.flips[0] !== 0) clear(fields);
      writeWordSeeds(context, readout, { first, state, mode });
      return;
    }
    if (readout.kind === 'amplitudes') {
      begin(); // Nothing else is read.
      writer.step(seedAmplitudes, {
        ...fields,
        ...writer.place(field.values, places.weight(first)),
        [field.size]: 2 ** readout.bits * AMPLITUDE,
      });
      return;
    }
    if (readout.kind === 'pauli') {
      if (begin()) clear(fields);
      writer.step(pauliSeed(readout.part), {
        ...fields,
        ...pairFields(context, readout),
        ...writer.place(field.values, places.weight(first)),
      });
      return;
    }
    let weights = places.weight(first);
    if (readout.kind === 'parities') {
      writer.step(spreadWeights, {
        ...writer.place(field.values, weights),
        [field.count]: readout.masks.length,
        [field.scratch]: layout.scratch,
      });
      weights = { offset: layout.scratch, base: 'absolute' };
    }
    writer.step(seed(begin() ? 'set' : 'add', shareOf(context, readout.masks)), {
      ...fields,
      ...partitionFields(context, readout.masks),
      ...writer.place(field.values, weights),
    });
  });
  if (begin()) clear({ [field.adjoint]: layout.adjoint });
}

function writeReadout(
  context: ProgramContext,
  readout: Readout,
  first: number,
  state: number,
): void {
  const { writer, layout, places, store } = context;
  const fields = writer.states(state, state);
  switch (readout.kind) {
    case 'pauli':
      writer.step(pauliValue(readout.part), {
        ...fields,
        ...pairFields(context, readout),
        ...writer.place(field.values, places.value(first)),
      });
      return;
    case 'marginal':
      writer.step(foldProbabilities(shareOf(context, readout.masks)), {
        ...fields,
        ...partitionFields(context, readout.masks),
        ...writer.place(field.values, places.value(first)),
      });
      return;
    case 'words':
      writeWords(context, readout, { first, state });
      return;
    case 'amplitudes':
      writer.step(readAmplitudes, {
        ...fields,
        ...writer.place(field.values, places.value(first)),
        [field.size]: 2 ** readout.bits * AMPLITUDE,
      });
      return;
    case 'parities': {
      writer.step(foldProbabilities(shareOf(context, readout.masks)), {
        ...fields,
        ...partitionFields(context, readout.masks),
        ...writer.place(field.values, { offset: layout.scratch, base: 'absolute' }),
      });
      const list = store.list(`values ${first} ${readout.masks.length}`, () =>
        placeWords(readout.masks.map((_, i) => places.value(first + i))),
      );
      writer.step(signedSums('set'), {
        [field.list]: list.start,
        [field.count]: readout.masks.length,
        [field.scratch]: layout.scratch,
      });
    }
  }
}

function pairFields(context: ProgramContext, readout: Extract<Readout, { kind: 'pauli' }>): Fields {
  const { plan, store } = context;
  const key = `pairs ${readout.flip} ${readout.parity}`;
  const pairs = pairOffsets(readout, plan.bits);
  const joined = store.list(key, () => Int32Array.from([...pairs.plus, ...pairs.minus]));
  return {
    [field.list]: joined.start,
    [field.listEnd]: joined.start + pairs.plus.byteLength,
    [field.inner]: joined.end,
    [field.flips]: readout.flip * 32,
  };
}

function eachReadout(
  { plan }: ProgramContext,
  visit: (readout: Readout, first: number) => void,
): void {
  let first = 0;
  for (const readout of plan.readouts) {
    visit(readout, first);
    first += readoutSize(readout);
  }
}
