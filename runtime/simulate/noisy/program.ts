import type { Kernel, KernelNumbers } from '../kernels/kernel.ts';
import { WORDS } from '../kernels/record.ts';
import { mapForward, type MapShape } from './kernels/map.ts';
import { mapBackward } from './kernels/map-backward.ts';
import { noisyField } from './kernels/record.ts';
import { clear, extend, extendBackward, unit } from './kernels/start.ts';
import { addBlock, copyBlock, readValues, seedValues } from './kernels/values.ts';
import type { NoisyLayout, Place } from './layout.ts';
import { IDENTITY_PATTERN } from './pattern.ts';
import type { NoisyPlan, Pass } from './plan.ts';
import { startVaries } from './slots.ts';

/** Which of a tile's states a step reads or writes, or an absolute address. */
type State = number | { readonly address: number };

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
  const source = (one: State, offset = 0): Fields => at(noisyField.source, one, offset);
  const target = (one: State, offset = 0): Fields => at(noisyField.target, one, offset);
  const maps = (pass: Pass & { kind: 'maps' }): Fields =>
    Object.assign(
      { [noisyField.table]: pass.table === null ? 0 : layout.tables[pass.table]! },
      ...pass.digits.flatMap(({ map }, i): Fields[] => {
        if (map === null) return [];
        const { values, gradients } = layout.maps[map]!;
        return [
          place(noisyField.matrices + 2 * i, values),
          place(noisyField.gradients + 2 * i, gradients),
        ];
      }),
    ) as Fields;
  const shapeOf = (pass: Pass & { kind: 'maps' }): MapShape => ({
    digits: pass.digits.map(({ digit, map }) => ({
      digit,
      pattern: map === null ? IDENTITY_PATTERN : plan.maps[map]!.pattern,
    })),
    through: pass.table === null ? 'none' : 'table',
  });
  const [first, second] = layout.adjoints;
  let adjoint = first;
  return {
    words,
    start: (to) => {
      if (plan.bits > 0) step(clear, { ...target(to, block), [noisyField.size]: state - block });
      step(unit, target(to));
      let size = 16;
      plan.start.forEach((one, i) => {
        const count = one.kind === 'qubit' ? 4 : 4 ** one.qubits;
        step(extend, {
          ...target(to),
          ...place(noisyField.values, layout.start[i]!.values),
          [noisyField.size]: size,
          [noisyField.count]: count,
        });
        size *= count;
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
      const kernel = mapForward(shapeOf(pass));
      const fields = maps(pass);
      if (pass.blocks === null) {
        step(kernel, { ...fields, ...source(from), ...target(to), [noisyField.size]: state });
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
      step(readValues, { ...source(from), ...listFields(layout, layout.lane.values) });
    },
    seed: () => {
      adjoint = first;
      const to = target({ address: adjoint });
      step(clear, { ...to, [noisyField.size]: state });
      step(seedValues, { ...to, ...listFields(layout, layout.lane.weights) });
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
      const kernel = mapBackward(shapeOf(pass));
      const fields = maps(pass);
      if (pass.blocks !== null) {
        for (const one of pass.blocks) {
          step(kernel, {
            ...fields,
            ...source(here, one * block),
            ...target(here, one * block),
            ...at(noisyField.stored, stored, one * block),
            [noisyField.size]: block,
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
        [noisyField.size]: state,
      });
      adjoint = to.address;
    },
    startBackward: (stored) => {
      if (!startVaries(plan)) return;
      let size = block;
      for (const [i, one] of [...plan.start.entries()].reverse()) {
        const count = one.kind === 'qubit' ? 4 : 4 ** one.qubits;
        size /= count;
        step(extendBackward, {
          ...target({ address: adjoint }),
          ...at(noisyField.stored, stored),
          ...place(noisyField.values, layout.start[i]!.values),
          ...place(noisyField.gradients, layout.start[i]!.gradients),
          [noisyField.size]: size,
          [noisyField.count]: count,
        });
      }
    },
  };
}

function listFields({ list }: NoisyLayout, values: number): Fields {
  return {
    [noisyField.values]: values,
    [noisyField.values + 1]: -1,
    [noisyField.list]: list.start,
    [noisyField.listEnd]: list.end,
  };
}
