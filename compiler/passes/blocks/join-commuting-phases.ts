import { halved, isKnown, known, negative, plus, type Angle } from '../canonical/angle.ts';
import { entanglersOf, type Canonical, type Operation, type Turn } from '../canonical/operation.ts';
import {
  followedBy,
  fromAxes,
  identity,
  inverse,
  isDiagonal,
  turnedAxis,
  type Quaternion,
  type Vector,
} from '../canonical/quaternion.ts';
import { fixed, join, nothing, splitHead, turned, type Word } from '../canonical/word.ts';
import type { Phases } from '../translate/dialect.ts';
import { blocksOf, type Block, type Members } from './blocks-of.ts';
import { threeEntanglers, twoEntanglers } from './cores.ts';
import { replaceBlocks } from './replace-blocks.ts';

const ENTANGLERS_OF_SWAP = 3;
const CLOSE = 1e-9;
const Z: Vector = [0, 0, 1];

/**
 * Writes `ising` of open angles that follow each other on two qubits with fixed turns between, where all of them commute,
 * as `exp(i (x XX + y YY + z ZZ))`: two or three entanglers around turns whose angles are still affine forms. So does a
 * Heisenberg coupling, and a swap next to it costs nothing.
 *
 * Preserves the unitary up to global phase.
 *
 * @param phases of a device with one gate for any angle of `ising`
 */
export function joinCommutingPhases(circuit: Canonical, phases: Phases | null): Canonical {
  return [HEADED, FIXED].reduce((source, turn) => joined(source, turn, phases), circuit);
}

/** An open `rz` ahead of a fixed gate: `collect` has moved it there, and it may go back. */
const HEADED = ({ first, factors }: Word): boolean =>
  factors.length === 0 || (factors.length === 1 && isDiagonal(first));
const FIXED = ({ factors }: Word): boolean => factors.length === 0;

function joined(circuit: Canonical, turn: Members['turn'], phases: Phases | null): Canonical {
  return replaceBlocks(circuit, blocksOf(circuit, { turn, openPhases: true }), (block) => {
    const members = block.members.map((index) => circuit.operations[index]!);
    const gathered = gather(members, block);
    if (gathered === undefined) return undefined;
    const coordinates = coordinatesOf(gathered.couplings);
    if (coordinates === undefined) return undefined;
    const needed = gathered.isSwapped || !isNothing(coordinates.values[2]) ? 3 : 2;
    if (needed >= costOf(members, phases !== null)) return undefined;
    return written(gathered, coordinates, needed, block, members.at(-1)!.origin);
  });
}

/** `exp(-i angle PQ / 2)`, with P and Q as directions. */
interface Coupling {
  readonly axes: readonly [Vector, Vector];
  readonly angle: Angle;
}

/**
 * Turns of open angles first, then couplings, then the turns of what was on the first and on the second qubit, then an
 * exchange of the two.
 */
interface Gathered {
  readonly ahead: readonly [Word, Word];
  readonly couplings: readonly Coupling[];
  readonly turns: readonly [Quaternion, Quaternion];
  readonly isSwapped: boolean;
}

/** Undefined where an open turn does not commute with what is before it. */
function gather(members: readonly Operation[], { a }: Block): Gathered | undefined {
  const ahead: [Word, Word] = [nothing, nothing];
  const turns: [Quaternion, Quaternion] = [identity, identity];
  const couplings: Coupling[] = [];
  let isSwapped = false;
  const axisOf = (which: 0 | 1): Vector => turnedAxis(Z, inverse(turns[which]));
  for (const operation of members) {
    if (operation.kind === 'swap') isSwapped = !isSwapped;
    else if (operation.kind === 'ising') {
      couplings.push({ axes: [axisOf(0), axisOf(1)], angle: operation.angle });
    } else if (operation.kind === 'turn') {
      const which = (operation.qubit === a) === isSwapped ? 1 : 0;
      const { word } = operation;
      if (word.factors.length === 0) {
        turns[which] = followedBy(turns[which], word.first);
        continue;
      }
      const { head, rest } = splitHead(word);
      const axis = axisOf(which);
      if (!couplings.every(({ axes }) => isAlong(axes[which], axis))) return undefined;
      const around = [fixed(turns[which]), turned(head), fixed(inverse(turns[which]))];
      ahead[which] = around.reduce(join, ahead[which]);
      turns[which] = followedBy(turns[which], rest.first);
    }
  }
  return { ahead, couplings, turns, isSwapped };
}

