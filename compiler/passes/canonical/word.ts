import { isKnown, isWholeTurns, known, negative, plus, type Angle } from './angle.ts';
import {
  angleOf,
  identity,
  isDiagonal,
  isFlip,
  followedBy,
  turn,
  type Quaternion,
} from './quaternion.ts';

/**
 * What happens to one qubit between two others: gates of fixed angles and `rz` of open ones in turns. It acts as
 * `first`, then for each factor as `rz(angle)` and then as `after`. Angles of factors have terms and no constant.
 *
 * Words that the functions here give are in order: between two factors stands neither a diagonal gate nor a flip, which
 * the angles would join through.
 */
export interface Word {
  readonly first: Quaternion;
  readonly factors: readonly Factor[];
}

export interface Factor {
  readonly angle: Angle;
  readonly after: Quaternion;
}

const NONE: readonly Factor[] = [];

export const nothing: Word = { first: identity, factors: NONE };

export function fixed(gate: Quaternion): Word {
  return { first: gate, factors: NONE };
}

/** `rz(angle)`. */
export function turned(angle: Angle): Word {
  if (isKnown(angle)) return fixed(turn(angle.constant));
  const open: Factor = {
    angle: { constant: 0, terms: angle.terms },
    after: angle.constant === 0 ? identity : turn(angle.constant),
  };
  return { first: identity, factors: [open] };
}

/** The word that acts as `a` and then as `b`. */
export function join(a: Word, b: Word): Word {
  if (b === nothing) return a;
  if (a === nothing) return b;
  if (a.factors.length === 0) return { first: followedBy(a.first, b.first), factors: b.factors };
  let word = appended(a, b.first);
  for (const { angle, after } of b.factors) word = appended(withTurn(word, angle), after);
  return word;
}

/** Fixed gates behind a word. */
function appended({ first, factors }: Word, gate: Quaternion): Word {
  const last = factors.at(-1);
  if (last === undefined) return fixed(followedBy(first, gate));
  const joined = { angle: last.angle, after: followedBy(last.after, gate) };
  return { first, factors: [...factors.slice(0, -1), joined] };
}

/** `rz` of an open angle behind a word: it joins the one before where only a diagonal gate or a flip is between. */
function withTurn(word: Word, angle: Angle): Word {
  const last = word.factors.at(-1);
  const before = last?.after ?? word.first;
  const sign = isDiagonal(before) ? 1 : isFlip(before) ? -1 : 0;
  if (last === undefined || sign === 0) {
    return { first: word.first, factors: [...word.factors, { angle, after: identity }] };
  }
  const sum = plus(last.angle, sign === 1 ? angle : negative(angle));
  const rest: Word = { first: word.first, factors: word.factors.slice(0, -1) };
  if (!isKnown(sum)) return { ...rest, factors: [...rest.factors, { angle: sum, after: before }] };
  return settled(appended(rest, before));
}

/** Where a factor has vanished, the ones around it may meet. */
function settled(word: Word): Word {
  const last = word.factors.at(-1);
  if (last === undefined) return word;
  const rest: Word = { first: word.first, factors: word.factors.slice(0, -1) };
  return appended(withTurn(rest, last.angle), last.after);
}

/** What keeps the basis states apart: `rz(angle)`, then a flip or not. */
export interface Monomial {
  readonly angle: Angle;
  readonly flips: boolean;
}

/** The word as a monomial, where it is one. */
export function asMonomial(word: Word): Monomial | undefined {
  if (word.factors.length > 1) return undefined;
  const head = monomialOf(word.first);
  const [factor] = word.factors;
  if (head === undefined || factor === undefined) return head;
  const tail = monomialOf(factor.after);
  if (tail === undefined) return undefined;
  return followed(followed(head, { angle: factor.angle, flips: false }), tail);
}

/** One after the other; a turn behind a flip is a turn back before it. */
function followed(a: Monomial, b: Monomial): Monomial {
  return {
    angle: plus(a.angle, a.flips ? negative(b.angle) : b.angle),
    flips: a.flips !== b.flips,
  };
}

function monomialOf(gate: Quaternion): Monomial | undefined {
  if (isDiagonal(gate)) return { angle: known(angleOf(gate)), flips: false };
  if (!isFlip(gate)) return undefined;
  // X rz(a) = cos(a/2) X - sin(a/2) Y, phases aside.
  const [, x, y] = gate;
  return { angle: known(-2 * Math.atan2(y, x)), flips: true };
}

export function monomialWord({ angle, flips }: Monomial): Word {
  const turning = turned(angle);
  return flips ? join(turning, fixed([0, 1, 0, 0])) : turning;
}

export function isNothing(word: Word): boolean {
  return (
    word.factors.length === 0 && isDiagonal(word.first) && isWholeTurns(known(angleOf(word.first)))
  );
}

/**
 * A word as one without the turn at its end, and that turn, which diagonal gates behind it let pass: all of a word that
 * is a monomial.
 */
export function splitTail(word: Word): { readonly body: Word; readonly tail: Monomial } {
  const whole = asMonomial(word);
  if (whole !== undefined) return { body: nothing, tail: whole };
  const last = word.factors.at(-1);
  const end = last?.after ?? word.first;
  if (last !== undefined && isDiagonal(end)) {
    const rest: Word = { first: word.first, factors: word.factors.slice(0, -1) };
    const before = splitTail(rest);
    const angle = plus(plus(last.angle, known(angleOf(end))), before.tail.angle);
    return { body: before.body, tail: { angle, flips: false } };
  }
  const phi = lastTurn(end);
  const body = followedBy(end, turn(-phi));
  return {
    body:
      last === undefined
        ? fixed(body)
        : {
            first: word.first,
            factors: [...word.factors.slice(0, -1), { angle: last.angle, after: body }],
          },
    tail: { angle: known(phi), flips: false },
  };
}

/** A word as the turn at its beginning and what comes behind it. */
export function splitHead({ first, factors }: Word): { readonly head: Angle; readonly rest: Word } {
  const [factor, ...others] = factors;
  if (factor !== undefined && isDiagonal(first)) {
    const head = plus(factor.angle, known(angleOf(first)));
    return { head, rest: { first: factor.after, factors: others } };
  }
  const lambda = firstTurn(first);
  return { head: known(lambda), rest: { first: followedBy(turn(-lambda), first), factors } };
}

/** The `phi` of a gate as `rz(phi) rx(theta) rz(...)`. */
function lastTurn([w, x, y, z]: Quaternion): number {
  return Math.atan2(z, w) + Math.atan2(y, x);
}

/** The `lambda` of a gate as `rz(...) rx(theta) rz(lambda)`, matrices in that order. */
function firstTurn([w, x, y, z]: Quaternion): number {
  return Math.atan2(z, w) - Math.atan2(y, x);
}
