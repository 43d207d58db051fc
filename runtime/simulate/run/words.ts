import { foldProbabilities, seed } from '../kernels/partition.ts';
import { foldProducts, seedProducts, transformValues } from '../kernels/products.ts';
import { AMPLITUDE, field } from '../kernels/record.ts';
import type { Mask } from '../plan/bits.ts';
import type { Readout } from '../plan/plan.ts';
import { oddMask } from '../plan/words.ts';
import { partitionFields, type ProgramContext, shareOf } from './passes.ts';
import type { Fields } from './writer.ts';

type Words = Extract<Readout, { kind: 'words' }>;

const VECTOR = 16;

/** Reads all words of a readout whose values begin at number `first`. */
export function writeWords(
  context: ProgramContext,
  readout: Words,
  at: { readonly first: number; readonly state: number },
): void {
  const { writer, places } = context;
  readout.flips.forEach((flip, i) => {
    const values = writer.place(field.values, places.value(at.first + i * valuesOfFlip(readout)));
    const fields = { ...writer.states(at.state, at.state), ...values };
    if (flip === 0) {
      writer.step(foldProbabilities(shareOf(context, readout.masks)), {
        ...fields,
        ...partitionFields(context, readout.masks),
      });
    } else {
      writer.step(foldProducts, { ...fields, ...pairFields(context, readout.masks, flip) });
    }
    writer.step(transformValues, { ...values, ...transformFields(readout, flip) });
  });
}

/**
 * Sets or adds to the adjoint state what the words' weights ask for; the transform is its own transpose.
 * Their place is used up.
 */
export function writeWordSeeds(
  context: ProgramContext,
  readout: Words,
  at: { readonly first: number; readonly state: number; readonly mode: 'set' | 'add' },
): void {
  const { writer, layout, places } = context;
  readout.flips.forEach((flip, i) => {
    const weights = writer.place(field.values, places.weight(at.first + i * valuesOfFlip(readout)));
    writer.step(transformValues, { ...weights, ...transformFields(readout, flip) });
    const fields = {
      ...writer.states(at.state, at.state),
      ...weights,
      [field.adjoint]: layout.adjoint,
    };
    if (flip === 0) {
      writer.step(seed(at.mode, shareOf(context, readout.masks)), {
        ...fields,
        ...partitionFields(context, readout.masks),
      });
    } else {
      writer.step(seedProducts, { ...fields, ...pairFields(context, readout.masks, flip) });
    }
  });
}

function valuesOfFlip({ masks }: Words): number {
  return 2 ** masks.length;
}

/** One end of each pair, sorted by the parities with all masks but the one that tells the ends apart. */
function pairFields(context: ProgramContext, masks: readonly Mask[], flip: Mask): Fields {
  const odd = oddMask(masks, flip);
  const fields = partitionFields(context, [...masks.toSpliced(odd, 1), masks[odd]!]);
  const [start, end] = [fields[field.list]!, fields[field.listEnd]!];
  return { ...fields, [field.listEnd]: (start + end) / 2, [field.flips]: flip * AMPLITUDE };
}

function transformFields(readout: Words, flip: Mask): Fields {
  return {
    [field.size]: valuesOfFlip(readout) * VECTOR,
    [field.inner]: flip === 0 ? VECTOR : AMPLITUDE,
  };
}
