import { isKnown, plus, type Angle } from '../passes/canonical/angle.ts';
import {
  angleOf as turnOf,
  eulerOf,
  followedBy,
  identity,
  rotation as aboutAxis,
  type Quaternion,
} from '../passes/canonical/quaternion.ts';
import { quartersOf, unsigned, type WordRotation } from './frame.ts';
import { commute, minusITimes, pulledThrough, sameLetters, type PauliWord } from './pauli-word.ts';

/** Rotations that act first, and Clifford rotations behind them. */
export interface Reduced {
  readonly rotations: readonly WordRotation[];
  /** A word behind the Clifford rotations as one before them. */
  readonly before: (word: PauliWord) => PauliWord;
}

/**
 * Joins rotations about the same word that meet, where what stands between commutes, and runs of fixed rotations about
 * words of which two generate the third (turns of one qubit, in some frame). What becomes a Clifford rotation goes to
 * the end.
 *
 * @param budget how many pairs may be compared
 * @returns undefined where that was not enough
 */
export function reduce(source: readonly WordRotation[], budget: number): Reduced | undefined {
  let rotations = source;
  const clifford: WordRotation[] = [];
  let left = budget;
  for (;;) {
    const done: WordRotation[] = [];
    /** Moves a Clifford rotation that acts before `done[from]` to the end. */
    const absorb = (axis: WordRotation, quarters: number, from: number): void => {
      if (quarters === 0) return;
      for (let k = from; k < done.length; k++) {
        const { word, angle } = done[k]!;
        done[k] = unsigned(pulledThrough(word, axis.word, quarters), angle);
      }
      clifford.push(axis);
      moved.push({ axis: axis.word, quarters });
    };
    /** What of the rest of the source is to be pulled through first. */
    const moved: { readonly axis: PauliWord; readonly quarters: number }[] = [];
    const put = (each: WordRotation): void => {
      const quarters = quartersOf(each.angle);
      if (quarters === undefined) done.push(each);
      else absorb(each, quarters, done.length);
    };
    for (const given of rotations) {
      let word = given.word;
      for (const { axis, quarters } of moved) word = pulledThrough(word, axis, quarters);
      const each = unsigned(word, given.angle);
      const meeting = placeOf(each, done);
      left -= done.length - Math.max(0, meeting.at);
      if (left < 0) return undefined;
      if (meeting.kind === 'same') {
        const angle = plus(done[meeting.at]!.angle, each.angle);
        const quarters = quartersOf(angle);
        if (quarters === undefined) done[meeting.at] = { word: each.word, angle };
        else {
          done.splice(meeting.at, 1);
          absorb({ word: each.word, angle }, quarters, meeting.at);
        }
        continue;
      }
      const run = isKnown(each.angle) && meeting.at >= 0 ? runBefore(each, done, meeting.at) : [];
      const turned = run.length > 1 ? asFewer(each, done, run) : undefined;
      if (turned === undefined) put(each);
      else {
        for (const index of run) done.splice(index, 1);
        turned.forEach(put);
      }
    }
    if (done.length === rotations.length) {
      return { rotations: done, before: (word) => throughAll(word, clifford) };
    }
    rotations = done;
  }
}

/** The Clifford rotations were moved behind those that were there: the first one moved acts last. */
function throughAll(word: PauliWord, clifford: readonly WordRotation[]): PauliWord {
  return clifford.reduce(
    (inner, { word: axis, angle }) => pulledThrough(inner, axis, quartersOf(angle)!),
    word,
  );
}

/** What a rotation meets on its way to the front: one about its word, or one that it does not pass. */
function placeOf(
  { word }: WordRotation,
  done: readonly WordRotation[],
): { readonly kind: 'same' | 'blocked'; readonly at: number } {
  for (let at = done.length - 1; at >= 0; at--) {
    const other = done[at]!.word;
    if (sameLetters(word, other)) return { kind: 'same', at };
    if (!commute(word, other)) return { kind: 'blocked', at };
  }
  return { kind: 'blocked', at: -1 };
}

/** Fixed rotations about the words of the two and their product that can be moved to the end, latest first. */
function runBefore(
  { word }: WordRotation,
  done: readonly WordRotation[],
  at: number,
): readonly number[] {
  const second = done[at]!.word;
  const third = minusITimes(word, second);
  const between: PauliWord[] = [];
  const run: number[] = [];
  for (let k = done.length - 1; k >= 0 && done.length - k < REACH; k--) {
    const other = done[k]!;
    const belongs =
      isKnown(other.angle) && [word, second, third].some((own) => sameLetters(own, other.word));
    if (belongs && between.every((each) => commute(each, other.word))) run.push(k);
    else if (belongs) break;
    else between.push(other.word);
    // What keeps two of the words apart keeps everything apart.
    if ([word, second].every((own) => between.some((each) => !commute(each, own)))) break;
  }
  return run;
}

const REACH = 400;

/** A run and the rotation behind it as rotations about two words, where these are fewer. */
function asFewer(
  last: WordRotation,
  done: readonly WordRotation[],
  run: readonly number[],
): readonly WordRotation[] | undefined {
  const z = last.word;
  const y = done[run[0]!]!.word;
  if (sameLetters(y, z)) return undefined;
  // Y Z = i X.
  const x = minusITimes(y, z);
  const all = [...run.toReversed().map((index) => done[index]!), last];
  const whole = all.reduce<Quaternion>((before, { word, angle }) => {
    const axis = sameLetters(word, z) ? 'z' : sameLetters(word, y) ? 'y' : 'x';
    const sign = axis === 'x' && word.negative !== x.negative ? -1 : 1;
    return followedBy(before, aboutAxis(axis, sign * angle.constant));
  }, identity);
  const { theta, phi, lambda } = eulerOf(whole);
  const nothing = Math.abs(theta) < CLOSE;
  const steps = nothing
    ? [turnAbout(z, turnOf(whole))]
    : [turnAbout(z, lambda), turnAbout(y, theta), turnAbout(z, phi)];
  const left = steps.filter(({ angle }) => quartersOf(angle) !== 0);
  return left.length < all.length ? left : undefined;
}

const CLOSE = 1e-9;

function turnAbout(word: PauliWord, constant: number): WordRotation {
  const angle: Angle = { constant, terms: [] };
  return { word, angle };
}
