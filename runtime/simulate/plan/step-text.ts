import type { Condition } from '../lower/element.ts';
import type { Mask } from './bits.ts';
import type { Evolution, Pass, Plan, Readout, StartBlock } from './plan.ts';

/*
 * Parts of a plan in words. A bit of the stored index is named by its number, a parity of several by `0+2`.
 */

export function startText(blocks: readonly StartBlock[]): string {
  if (blocks.length === 0) return 'all |0>';
  const rotated = blocks.filter((block) => block.kind === 'rotation').length;
  const prepared = blocks.flatMap((block) => (block.kind === 'amplitudes' ? [block.bits] : []));
  return [
    ...prepared.map((bits) => `amplitudes of ${counted(bits, 'bit')}`),
    ...(rotated > 0 ? [`product state of ${counted(rotated, 'bit')}`] : []),
  ].join(', ');
}

export function joinText(subsystems: readonly Pick<Evolution, 'bits'>[]): string {
  const sizes = subsystems.map(({ bits }) => counted(bits, 'bit'));
  return `product of subsystems of ${sizes.join(' and ')}`;
}

export function passText(plan: Pick<Plan, 'diagonals'>, pass: Pass): string {
  switch (pass.kind) {
    case 'diagonal':
      return diagonalText(plan, pass.diagonal);
    case 'phase': {
      const masks = pass.factors.map(({ mask }) => bitsText(mask)).join(', ');
      return `phases per sample on ${masks}${pass.sums.length === 0 ? '' : ' and sums of two of them'}`;
    }
    case 'rotation': {
      const flips = pass.rotations.map(({ flip }) => bitsText(flip)).join(', ');
      const before = pass.diagonal === null ? '' : `${diagonalText(plan, pass.diagonal)}, then `;
      const conditions = pass.conditions.map(conditionText).join(', ');
      const where = conditions === '' ? '' : ` where ${conditions}`;
      return `${before}${pass.cosines === 'within' ? 'rotation' : 'fast rotation'} of ${flips}${where}`;
    }
  }
}

export function readoutText(readout: Readout): string {
  switch (readout.kind) {
    case 'parities':
      return `Z expectations of ${readout.masks.map(bitsText).join(', ')}`;
    case 'marginal':
      return `probabilities over ${readout.masks.map(bitsText).join(', ')}`;
    case 'pauli':
      return `Pauli string that flips ${bitsText(readout.flip)}`;
    case 'words':
      return `all Pauli strings over ${readout.masks.map(bitsText).join(', ')}, ${counted(readout.flips.length, 'flip')}`;
    case 'amplitudes':
      return `all ${2 ** readout.bits} amplitudes`;
  }
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function diagonalText({ diagonals }: Pick<Plan, 'diagonals'>, diagonal: number): string {
  return `table ${diagonal + 1} of ${counted(diagonals[diagonal]!.terms.length, 'phase')}`;
}

function conditionText({ mask, value }: Condition): string {
  return `${bitsText(mask)} = ${value}`;
}

function bitsText(mask: Mask): string {
  const bits: number[] = [];
  for (let bit = 0; mask >> bit !== 0; bit++) if ((mask >> bit) & 1) bits.push(bit);
  return bits.join('+');
}
