import { type KernelNumbers, numberKernels } from '../kernels/kernel.ts';
import type { Vector } from '../wasm/vector.ts';
import { layOut, type NoisyLayout } from './layout.ts';
import type { NoisyPlan, Pass } from './plan.ts';
import { createWriter, type Writer } from './program.ts';
import { startVaries } from './slots.ts';

/** Records of a walk forward and one back, and how many states of a tile they use. */
export interface NoisyProgram {
  readonly forward: readonly number[];
  readonly backward: readonly number[];
  readonly states: number;
}

export interface NoisyPrograms {
  readonly layout: NoisyLayout;
  readonly kernels: KernelNumbers;
  /** Every tile has states of its own, all of which are kept for the walk back. */
  readonly kept: NoisyProgram;
  /** All tiles take turns with the same states, which are made again for the walk back. */
  readonly again: NoisyProgram;
}

export const RECORD_LISTS = ['kept', 'again'] as const;

/** Bytes of states of one tile up to which none of them is made more than twice: what is near a core's caches. */
const MOST_TILE_BYTES = 2 ** 24;

export function writeNoisyPrograms(
  plan: NoisyPlan,
  v: Vector,
  mostTileBytes = MOST_TILE_BYTES,
): NoisyPrograms {
  const differentiable =
    startVaries(plan) || plan.maps.some(({ pattern }) => pattern.includes('~'));
  const layout = layOut(plan, v, differentiable);
  const kernels = numberKernels();
  const open = (): Writer => createWriter(plan, layout, kernels);
  const plain = writePlain(plan, open());
  const again = differentiable
    ? writeAgain(plan, open(), Math.max(4, Math.floor(mostTileBytes / layout.state)))
    : { words: [], states: 0 };
  return {
    layout,
    kernels,
    kept: differentiable ? writeKept(plan, open) : { forward: plain, backward: [], states: 2 },
    again: {
      forward: plain,
      backward: again.words,
      states: Math.max(2, again.states),
    },
  };
}

/** In place, and between two states where a table moves coefficients. */
function writePlain(plan: NoisyPlan, writer: Writer): readonly number[] {
  let here = 0;
  writer.start(here);
  for (const pass of plan.passes) {
    const to = pass.kind === 'map' && pass.table !== null ? 1 - here : here;
    writer.forward(pass, here, to);
    here = to;
  }
  writer.read(here);
  return writer.words;
}

/** A new state after each pass. */
function writeKept(plan: NoisyPlan, open: () => Writer): NoisyProgram {
  const forward = open();
  forward.start(0);
  const stored = runForward(forward, plan.passes, 0, (index) => index + 1);
  const last = stored.at(-1)!;
  forward.read(last);
  const backward = open();
  backward.seed();
  walkBack(backward, plan, plan.passes.length, stored);
  backward.startBackward(0);
  return { forward: forward.words, backward: backward.words, states: last + 1 };
}

/**
 * The states before some passes are made again and kept; from there, one segment after the other, from the last, the
 * states within.
 */
function writeAgain(
  plan: NoisyPlan,
  writer: Writer,
  mostStates: number,
): { readonly words: readonly number[]; readonly states: number } {
  const { passes } = plan;
  const length =
    passes.length + 1 <= mostStates ? passes.length : Math.ceil(Math.sqrt(passes.length));
  const starts = Array.from(
    { length: Math.max(1, Math.ceil(passes.length / Math.max(1, length))) },
    (_, segment) => segment * length,
  );
  const work = starts.length;
  writer.start(0);
  for (const [segment, first] of starts.entries()) {
    if (segment + 1 === starts.length) break;
    const inside = passes.slice(first, first + length);
    const turns = inside.map((_, i) => (i + 1 === inside.length ? segment + 1 : work + (i % 2)));
    let from = segment;
    inside.forEach((pass, i) => {
      from = moveOn(writer, pass, from, turns[i]!, i + 1 === inside.length);
    });
  }
  writer.seed();
  let most = work;
  for (const [segment, first] of [...starts.entries()].reverse()) {
    const inside = passes.slice(first, first + length);
    const stored = runForward(writer, inside, segment, (index) => work + index);
    most = Math.max(most, ...stored.map((one) => one + 1));
    walkBack(writer, plan, first + inside.length, stored, first);
  }
  writer.startBackward(0);
  return { words: writer.words, states: Math.max(most, work + 2) };
}

/** A pass from one state to another; a split happens where the state is, and is copied where it must move. */
function moveOn(writer: Writer, pass: Pass, from: number, to: number, must: boolean): number {
  if (pass.kind === 'map') {
    writer.forward(pass, from, to);
    return to;
  }
  writer.forward(pass, from, from);
  if (!must) return from;
  writer.copy(from, to);
  return to;
}

/** @returns the state before each pass, and the last one */
function runForward(
  writer: Writer,
  passes: readonly Pass[],
  start: number,
  place: (count: number) => number,
): number[] {
  let [here, made] = [start, 0];
  const stored = passes.map((pass) => {
    const before = here;
    if (pass.kind === 'map') here = place(made++);
    writer.forward(pass, before, here);
    return before;
  });
  return [...stored, here];
}

/** Back through the passes before `end`, as far as there is something to differentiate. */
function walkBack(
  writer: Writer,
  plan: NoisyPlan,
  end: number,
  stored: readonly number[],
  begin = 0,
): void {
  const first = startVaries(plan) ? 0 : plan.passes.findIndex((pass) => passVaries(plan, pass));
  for (let index = end - 1; index >= Math.max(begin, first); index--) {
    writer.backward(plan.passes[index]!, stored[index - begin]!);
  }
}

function passVaries({ maps }: NoisyPlan, pass: Pass): boolean {
  return pass.kind === 'map' && pass.map !== null && maps[pass.map]!.pattern.includes('~');
}
