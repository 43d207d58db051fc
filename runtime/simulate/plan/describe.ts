import type { Condition } from '../lower/element.ts';
import type { Mask } from './bits.ts';
import { planCost } from './cost.ts';
import type { Pass, Plan, Readout, StartBlock } from './plan.ts';

/**
 * A plan as lines for people: what is stored, each pass with the bits of the stored index it works on and how many
 * operations of the circuit it stands for, the readouts, and the work.
 */
export function describePlan(plan: Plan): readonly string[] {
  const sampled = plan.slots.filter(({ rate }) => rate === 'sampled').length;
  const cost = planCost(plan);
  return [
    `${2 ** plan.bits} amplitudes of ${counted(plan.bits, 'bit')}; ${counted(plan.slots.length, 'angle')}, ${sampled} of them per sample; ${counted(plan.dropped, 'operation')} left out that no readout sees`,
    `start: ${startText(plan.start)}`,
    ...plan.passes.map((pass, i) => `pass ${i + 1}: ${passText(plan, pass)}`),
    ...plan.readouts.map((readout) => `read: ${readoutText(readout)}`),
    `${cost.forward} floating-point operations a sample forward, ${cost.backward} backward`,
  ];
}

function startText(blocks: readonly StartBlock[]): string {
  if (blocks.length === 0) return 'all |0>';
  const rotated = blocks.filter((block) => block.kind === 'rotation');
  const merged = rotated.reduce((sum, block) => sum + block.merged, 0);
  const prepared = blocks.flatMap((block) => (block.kind === 'amplitudes' ? [block.bits] : []));
  return [
    ...prepared.map((bits) => `amplitudes of ${counted(bits, 'bit')}`),
    ...(rotated.length > 0
      ? [`product state of ${counted(rotated.length, 'bit')} (${counted(merged, 'rotation')})`]
      : []),
  ].join(', ');
}

function passText(plan: Plan, pass: Pass): string {
  switch (pass.kind) {
    case 'diagonal':
      return diagonalText(plan, pass.diagonal);
    case 'phase': {
      const masks = pass.factors.map(({ mask }) => bitsText(mask)).join(', ');
      return `phases per sample on ${masks}${mergedText(pass.factors)}`;
    }
    case 'rotation': {
      const flips = pass.rotations.map(({ flip }) => bitsText(flip)).join(', ');
      const before = pass.diagonal === null ? '' : `${diagonalText(plan, pass.diagonal)}, then `;
      const where =
        pass.conditions.length === 0
          ? ''
          : ` where ${pass.conditions.map(conditionText).join(', ')}`;
      const kind = pass.cosines === 'within' ? 'rotation' : 'fast rotation';
      return `${before}${kind} of ${flips}${where}${mergedText(pass.rotations)}`;
    }
  }
}

function diagonalText(plan: Plan, diagonal: number): string {
  const { terms } = plan.diagonals[diagonal]!;
  return `diagonal ${diagonal + 1} (${counted(mergedCount(terms), 'phase')} in one table)`;
}

function readoutText(readout: Readout): string {
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

function conditionText({ mask, value }: Condition): string {
  return `${bitsText(mask)} = ${value}`;
}

function mergedText(parts: readonly { readonly merged: number }[]): string {
  const count = mergedCount(parts);
  return count > parts.length ? ` (${count} gates merged)` : '';
}

function mergedCount(parts: readonly { readonly merged: number }[]): number {
  return parts.reduce((sum, { merged }) => sum + merged, 0);
}

/** Bit numbers of a mask: `3`, or `0+2` for a parity of two. */
function bitsText(mask: Mask): string {
  const bits: number[] = [];
  for (let bit = 0; mask >> bit !== 0; bit++) if ((mask >> bit) & 1) bits.push(bit);
  return bits.join('+');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
