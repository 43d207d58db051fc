import type { Kernel } from '../../kernels/kernel.ts';
import { field, GROUP } from '../kernels/record.ts';
import { type OddShape, oddTurn, undoOddTurn } from '../kernels/odd-turn.ts';
import { turn, type TurnShape, undoTurn } from '../kernels/turn.ts';
import { slotVaries } from '../../run/varies.ts';
import { type GroupTurns, type OddTurn, type Operation, type TurnSet } from '../operations.ts';
import type { Arithmetic, Call, Fields, Part, Setting } from '../part.ts';
import type { Where } from '../where.ts';
import { signVector } from './signs.ts';

/**
 * Rotations.
 * @param later slots of rotations that have been undone by then, backward, whose scale has not
 */
export function turnsPart(setting: Setting, operation: Operation, later: readonly number[]): Part {
  const undone = undoneOf(operation, later);
  const gradients = setting.take(16 * undone.length);
  const varies = undone.some(({ slot }) => slotVaries(setting.plan, slot));
  const { forward, backward } =
    operation.kind === 'odd'
      ? oddCalls(setting, operation, gradients)
      : groupCalls(setting, operation, gradients, varies);
  return {
    forward,
    backward,
    begin: ({ views }) => {
      views.doubles.fill(0, gradients / 8, gradients / 8 + 2 * undone.length);
    },
    collect: (sample, { slots: sums }) => {
      if (!varies) return;
      const { doubles } = sample.views;
      undone.forEach(({ slot, pending }, j) => {
        const at = gradients / 8 + 2 * j;
        sums[slot]! += sample.scale(pending) ** 2 * (doubles[at]! + doubles[at + 1]!);
      });
    },
  };
}

/** The rotations in the order in which they are undone, and what is pending by then. */
function undoneOf(
  operation: Operation,
  later: readonly number[],
): readonly { readonly slot: number; readonly pending: readonly number[] }[] {
  if (operation.kind === 'odd') return [{ slot: operation.slot, pending: later }];
  let pending = later;
  return operation.undo.flatMap(({ groups, lanes }) => {
    const turns = [...groups, ...lanes].map(({ slot }) => ({ slot, pending }));
    if (operation.cosines === 'before') pending = [...pending, ...turns.map(({ slot }) => slot)];
    return turns;
  });
}

type Calls = Pick<Part, 'forward' | 'backward'>;

/** @param gradients where they are, in the order in which rotations are undone, 16 bytes each */
function groupCalls(
  setting: Setting,
  operation: GroupTurns,
  gradients: number,
  varies: boolean,
): Calls {
  const callOf = (
    arithmetic: Arithmetic,
    { groups, lanes, where }: TurnSet,
    kernelOf: (shape: TurnShape) => Kernel,
    before = 0,
  ): Call => {
    const fields: Record<number, number | undefined> = { ...whereFields(setting, where) };
    [...groups, ...lanes].forEach(({ slot, group, signs }, j) => {
      if (group !== 0) fields[field.flips + j] = group * GROUP;
      fields[field.angles + j] = setting.coefficient(slot);
      fields[field.signs + j] = signVector(setting, signs);
      fields[field.gradients + j] = gradients + 16 * (before + j);
    });
    const shape: TurnShape = {
      width: groups.length,
      lanes: lanes.map(({ lane }) => lane),
      cosines: arithmetic === 'fast' ? operation.cosines : 'within',
    };
    return { kernel: kernelOf(shape), fields };
  };
  const undo = (shape: TurnShape): Kernel => undoTurn({ ...shape, overlaps: varies });
  return {
    forward: (arithmetic) => [callOf(arithmetic, operation, turn)],
    backward: (arithmetic) => {
      let before = 0;
      return operation.undo.map((set) => {
        const call = callOf(arithmetic, set, undo, before);
        before += set.groups.length + set.lanes.length;
        return call;
      });
    },
  };
}

function oddCalls(setting: Setting, operation: OddTurn, gradients: number): Calls {
  const { slot, group, lane, cosines, cases } = operation;
  const fields = cases.map(({ signs, partnerSigns, where }) => ({
    ...whereFields(setting, where),
    [field.angles]: setting.coefficient(slot),
    [field.gradients]: gradients,
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
