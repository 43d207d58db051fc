import { type Mask, pullBack } from '../../plan/bits.ts';
import type { Readout } from '../../plan/plan.ts';
import { pauliSeedRows, pauliSum } from '../kernels/read.ts';
import { field, GROUP } from '../kernels/record.ts';
import type { Fields, Part, PartContext } from '../part.ts';
import { columnSigns } from './probabilities.ts';

/** Signs of so many bits of columns are close to the core. */
const COLUMN_BITS = 8;

/** The expectation of a Pauli string that flips something. */
export function pauliPart(
  { setting, coordinates }: PartContext,
  { flip, parity, part }: Extract<Readout, { kind: 'pauli' }>,
  value: number,
): Part {
  const { vector, laneBits } = setting;
  const own = coordinates.flip(flip);
  const lane = own & (vector.lanes - 1);
  const mask: Mask = pullBack(parity, coordinates.basis);
  const columnBits = Math.min(coordinates.local, COLUMN_BITS);
  const sum = setting.take(16);
  const weights = setting.take(2 * vector.bytes);
  const one = setting.take(2 * vector.bytes);
  const fields: Fields = {
    [field.flips]: (own >> laneBits) * GROUP,
    [field.columns]: columnSigns(setting, columnBits, mask & (2 ** columnBits - 1)),
    [field.rowStep]: mask >> columnBits,
    [field.rowSize]: GROUP * 2 ** (columnBits - laneBits),
    [field.rowCount]: 2 ** (coordinates.local - columnBits),
    [field.columnSums]: sum,
  };
  return {
    forward: () => [{ kernel: pauliSum(part, lane), fields: { ...fields, [field.rows]: one } }],
    backward: () => [
      { kernel: pauliSeedRows(part, lane), fields: { ...fields, [field.rows]: weights } },
    ],
    prepare: ({ views: { numbers, doubles } }) => {
      doubles.fill(0, sum / 8, sum / 8 + 2);
      numbers.set([1, -1], one / vector.bytes);
    },
    read: ({ views: { doubles } }, values) => {
      values[value] = (doubles[sum / 8]! + doubles[sum / 8 + 1]!) / 2;
    },
    begin: ({ views: { numbers } }, all) => {
      numbers.set([all[value]! / 2, -all[value]! / 2], weights / vector.bytes);
    },
  };
}
