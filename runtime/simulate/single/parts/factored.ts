import { createFormTable } from '../../run/angles.ts';
import { parity } from '../../plan/bits.ts';
import type { Factor, Factors } from '../factor.ts';
import { foldFactors, multiplyFactors } from '../kernels/factors.ts';
import { phases, type PhaseShape, undoPhases } from '../kernels/phases.ts';
import { field, GROUP } from '../kernels/record.ts';
import type { Call, Gradients, Part, PartContext, Sample, Setting } from '../part.ts';
import type { Stage } from '../stages.ts';
import { walsh } from '../walsh.ts';
import { offsetList } from './combination.ts';
import { phaseTableOf, termsVary } from './phase-table.ts';
import { signVector } from './signs.ts';

/** A diagonal whose table of rows is made for each chunk, out of factors. */
export function factoredPart(
  { setting, coordinates }: PartContext,
  stage: Stage,
  factors: Factors,
  later: readonly number[],
): Part {
  const { vector, laneBits, bits } = setting;
  const { local } = coordinates;
  const { parities } = factors;
  const weights = stage.terms.some((term) => termsVary(setting, [{ term, mask: 0 }]));
  const inColumns = factors.columns.map(({ term, mask }) => ({ term: stage.terms[term]!, mask }));
  const columns =
    inColumns.length > 0 ? phaseTableOf(setting, local, inColumns, weights) : undefined;
  const all = [factors.alike, factors.units, factors.twisted].map((list) =>
    list.map((factor) => placeFactor(setting, stage, factor, bits - local)),
  );
  const flat = all.flat();
  const entries = setting.take(GROUP * 2 ** parities.length);
  const sums = setting.take((GROUP / 2) * 2 ** parities.length);
  const plusMinus = setting.take(2 * vector.bytes);
  const [alike, units, twisted] = all.map((list) => {
    const words = list.flatMap(({ words: four }) => four);
    return setting.store.list(`factors ${words.join()}`, () => Int32Array.from(words));
  });
  const lists = {
    [field.list]: alike!.start,
    [field.listEnd]: alike!.end,
    [field.moves]: units!.start,
    [field.movesEnd]: units!.end,
    [field.flips]: twisted!.start,
    [field.flips + 1]: twisted!.end,
    [field.signs]: plusMinus,
    [field.rows]: entries,
    [field.rowSums]: sums,
  };
  const shape: PhaseShape = {
    columns: columns !== undefined,
    rows: parities.length === 0 ? 'one' : 'listed',
  };
  const fields = {
    [field.columns]: columns?.entries ?? 0,
    [field.columnSums]: columns?.sums ?? 0,
    [field.rows]: entries,
    [field.rowSums]: sums,
    [field.rowSize]: GROUP * 2 ** (local - laneBits),
    [field.rowCount]: 1,
    // All chunks have their entries in the same place.
    [field.rowStep]: 0,
    ...(parities.length === 0 ? {} : { [field.offsets]: offsetList(setting, local, parities) }),
  };
  const make: Call = { kernel: multiplyFactors, fields: lists };
  return {
    forward: () => [make, { kernel: phases(shape), fields }],
    backward: () => [
      make,
      { kernel: undoPhases({ ...shape, weights }), fields },
      ...(weights ? [{ kernel: foldFactors, fields: lists }] : []),
    ],
    prepare: (sample) => {
      const scale = sample.scale(stage.scale);
      sample.views.numbers.set([1, -1], plusMinus / vector.bytes);
      columns?.prepare(sample, scale);
      flat.forEach(({ prepare }, i) => {
        prepare(sample, i === 0 && !columns ? scale : 1);
      });
    },
    begin: (sample) => {
      const { numbers } = sample.views;
      columns?.begin(sample);
      const first = sums / vector.bytes;
      numbers.fill(0, first, first + vector.lanes * 2 ** parities.length);
      for (const { begin } of flat) begin(sample);
    },
    collect: (sample, gradients) => {
      const factor = sample.scale(later) ** 2;
      columns?.collect(sample, factor, gradients);
      for (const { collect } of flat) collect(sample, factor, gradients);
    },
  };
}

/** @param chunkBits bits of a chunk's number */
function placeFactor(
  setting: Setting,
  stage: Stage,
  { lane, combination, terms }: Factor,
  chunkBits: number,
) {
  const { vector, plan } = setting;
  const placed = terms.map(({ term, chunk }) => ({ term: stage.terms[term]!, mask: chunk }));
  const table = phaseTableOf(setting, chunkBits, placed, false);
  const sums = setting.take(16 * 2 ** chunkBits);
  const signs = Array.from({ length: vector.lanes }, (_, l) => 1 - 2 * parity(l & lane));
  const forms = createFormTable(
    placed.map(({ term }) => term.angle),
    plan.wanted.map((_, leaf) => leaf),
  );
  return {
    words: [table.entries, signVector(setting, signs), combination, sums],
    prepare: (sample: Sample, scale: number): void => {
      table.prepare(sample, scale);
    },
    begin: ({ views: { doubles } }: Sample): void => {
      doubles.fill(0, sums / 8, sums / 8 + 2 * 2 ** chunkBits);
    },
    collect: ({ views: { doubles } }: Sample, factor: number, { leaves }: Gradients): void => {
      const totals = walsh(
        Float64Array.from({ length: 2 ** chunkBits }, (_, chunk) => {
          const at = sums / 8 + 2 * chunk;
          return doubles[at]! + doubles[at + 1]!;
        }),
      );
      placed.forEach(({ mask }, i) => {
        forms.scatter(i, factor * totals[mask]!, leaves, 0);
      });
    },
  };
}
