import { randomStream } from '../../data/random.ts';
import { splitByFractions, splitGroupsByFractions } from '../../data/split/fractions.ts';
import type { SplitRows } from '../../data/dataset.ts';
import type { Baseline, Learnt, Lesson } from './lesson.ts';

/** A classical model after its search. */
export interface Searched extends Learnt {
  /** The settings that were best, e.g. `c 10`. */
  readonly text: string;
}

/** Of the training rows: what settings are judged by where the data has no validation split of its own. */
const HELD_OUT = 0.2;

/**
 * Tries all settings of a baseline, judges them on the validation split, and examines the best ones on the test split.
 * Without a validation split about a fifth of the training rows is held out for it, whole groups of a grouped split, and
 * the best settings then learn from all of them. The test split decides nothing.
 */
export async function search(
  baseline: Baseline,
  lesson: Lesson,
  rows: SplitRows,
  isQuick: boolean,
): Promise<Searched> {
  const { train, judge } = judged(lesson, rows);
  const all = baseline.candidates(lesson, isQuick);
  let best = all[0]!;
  let most = -Infinity;
  for (const candidate of all.length > 1 ? all : []) {
    const { score } = await candidate.examine(train, judge);
    await lesson.pause();
    lesson.signal.throwIfAborted();
    if (score > most) [best, most] = [candidate, score];
  }
  const whole = randomStream(lesson.seed, 'compare/order').shuffle(rows.train.slice());
  return { ...(await best.examine(whole, rows.test)), text: best.text };
}

function judged(
  lesson: Lesson,
  { train, validate }: SplitRows,
): { readonly train: Uint32Array; readonly judge: Uint32Array } {
  const order = (rows: Uint32Array): Uint32Array =>
    randomStream(lesson.seed, 'compare/order').shuffle(rows.slice());
  if (validate.length > 0) return { train: order(train), judge: validate };
  const parts = heldOut(lesson, train);
  const named = (places: Uint32Array): Uint32Array => places.map((place) => train[place]!);
  return { train: order(named(parts.train)), judge: named(parts.validate) };
}

/** Whole groups where the data is split by them: settings have to suit groups that nobody has learnt from. */
function heldOut({ classes, groups, seed, truth }: Lesson, train: Uint32Array): SplitRows {
  const fractions = { train: 1 - HELD_OUT, validate: HELD_OUT, test: 0 };
  const facts = { count: train.length, seed };
  const own = groups && Array.from(train, (row) => groups[row]!);
  if (own && new Set(own).size > 1)
    return splitGroupsByFractions({ ...facts, strata: undefined }, fractions, own);
  const strata = classes === null ? undefined : Array.from(train, (row) => truth[row]!);
  return splitByFractions({ ...facts, strata }, fractions);
}