interface Coordinates {
  /** For each qubit what turns the axes of the couplings to X, Y and Z. */
  readonly frames: readonly [Quaternion, Quaternion];
  /** Of XX, YY and ZZ. */
  readonly values: readonly [Angle, Angle, Angle];
}

/** Undefined where not all couplings commute, and where they have one axis only. */
function coordinatesOf(couplings: readonly Coupling[]): Coordinates | undefined {
  const first = couplings[0]?.axes;
  const second = couplings.find(({ axes }) => first !== undefined && isAcross(axes, first))?.axes;
  if (first === undefined || second === undefined) return undefined;
  const bases = [0, 1].map((qubit): readonly Vector[] => {
    const [x, y] = [first[qubit]!, second[qubit]!];
    return [x, y, cross(x, y)];
  });
  const values: [Angle, Angle, Angle] = [known(0), known(0), known(0)];
  for (const { axes, angle } of couplings) {
    const axis = [0, 1, 2].find((k) => axes.every((one, q) => isAlong(one, bases[q]![k]!)));
    if (axis === undefined) return undefined;
    const sign = Math.sign(dot(axes[0], bases[0]![axis]!) * dot(axes[1], bases[1]![axis]!));
    // exp(-i angle PQ / 2) = exp(i (-angle / 2) PQ)
    const half = halved(angle);
    values[axis] = plus(values[axis]!, sign > 0 ? negative(half) : half);
  }
  return { frames: [fromAxes(bases[0]!), fromAxes(bases[1]!)], values };
}

function costOf(members: readonly Operation[], hasPhases: boolean): number {
  let cost = 0;
  let isOpen = false;
  for (const operation of members) {
    if (operation.kind === 'swap') cost += ENTANGLERS_OF_SWAP;
    else if (operation.kind === 'ising') {
      cost += hasPhases ? 1 : entanglersOf(operation.angle);
      isOpen ||= !isKnown(operation.angle);
    }
  }
  // Fixed angles are joined as numbers.
  return isOpen ? cost : 0;
}

function written(
  { ahead, turns, isSwapped }: Gathered,
  { frames, values }: Coordinates,
  entanglers: 2 | 3,
  { a, b }: Block,
  origin: number,
): readonly Operation[] {
  const turn = (qubit: number, word: Word): Turn => ({ kind: 'turn', qubit, word, origin });
  const [left, right] = turns.map((one, qubit) => followedBy(inverse(frames[qubit]!), one)) as [
    Quaternion,
    Quaternion,
  ];
  // A swap is exp(i pi/4 (XX + YY + ZZ)).
  const moved = isSwapped ? values.map((value) => plus(value, known(Math.PI / 4))) : values;
  const core = entanglers === 2 ? twoEntanglers : threeEntanglers;
  return [
    turn(a, join(ahead[0], fixed(frames[0]))),
    turn(b, join(ahead[1], fixed(frames[1]))),
    ...core(moved, a, b, origin),
    turn(isSwapped ? b : a, fixed(left)),
    turn(isSwapped ? a : b, fixed(right)),
  ];
}

type Axes = Coupling['axes'];

/** Do both differ by a right angle? */
function isAcross(some: Axes, others: Axes): boolean {
  return some.every((one, qubit) => Math.abs(dot(one, others[qubit]!)) < CLOSE);
}

function isAlong(one: Vector, other: Vector): boolean {
  return Math.abs(Math.abs(dot(one, other)) - 1) < CLOSE;
}

function isNothing(angle: Angle): boolean {
  return isKnown(angle) && angle.constant === 0;
}

function dot([a, b, c]: Vector, [x, y, z]: Vector): number {
  return a * x + b * y + c * z;
}

function cross([a, b, c]: Vector, [x, y, z]: Vector): Vector {
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}
