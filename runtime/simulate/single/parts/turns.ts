import type { Kernel } from '../../kernels/kernel.ts';
import { field, GROUP } from '../kernels/record.ts';
import {
  type OddShape,
  oddTurn,
  turn,
  type TurnShape,
  undoOddTurn,
  undoTurn,
} from '../kernels/turn.ts';
import { slotVaries } from '../../run/varies.ts';
import { type GroupTurns, type OddTurn, type Operation, slotsOf } from '../operations.ts';
import type { Arithmetic, Call, Fields, Part, Setting } from '../part.ts';
import type { Where } from '../where.ts';
import { signVector } from './signs.ts';

/**
 * Rotations.
 * @param later slots of rotations that have been undone by then, backward, whose scale has not
 */
export function turnsPart(setting: Setting, operation: Operation, later: readonly number[]): Part {
  const slots = slotsOf(operation);
  const gradients = setting.take(16 * slots.length);
  const varies = slots.some((slot) => slotVaries(setting.plan, slot));
  const fields = { ...angleFields(setting, slots) };
  slots.forEach((_, j) => {
    fields[field.gradients + j] = gradients + 16 * j;
  });
  const { forward, backward } =
    operation.kind === 'odd'
      ? oddCalls(setting, operation, fields)
      : groupCalls(setting, operation, fields, varies);
  return {
    forward,
    backward,
    begin: ({ views }) => {
      views.doubles.fill(0, gradients / 8, gradients / 8 + 2 * slots.length);
    },
    collect: (sample, { slots: sums }) => {
      if (!varies) return;
      const factor = sample.scale(later) ** 2;
      const { doubles } = sample.views;
      slots.forEach((slot, j) => {
        const at = gradients / 8 + 2 * j;
        sums[slot]! += factor * (doubles[at]! + doubles[at + 1]!);
      });
    },
  };
}

type Calls = Pick<Part, 'forward' | 'backward'>;

function groupCalls(
  setting: Setting,
  { groups, lanes, cosines, where }: GroupTurns,
  common: Fields,
  varies: boolean,
): Calls {
  const fields: Record<number, number | undefined> = { ...common, ...whereFields(setting, where) };
  groups.forEach(({ group }, j) => {
    fields[field.flips + j] = group * GROUP;
  });
  [...groups, ...lanes].forEach(({ signs }, j) => {
    fields[field.signs + j] = signVector(setting, signs);
  });
  const shape = (arithmetic: Arithmetic): TurnShape => ({
    width: groups.length,
    lanes: lanes.map(({ lane }) => lane),
    cosines: arithmetic === 'fast' ? cosines : 'within',
  });
  return {
    forward: (arithmetic) => [{ kernel: turn(shape(arithmetic)), fields }],
    backward: (arithmetic) => [
      { kernel: undoTurn({ ...shape(arithmetic), overlaps: varies }), fields },
    ],
  };
}

function oddCalls(setting: Setting, operation: OddTurn, common: Fields): Calls {
  const { group, lane, cosines, cases } = operation;
  const fields = cases.map(({ signs, partnerSigns, where }) => ({
    ...common,
    ...whereFields(setting, where),
    [field.flips]: group * GROUP,
    [field.signs]: signVector(setting, signs),
    [field.signs + 1]: signVector(setting, partnerSigns),
  }));
  const shape = (arithmetic: Arithmetic): OddShape => ({
    kind: group === 0 ? 'groups' : 'pairs',
    flip: lane,
    cosines: arithmetic === 'fast' ? cosines : 'within',
  });
  const calls = (kernel: Kernel): readonly Call[] => fields.map((one) => ({ kernel, fields: one }));
  return {
    forward: (arithmetic) => calls(oddTurn(shape(arithmetic))),
    backward: (arithmetic) => calls(undoOddTurn(shape(arithmetic))),
  };
}

function angleFields(setting: Setting, slots: readonly number[]): Record<number, number> {
  return Object.fromEntries(slots.map((slot, j) => [field.angles + j, setting.coefficient(slot)]));
}

function whereFields({ store }: Setting, { groups, moves, gates }: Where): Fields {
  // Lists of equal length and beginning may differ, so their numbers are the key.
  const list = store.list(`groups ${groups.join()}`, () => groups.map((group) => group * GROUP));
  const words = [
    ...moves.map(({ chunk, shift }) => [chunk, 0, shift * GROUP, 0]),
    ...gates.map(({ chunk, value }) => [chunk, value, 0, 1]),
  ].flat();
  const moved = store.list(`moves ${words.join()}`, () => Int32Array.from(words));
  return {
    [field.list]: list.start,
    [field.listEnd]: list.end,
    [field.moves]: moved.start,
    [field.movesEnd]: moved.end,
  };
}
