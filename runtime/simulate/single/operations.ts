import { type Mask, parity, pullBack } from '../plan/bits.ts';
import type { Equation } from '../plan/equations.ts';
import type { Condition } from '../lower/element.ts';
import type { Coordinates } from './coordinates.ts';
import type { Turn } from './stages.ts';
import { type Where, whereHold } from './where.ts';

/** Rotations that one kernel call does. */
export type Operation = GroupTurns | OddTurn;

export interface GroupTurns extends TurnSet {
  readonly kind: 'turns';
  readonly cosines: Turn['cosines'];
  /** The same rotations in sets that leave registers for the adjoint. */
  readonly undo: readonly TurnSet[];
}

/** Rotations that flip groups, up to three, and rotations that flip lanes only; these act on every group. */
export interface TurnSet {
  readonly groups: readonly OneTurn[];
  readonly lanes: readonly OneTurn[];
  /** The first group of each block. */
  readonly where: Where;
}

/** A rotation in a chunk's coordinates: group and lane apart. */
export interface OneTurn {
  readonly slot: number;
  readonly group: Mask;
  readonly lane: Mask;
  /** Plus one for each lane of the upper entry, minus one for the lower. */
  readonly signs: readonly number[];
}

/** A rotation that needs its lanes one by one. */
export interface OddTurn {
  readonly kind: 'odd';
  readonly cosines: Turn['cosines'];
  readonly slot: number;
  readonly group: Mask;
  readonly lane: Mask;
  /** Groups whose lanes have the same signs; together these are all pairs. */
  readonly cases: readonly OddCase[];
}

export interface OddCase {
  /** Signs of the lanes, zero where they do not take part, and those of the partner's. */
  readonly signs: readonly number[];
  readonly partnerSigns: readonly number[];
  readonly where: Where;
}

/** Slots of an operation's rotations, those that flip groups first. */
export function slotsOf(operation: Operation): readonly number[] {
  if (operation.kind === 'odd') return [operation.slot];
  return [...operation.groups, ...operation.lanes].map(({ slot }) => slot);
}

const WIDEST = 3;
const MOST_LANE_TURNS = 2;

interface LocalTurn extends Turn {
  readonly group: Mask;
  readonly lane: Mask;
}

/** Packs rotations that commute into few operations. */
export function operationsOf(
  turns: readonly Turn[],
  coordinates: Coordinates,
  lanes: number,
): readonly Operation[] {
  const laneMask = lanes - 1;
  const laneBits = Math.log2(lanes);
  const groupBits = coordinates.local - laneBits;
  const local = turns.map((turn): LocalTurn => {
    const flip = coordinates.flip(turn.flip);
    return {
      ...turn,
      parity: pullBack(turn.parity, coordinates.basis),
      conditions: turn.conditions.map(({ mask, value }) => {
        return { mask: pullBack(mask, coordinates.basis), value };
      }),
      group: flip >> laneBits,
      lane: flip & laneMask,
    };
  });
  const lookUp = { laneBits, groupBits, lanes };
  const families = new Map<string, { grouped: LocalTurn[]; inLanes: LocalTurn[] }>();
  const odd: LocalTurn[] = [];
  for (const turn of local) {
    const conditions = turn.conditions.map(({ mask, value }) => `${mask}=${value}`).join();
    const key = `${turn.cosines} ${conditions}`;
    const family = families.get(key) ?? { grouped: [], inLanes: [] };
    families.set(key, family);
    const conditionInLanes = turn.conditions.some(({ mask }) => (mask & laneMask) !== 0);
    if (turn.lane === 0 && !conditionInLanes) family.grouped.push(turn);
    else if (turn.group === 0 && turn.parity >> laneBits === 0 && turn.conditions.length === 0) {
      family.inLanes.push(turn);
    } else odd.push(turn);
  }
  return [
    ...[...families.values()].flatMap(({ grouped, inLanes }) => pack(grouped, inLanes, lookUp)),
    ...odd.map((turn) => spread(turn, lookUp)),
  ];
}

interface LookUp {
  readonly laneBits: number;
  readonly groupBits: number;
  readonly lanes: number;
}

