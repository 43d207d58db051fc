import type { Element } from '../lower/element.ts';
import { type Mask, ones } from './bits.ts';
import { rateOf } from './slots.ts';

/** Bits of an index that nothing connects with others at first, and what happens to them alone. */
export interface Subsystem {
  /** Ascending. */
  readonly bits: readonly number[];
  readonly elements: readonly Element[];
}

/** Subsystems that have all bits together, and what acts after them on their product. */
export interface Separation {
  readonly subsystems: readonly Subsystem[];
  readonly rest: readonly Element[];
}

/** Floating-point operations an amplitude, about, forward and backward; shared phases share a table. */
const WORK = { rotation: 14, conditional: 8, sampledPhase: 5, sharedPhase: 2, product: 25 };

/** Of all work, what subsystems must save for a plan with them to be worth making. */
const WORTHWHILE = 0.2;

/**
 * Looks for subsystems in which much is done before they meet: on an index of a few bits that costs next to nothing. Bits
 * come together in the order in which elements connect them; each time before they do, subsystems of up to half of the
 * bits are a way to separate them, and the one that saves most is taken.
 * @returns undefined where none saves much
 */
export function separate(
  elements: readonly Element[],
  bits: number,
  sampled: readonly boolean[],
): Separation | undefined {
  const work = elements.reduce((sum, element) => sum + workOf(element, sampled), 0);
  const least = WORTHWHILE * work * 2 ** bits;
  let best: { readonly blocks: readonly Mask[]; readonly saved: number } | undefined;
  for (const blocks of waysToSeparate(elements, bits)) {
    const saved = savedBy(blocks, elements, bits, sampled);
    if (saved > (best?.saved ?? least)) best = { blocks, saved };
  }
  if (best === undefined) return undefined;
  const places = sort(best.blocks, elements);
  return {
    subsystems: best.blocks.map((block, i) => ({
      bits: Array.from({ length: bits }, (_, bit) => bit).filter((bit) => (block >> bit) & 1),
      elements: elements.filter((_, at) => places[at] === i),
    })),
    rest: elements.filter((_, at) => places[at] === REST),
  };
}

const REST = -1;

/** Sets of bits that are no more connected than elements have done by then; each way to separate them once. */
function waysToSeparate(elements: readonly Element[], bits: number): readonly (readonly Mask[])[] {
  let components = Array.from({ length: bits }, (_, bit): Mask => 1 << bit);
  const ways = new Map<string, readonly Mask[]>();
  for (const element of elements) {
    const support = supportOf(element);
    const touched = components.filter((component) => (component & support) !== 0);
    if (touched.length < 2) continue;
    const blocks = pack(components, bits);
    if (blocks.length > 1) ways.set(blocks.join(), blocks);
    const together = touched.reduce((sum, component) => sum | component, 0);
    components = [together, ...components.filter((component) => !touched.includes(component))];
  }
  return [...ways.values()];
}

/** Few blocks, since each pass over one costs a call; no larger than half of the bits, or than the largest. */
function pack(components: readonly Mask[], bits: number): readonly Mask[] {
  const sorted = components.toSorted((a, b) => ones(b) - ones(a) || a - b);
  const largest = Math.max(Math.ceil(bits / 2), ones(sorted[0]!));
  const blocks: Mask[] = [];
  for (const component of sorted) {
    const place = blocks.findIndex((block) => ones(block) + ones(component) <= largest);
    if (place < 0) blocks.push(component);
    else blocks[place]! |= component;
  }
  return blocks;
}

/** For each element the block that it acts on alone, before anything else connects its bits, or `REST`. */
function sort(blocks: readonly Mask[], elements: readonly Element[]): readonly number[] {
  let taken: Mask = 0;
  return elements.map((element) => {
    const support = supportOf(element);
    const block = blocks.findIndex((one) => (support & ~one) === 0);
    if (block >= 0 && (support & taken) === 0) return block;
    taken |= support;
    return REST;
  });
}

function savedBy(
  blocks: readonly Mask[],
  elements: readonly Element[],
  bits: number,
  sampled: readonly boolean[],
): number {
  const amplitudes = 2 ** bits;
  return sort(blocks, elements).reduce((saved, block, at) => {
    if (block === REST) return saved;
    return saved + workOf(elements[at]!, sampled) * (amplitudes - 2 ** ones(blocks[block]!));
  }, -WORK.product * amplitudes);
}

function workOf(element: Element, sampled: readonly boolean[]): number {
  if (element.kind === 'rotation') {
    return element.conditions.length > 0 ? WORK.conditional : WORK.rotation;
  }
  return rateOf(element.angle, sampled) === 'sampled' ? WORK.sampledPhase : WORK.sharedPhase;
}

function supportOf(element: Element): Mask {
  if (element.kind === 'phase') return element.mask;
  return element.conditions.reduce((sum, { mask }) => sum | mask, element.flip | element.parity);
}
