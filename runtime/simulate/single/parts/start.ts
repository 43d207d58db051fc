import { createFormTable } from '../../run/angles.ts';
import { contractRows, startRows } from '../kernels/state.ts';
import { field, GROUP } from '../kernels/record.ts';
import type { Gradients, Part, PartContext, Sample } from '../part.ts';
import { createProduct } from './product.ts';

/** A factor of the start state: a slot's cosine and sine, entries of the plan's, or a bit that is zero. */
type Factor =
  | { readonly kind: 'rotation'; readonly slot: number; readonly size: 2 }
  | { readonly kind: 'amplitudes'; readonly first: number; readonly size: number }
  | { readonly kind: 'zero'; readonly size: 2 };

/**
 * The start state: a product of two vectors, one over the lower bits of the index, the columns, and one over the
 * others, the rows; each is a product of factors.
 */
export function startPart({ setting, coordinates }: PartContext): Part {
  const { plan, vector, bits, laneBits } = setting;
  const factors = factorsOf(setting);
  const cut = cutOf(factors, bits, laneBits);
  const entries = plan.start.flatMap((block) => (block.kind === 'amplitudes' ? block.entries : []));
  const forms = createFormTable(
    entries,
    plan.wanted.map((_, leaf) => leaf),
  );
  const [columnCount, rowCount] = [2 ** cut.bits, 2 ** (bits - cut.bits)];
  const columns = setting.take(vector.bytes * columnCount);
  const rows = setting.take(vector.bytes * rowCount);
  const columnSums = setting.take(vector.bytes * columnCount);
  const rowSums = setting.take(16 * rowCount);
  const inChunk = Math.min(cut.bits, coordinates.local);
  const fields = {
    [field.columns]: columns,
    [field.rows]: rows,
    [field.columnSums]: columnSums,
    [field.rowSums]: rowSums,
    [field.rowSize]: GROUP * 2 ** (inChunk - laneBits),
    [field.rowCount]: 2 ** (coordinates.local - inChunk),
    [field.offsets]: coordinates.local - laneBits,
    [field.rowStep]: cut.bits - laneBits,
  };
  const sides = [factors.slice(0, cut.factors), factors.slice(cut.factors)].map((side) => ({
    side,
    product: createProduct(side.map(({ size }) => size)),
  }));
  const [low, high] = sides as [(typeof sides)[0], (typeof sides)[0]];
  const ofColumns = new Float64Array(columnCount);
  const ofRows = new Float64Array(rowCount);
  const evaluate = (sample: Sample, factor: Factor, values: Float64Array): void => {
    switch (factor.kind) {
      case 'rotation':
        values[0] = sample.cosine(factor.slot);
        values[1] = sample.sine(factor.slot);
        return;
      case 'amplitudes':
        for (let i = 0; i < factor.size; i++) {
          const entry = factor.first + i;
          values[i] = forms.evaluate(entry, entries[entry]!.constant, sample.leaves, 0);
        }
        return;
      case 'zero':
        values[0] = 1;
    }
  };
  const scatter = (
    factor: Factor,
    values: Float64Array,
    gradient: Float64Array,
    { slots, leaves }: Gradients,
  ): void => {
    if (factor.kind === 'rotation') {
      slots[factor.slot]! += values[0]! * gradient[1]! - values[1]! * gradient[0]!;
    } else if (factor.kind === 'amplitudes') {
      // An angle's derivative has a half that an amplitude's has not.
      gradient.forEach((x, i) => {
        forms.scatter(factor.first + i, 2 * x, leaves, 0);
      });
    }
  };
  return {
    forward: () => [{ kernel: startRows, fields }],
    backward: () => [{ kernel: contractRows, fields }],
    prepare: (sample) => {
      const { numbers } = sample.views;
      for (const { side, product } of sides) {
        side.forEach((one, i) => {
          evaluate(sample, one, product.factors[i]!);
        });
      }
      numbers.set(low.product.multiply(), columns / vector.bytes);
      const scale = sample.scale(plan.startScale);
      const ofRow = high.product.multiply();
      for (let row = 0; row < rowCount; row++) {
        numbers[rows / vector.bytes + row] = scale * ofRow[row]!;
      }
    },
    begin: ({ views: { numbers, doubles } }) => {
      numbers.fill(0, columnSums / vector.bytes, columnSums / vector.bytes + columnCount);
      doubles.fill(0, rowSums / 8, rowSums / 8 + 2 * rowCount);
    },
    collect: (sample, gradients) => {
      const { numbers, doubles } = sample.views;
      const scale = sample.scale(plan.startScale);
      for (let column = 0; column < columnCount; column++) {
        ofColumns[column] = numbers[columnSums / vector.bytes + column]!;
      }
      for (let row = 0, at = rowSums / 8; row < rowCount; row++, at += 2) {
        ofRows[row] = scale * (doubles[at]! + doubles[at + 1]!);
      }
      for (const { side, product } of sides) {
        const own = product.contract(side === low.side ? ofColumns : ofRows);
        side.forEach((factor, i) => {
          scatter(factor, product.factors[i]!, own[i]!, gradients);
        });
      }
    },
  };
}

function factorsOf({ plan, bits }: PartContext['setting']): readonly Factor[] {
  let [filled, first] = [0, 0];
  const factors = plan.start.map((block): Factor => {
    if (block.kind === 'rotation') {
      filled += 1;
      return { kind: 'rotation', slot: block.slot, size: 2 };
    }
    const factor = { kind: 'amplitudes' as const, first, size: 2 ** block.bits };
    filled += block.bits;
    first += factor.size;
    return factor;
  });
  const zeros = Array.from({ length: bits - filled }, (): Factor => ({ kind: 'zero', size: 2 }));
  return [...factors, ...zeros];
}

/** Where to cut the factors so that both products are small: at least the lanes go to the columns. */
function cutOf(
  factors: readonly Factor[],
  bits: number,
  laneBits: number,
): { readonly factors: number; readonly bits: number } {
  let [best, low] = [{ factors: factors.length, bits }, 0];
  factors.forEach(({ size }, i) => {
    low += Math.log2(size);
    const largest = Math.max(low, bits - low);
    if (low >= laneBits && largest < Math.max(best.bits, bits - best.bits)) {
      best = { factors: i + 1, bits: low };
    }
  });
  return best;
}
