import type { Kernel, KernelNumbers } from '../kernels/kernel.ts';
import { WORDS } from '../kernels/record.ts';
import { mapForward, type MapShape } from './kernels/map.ts';
import { mapBackward } from './kernels/map-backward.ts';
import { noisyField } from './kernels/record.ts';
import { clear, extend, extendBackward, unit } from './kernels/start.ts';
import { addBlock, copyBlock, readValues, seedValues } from './kernels/values.ts';
import type { NoisyLayout, Place, Range } from './layout.ts';
import { IDENTITY_PATTERN } from './pattern.ts';
import type { NoisyPlan, Pass } from './plan.ts';
import { startVaries } from './slots.ts';
import { strideOf } from './strides.ts';

/** Which of a tile's states a step reads or writes, or an absolute address. */
type State = number | { readonly address: number };

type MapPass = Pass & { readonly kind: 'map' };

type Fields = Readonly<Record<number, number>>;

/** A list of records, written step by step. */
export interface Writer {
  readonly words: readonly number[];
  start(to: number): void;
  forward(pass: Pass, from: number, to: number): void;
  copy(from: number, to: number): void;
  read(from: number): void;
  seed(): void;
  backward(pass: Pass, stored: number): void;
  startBackward(stored: number): void;
}

export function createWriter(plan: NoisyPlan, layout: NoisyLayout, numbers: KernelNumbers): Writer {
  const words: number[] = [];
  const { block, state } = layout;
  const step = (kernel: Kernel, fields: Fields): void => {
    const record = new Array<number>(WORDS).fill(0);
    record[noisyField.kernel] = numbers.of(kernel);
    for (const [field, value] of Object.entries(fields)) record[Number(field)] = value;
    words.push(...record);
  };
  const at = (field: number, one: State, offset = 0): Fields =>
    typeof one === 'number'
      ? { [field]: one * state + offset, [field + 1]: -1 }
      : { [field]: one.address + offset, [field + 1]: 0 };
  const place = (field: number, { offset, base }: Place): Fields => ({
    [field]: offset,
    [field + 1]: base === 'lane' ? -1 : 0,
  });
  const list = ({ start, end }: Range): Fields => ({
    [noisyField.list]: start,
    [noisyField.listEnd]: end,
  });
  const inLane = (offset: number): Fields => place(noisyField.values, { offset, base: 'lane' });
  const source = (one: State, offset = 0): Fields => at(noisyField.source, one, offset);
  const target = (one: State, offset = 0): Fields => at(noisyField.target, one, offset);
  const maps = ({ table, map }: MapPass): Fields => ({
    [noisyField.table]: table === null ? 0 : layout.tables[table]!,
    ...(map === null
      ? {}
      : {
          ...place(noisyField.matrix, layout.maps[map]!.values),
          ...place(noisyField.gradients, layout.maps[map]!.gradients),
        }),
  });
  const shapeOf = ({ digit, map, table, blocks }: MapPass, where: MapShape['place']): MapShape => ({
    digit,
    pattern: map === null ? IDENTITY_PATTERN : plan.maps[map]!.pattern,
    through: table === null ? 'none' : 'table',
    place: where,
    extent: { digits: plan.qubits, blocks: blocks === null ? 2 ** plan.bits : 1 },
  });
  const [first, second] = layout.adjoints;
  let adjoint = first;
  return {
    words,
    start: (to) => {
      if (plan.bits > 0) step(clear, { ...target(to, block), [noisyField.size]: state - block });
      step(unit, target(to));
      plan.start.forEach((one, i) => {
        step(extend, {
          ...target(to),
          ...place(noisyField.values, layout.start[i]!.values),
          ...list(layout.starts[i]!),
          [noisyField.size]: strideOf(one.digit),
        });
      });
    },
    forward: (pass, from, to) => {
      if (pass.kind === 'split') {
        if (from !== to) throw new Error('a split happens in place');
        for (const one of pass.blocks) {
          const other = (one + 2 ** pass.bit) * block;
          step(copyBlock, {
            ...source(from, one * block),
            ...target(to, other),
            [noisyField.size]: block,
          });
        }
        return;
      }
      const kernel = mapForward(shapeOf(pass, from === to ? 'same' : 'other'));
      const fields = maps(pass);
      if (pass.blocks === null) {
        step(kernel, { ...fields, ...source(from), ...target(to) });
        return;
      }
      for (let one = 0; one < 2 ** plan.bits; one++) {
        const ends = {
          ...source(from, one * block),
          ...target(to, one * block),
          [noisyField.size]: block,
        };
        if (pass.blocks.includes(one)) step(kernel, { ...fields, ...ends });
        else if (from !== to) step(copyBlock, ends);
      }
    },
    copy: (from, to) => {
      step(copyBlock, { ...source(from), ...target(to), [noisyField.size]: state });
    },
    read: (from) => {
      step(readValues, { ...source(from), ...list(layout.list), ...inLane(layout.lane.values) });
    },
    seed: () => {
      adjoint = first;
      const to = target({ address: adjoint });
      step(clear, { ...to, [noisyField.size]: state });
      step(seedValues, { ...to, ...list(layout.list), ...inLane(layout.lane.weights) });
    },
    backward: (pass, stored) => {
      const here = { address: adjoint };
      if (pass.kind === 'split') {
        for (const one of pass.blocks) {
          const other = (one + 2 ** pass.bit) * block;
          const size = { [noisyField.size]: block };
          step(addBlock, { ...source(here, other), ...target(here, one * block), ...size });
          step(clear, { ...target(here, other), ...size });
        }
        return;
      }
      const kernel = mapBackward(shapeOf(pass, pass.table === null ? 'same' : 'other'));
      const fields = maps(pass);
      if (pass.blocks !== null) {
        for (const one of pass.blocks) {
          step(kernel, {
            ...fields,
            ...source(here, one * block),
            ...target(here, one * block),
            ...at(noisyField.stored, stored, one * block),
          });
        }
        return;
      }
      const there = { address: adjoint === first ? second : first };
      const to = pass.table === null ? here : there;
      step(kernel, {
        ...fields,
        ...source(here),
        ...target(to),
        ...at(noisyField.stored, stored),
      });
      adjoint = to.address;
    },
    startBackward: (stored) => {
      if (!startVaries(plan)) return;
      for (const [i, one] of [...plan.start.entries()].reverse()) {
        step(extendBackward, {
          ...target({ address: adjoint }),
          ...at(noisyField.stored, stored),
          ...place(noisyField.values, layout.start[i]!.values),
          ...place(noisyField.gradients, layout.start[i]!.gradients),
          ...list(layout.starts[i]!),
          [noisyField.size]: strideOf(one.digit),
        });
      }
    },
  };
}