function pack(
  grouped: readonly LocalTurn[],
  inLanes: readonly LocalTurn[],
  lookUp: LookUp,
): readonly GroupTurns[] {
  const sets = packApart(grouped, lookUp);
  const laneSets = chunked(inLanes, MOST_LANE_TURNS);
  const count = Math.max(sets.length, laneSets.length);
  return Array.from({ length: count }, (_, i) => {
    // Lanes go with the narrowest set, which has registers left.
    const set = sets[sets.length - 1 - i] ?? [];
    const own = laneSets[i] ?? [];
    const some = set[0] ?? own[0]!;
    const setOf = (turns: readonly LocalTurn[], inLanesToo: readonly LocalTurn[]): TurnSet[] => {
      const where = whereHold(
        [
          ...groupEquations(some.conditions, lookUp),
          ...turns.map(({ parity: mask }): Equation => ({
            mask: mask >> lookUp.laneBits,
            value: 0,
          })),
        ],
        lookUp.groupBits,
      );
      const placed = (turn: LocalTurn): OneTurn => oneTurn(turn, lookUp);
      return where ? [{ groups: turns.map(placed), lanes: inLanesToo.map(placed), where }] : [];
    };
    return setOf(set, own).map((whole): GroupTurns => ({
      ...whole,
      kind: 'turns',
      cosines: some.cosines,
      undo:
        own.length > 0 && set.length > 1
          ? [...setOf(set.slice(1), []), ...setOf(set.slice(0, 1), own)]
          : [whole],
    }));
  }).flat();
}

function groupEquations(conditions: readonly Condition[], { laneBits }: LookUp): Equation[] {
  return conditions.map(({ mask, value }) => ({ mask: mask >> laneBits, value }));
}

function oneTurn(turn: LocalTurn, { lanes }: LookUp): OneTurn {
  const { slot, group, lane } = turn;
  return { slot, group, lane, signs: signsOf(turn.parity, lanes) };
}

function signsOf(mask: Mask, lanes: number): readonly number[] {
  return Array.from({ length: lanes }, (_, lane) => (parity(mask & lane) === 0 ? 1 : -1));
}

/** Sets of rotations such that either's flip has even parity with the other's parity. */
function packApart(
  turns: readonly LocalTurn[],
  { laneBits }: LookUp,
): readonly (readonly LocalTurn[])[] {
  const sets: LocalTurn[][] = [];
  for (const turn of turns) {
    const home = sets.find(
      (set) => set.length < WIDEST && set.every((other) => apart(other, turn, laneBits)),
    );
    if (home) home.push(turn);
    else sets.push([turn]);
  }
  return sets;
}

function apart(a: LocalTurn, b: LocalTurn, laneBits: number): boolean {
  const even = (one: LocalTurn, other: LocalTurn): boolean =>
    parity((one.parity >> laneBits) & other.group) === 0;
  return even(a, b) && even(b, a);
}

function chunked<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );
}

/**
 * A rotation that flips lanes, or has conditions on them: a case for each combination of the parities of the group that
 * the signs of its lanes depend on.
 */
function spread(turn: LocalTurn, { laneBits, groupBits, lanes }: LookUp): OddTurn {
  const { group, lane } = turn;
  const own = turn.parity >> laneBits;
  const changesGroup = parity(own & group);
  const inLanes = turn.conditions.filter(({ mask }) => (mask & (lanes - 1)) !== 0);
  const inGroups = turn.conditions.filter((condition) => !inLanes.includes(condition));
  const fixed: Equation[] = groupEquations(inGroups, { laneBits, groupBits, lanes });
  // Of each pair, the group that is visited.
  if (changesGroup === 1) fixed.push({ mask: own, value: 0 });
  else if (group !== 0) fixed.push({ mask: group & -group, value: 0 });
  const signed = changesGroup === 0 ? [own] : [];
  const open = [...inLanes.map(({ mask }) => mask >> laneBits), ...signed];
  const cases = Array.from({ length: 2 ** open.length }, (_, combination): OddCase[] => {
    const value = (i: number): 0 | 1 => ((combination >> i) & 1) as 0 | 1;
    const where = whereHold(
      [...fixed, ...open.map((mask, i): Equation => ({ mask, value: value(i) }))],
      groupBits,
    );
    if (!where) return [];
    const parityOfGroup = signed.length === 0 ? 0 : value(inLanes.length);
    const signs = (partner: boolean): readonly number[] =>
      signsOf(turn.parity, lanes).map((sign, l) => {
        const takesPart = inLanes.every(({ mask, value: wanted }, i) => {
          const moved = partner ? parity((mask >> laneBits) & group) : 0;
          return (parity(mask & l & (lanes - 1)) ^ value(i) ^ moved) === wanted;
        });
        const odd = parityOfGroup ^ (partner ? changesGroup : 0);
        return takesPart ? (odd === 1 ? -sign : sign) : 0;
      });
    return [{ signs: signs(false), partnerSigns: signs(true), where }];
  }).flat();
  return { kind: 'odd', cosines: turn.cosines, slot: turn.slot, group, lane, cases };
}
