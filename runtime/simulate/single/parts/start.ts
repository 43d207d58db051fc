import { createFormTable } from '../../run/angles.ts';
import { contractRows, startRows } from '../kernels/state.ts';
import { field, GROUP } from '../kernels/record.ts';
import type { Gradients, Part, PartContext, Sample } from '../part.ts';

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
  const valuesOf = (sample: Sample, factor: Factor): Float64Array => {
    switch (factor.kind) {
      case 'rotation':
        return Float64Array.of(sample.cosine(factor.slot), sample.sine(factor.slot));
      case 'amplitudes':
        return Float64Array.from({ length: factor.size }, (_, i) => {
          const entry = factor.first + i;
          return forms.evaluate(entry, entries[entry]!.constant, sample.leaves, 0);
        });
      case 'zero':
        return Float64Array.of(1, 0);
    }
  };
  const sides = [factors.slice(0, cut.factors), factors.slice(cut.factors)] as const;
  return {
    forward: () => [{ kernel: startRows, fields }],
    backward: () => [{ kernel: contractRows, fields }],
    prepare: (sample) => {
      const { numbers } = sample.views;
      const scale = sample.scale(plan.startScale);
      const [low, high] = sides.map((side) => product(side.map((one) => valuesOf(sample, one))));
      numbers.set(low!, columns / vector.bytes);
      numbers.set(
        high!.map((x) => scale * x),
        rows / vector.bytes,
      );
    },
    begin: ({ views: { numbers, doubles } }) => {
      numbers.fill(0, columnSums / vector.bytes, columnSums / vector.bytes + columnCount);
      doubles.fill(0, rowSums / 8, rowSums / 8 + 2 * rowCount);
    },
    collect: (sample, gradients) => {
      const { numbers, doubles } = sample.views;
      const first = columnSums / vector.bytes;
      const ofColumns = Float64Array.from(numbers.subarray(first, first + columnCount));
      const scale = sample.scale(plan.startScale);
      const ofRows = Float64Array.from({ length: rowCount }, (_, row) => {
        const at = rowSums / 8 + 2 * row;
        return scale * (doubles[at]! + doubles[at + 1]!);
      });
      [ofColumns, ofRows].forEach((sums, which) => {
        const side = sides[which]!;
        const values = side.map((one) => valuesOf(sample, one));
        contract(values, sums).forEach((gradient, i) => {
          scatter(side[i]!, values[i]!, gradient, gradients);
        });
      });
    },
  };

  function scatter(
    factor: Factor,
    values: Float64Array,
    gradient: Float64Array,
    { slots, leaves }: Gradients,
  ): void {
    if (factor.kind === 'rotation') {
      slots[factor.slot]! += values[0]! * gradient[1]! - values[1]! * gradient[0]!;
    } else if (factor.kind === 'amplitudes') {
      // An angle's derivative has a half that an amplitude's has not.
      gradient.forEach((x, i) => forms.scatter(factor.first + i, 2 * x, leaves, 0));
    }
  }
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

/** The tensor product, the first factor counting the lowest digits. */
function product(factors: readonly Float64Array[]): Float64Array {
  let all = Float64Array.of(1);
  for (const factor of factors) {
    const next = new Float64Array(all.length * factor.length);
    for (let i = 0; i < factor.length; i++) {
      for (let j = 0; j < all.length; j++) next[i * all.length + j] = factor[i]! * all[j]!;
    }
    all = next;
  }
  return all;
}

/** For each factor of a product that is contracted with `sums`, the derivative by its entries. */
function contract(factors: readonly Float64Array[], sums: Float64Array): readonly Float64Array[] {
  const before: Float64Array[] = [Float64Array.of(1)];
  for (const factor of factors.slice(0, -1)) before.push(product([before.at(-1)!, factor]));
  let rest: Float64Array = sums;
  const gradients = factors.map((): Float64Array => new Float64Array(0));
  for (let f = factors.length - 1; f >= 0; f--) {
    const [factor, lower] = [factors[f]!, before[f]!];
    const [gradient, next] = [new Float64Array(factor.length), new Float64Array(lower.length)];
    for (let i = 0; i < factor.length; i++) {
      const offset = i * lower.length;
      let sum = 0;
      for (let j = 0; j < lower.length; j++) {
        const x = rest[offset + j]!;
        sum += lower[j]! * x;
        next[j]! += factor[i]! * x;
      }
      gradient[i] = sum;
    }
    gradients[f] = gradient;
    rest = next;
  }
  return gradients;
}
