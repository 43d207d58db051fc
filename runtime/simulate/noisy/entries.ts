import type { Form } from '../plan/form.ts';
import { IDENTITY } from './affine.ts';
import { createFormTable } from '../run/angles.ts';
import type { LeafOrder } from '../run/leaves.ts';
import type { SlotPlace } from './layout.ts';
import type { Factor } from './operation.ts';
import type { NoisyPlan } from './plan.ts';
import { createProduct } from './matrix.ts';
import { createAmplitudeWords } from './amplitude-words.ts';
import { storedCells, varyingCells } from './pattern.ts';
import { startVaries } from './slots.ts';

/** Values of the leaves of one sample. */
export interface LeafValues {
  readonly shared: Float64Array;
  readonly sampled: Float64Array;
  /** Where the sample's begin. */
  readonly offset: number;
}

/** What follows from angles, for a map or for a block of the start, and back. */
export interface Entry {
  readonly place: SlotPlace;
  readonly sampled: boolean;
  readonly values: Float64Array;
  /** By the values whose derivative is asked for; to be set before `spread`. */
  readonly gradients: Float64Array;
  /** Sets `values`. */
  evaluate(leaves: LeafValues): void;
  /** Adds what `gradients` means for the leaves, whose values are those of the last `evaluate`. */
  spread(into: LeafValues): void;
}

export function createEntries(
  plan: NoisyPlan,
  places: { readonly maps: readonly SlotPlace[]; readonly start: readonly SlotPlace[] },
  leaves: LeafOrder,
): readonly Entry[] {
  const varies = startVaries(plan);
  const starts = plan.start.map((block, i) => {
    const place = places.start[i]!;
    if (block.kind === 'amplitudes') return amplitudeEntry(block, place, leaves, varies);
    const { factors, sampled } = plan.maps[block.map]!;
    const cells = [0, 1, 2, 3];
    return mapEntry({
      factors,
      sampled,
      place,
      leaves,
      first: ZERO,
      cells,
      varying: varies ? cells : [],
    });
  });
  const starting = new Set(plan.start.map((block) => (block.kind === 'qubit' ? block.map : null)));
  const maps = plan.maps.flatMap(({ factors, sampled, pattern }, map) =>
    starting.has(map)
      ? []
      : [
          mapEntry({
            factors,
            sampled,
            place: places.maps[map]!,
            leaves,
            cells: storedCells(pattern),
            first: Float64Array.from(IDENTITY),
            varying: varyingCells(pattern),
          }),
        ],
  );
  return [...starts, ...maps];
}

function mapEntry(of: {
  readonly factors: readonly Factor[];
  readonly sampled: boolean;
  readonly place: SlotPlace;
  readonly leaves: LeafOrder;
  readonly cells: readonly number[];
  /** What the factors act on, and which entries of the outcome are the values. */
  readonly first: Float64Array;
  readonly varying: readonly number[];
}): Entry {
  const { factors, cells, varying } = of;
  const product = createProduct(factors, of.first);
  const angles = createAngles(
    factors.map((factor) => (factor.kind === 'rotation' ? factor.angle : NO_ANGLE)),
    of.leaves,
  );
  const values = new Float64Array(cells.length);
  const gradients = new Float64Array(varying.length);
  const matrix = new Float64Array(of.first.length);
  return {
    place: of.place,
    sampled: of.sampled,
    values,
    gradients,
    evaluate: (leaves) => {
      product.multiply((factor) => angles.evaluate(factor, leaves));
      for (let i = 0; i < cells.length; i++) {
        values[i] = product.matrix[cells[i]!]!;
      }
    },
    spread: (into) => {
      if (varying.length === 0) return;
      matrix.fill(0);
      for (let i = 0; i < varying.length; i++) {
        matrix[varying[i]!] = gradients[i]!;
      }
      product.differentiate(matrix, (factor, slope) => {
        angles.scatter(factor, slope, into);
      });
    },
  };
}

function amplitudeEntry(
  block: { readonly entries: readonly Form[]; readonly qubits: number; readonly sampled: boolean },
  place: SlotPlace,
  leaves: LeafOrder,
  varies: boolean,
): Entry {
  const words = createAmplitudeWords(block.qubits);
  const forms = createAngles(block.entries, leaves);
  const amplitudes = new Float64Array(block.entries.length);
  const slopes = new Float64Array(block.entries.length);
  const values = new Float64Array(4 ** block.qubits);
  const gradients = new Float64Array(varies ? values.length : 0);
  return {
    place,
    sampled: block.sampled,
    values,
    gradients,
    evaluate: (at) => {
      for (let i = 0; i < amplitudes.length; i++) amplitudes[i] = forms.evaluate(i, at);
      words.write(amplitudes, values);
    },
    spread: (into) => {
      if (!varies) return;
      words.differentiate(amplitudes, gradients, slopes);
      for (let i = 0; i < slopes.length; i++) forms.scatter(i, slopes[i]!, into);
    },
  };
}

/** |0> is I + Z. */
const ZERO = Float64Array.of(1, 0, 0, 1);

const NO_ANGLE: Form = { constant: 0, terms: [] };

/** Forms over both kinds of leaves. */
function createAngles(
  forms: readonly Form[],
  leaves: LeafOrder,
): {
  evaluate(form: number, at: LeafValues): number;
  scatter(form: number, slope: number, into: LeafValues): void;
} {
  const shared = createFormTable(forms, leaves.shared);
  const own = createFormTable(forms, leaves.sampled);
  return {
    evaluate: (form, at) =>
      own.evaluate(
        form,
        shared.evaluate(form, forms[form]!.constant, at.shared, 0),
        at.sampled,
        at.offset,
      ),
    scatter: (form, slope, into) => {
      shared.scatter(form, slope, into.shared, 0);
      own.scatter(form, slope, into.sampled, into.offset);
    },
  };
}
