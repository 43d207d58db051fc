/** What a twine does: `cx` between places, and at which moment which parity stands where. */
export type TwineStep =
  | { readonly kind: 'cx'; readonly control: number; readonly target: number }
  | {
      readonly kind: 'parity';
      readonly place: number;
      /** The qubits that are added up there, by their places at the start. */
      readonly of: readonly [number, number];
    };

export interface Twine {
  readonly steps: readonly TwineStep[];
  /** How many of the steps are `cx`. */
  readonly cost: number;
  /** The place at the end of what was on each place at the start. */
  readonly end: readonly number[];
}

/** The largest line for which every beginning is tried. */
const TRY_ALL = 40;

/**
 * The parities of all pairs of qubits with one `cx` for each and one more for each qubit but one, where any two may meet:
 * every qubit is added to all behind it, which then hold their differences to it, and those to the next one show when
 * it is added in turn (an order of Amy, Azimzadeh and Mosca 2018).
 *
 * @param isWanted which pairs are asked for
 */
export function star(length: number, isWanted: (a: number, b: number) => boolean): Twine {
  const steps: TwineStep[] = [];
  const cx = (control: number, target: number): void => {
    steps.push({ kind: 'cx', control, target });
  };
  for (let a = 0; a < length; a++) {
    for (let b = a + 1; b < length; b++) {
      cx(a, b);
      if (isWanted(a, b)) steps.push({ kind: 'parity', place: b, of: [a, b] });
    }
  }
  for (let place = 1; place < length; place++) cx(place - 1, place);
  const cost = (length * (length - 1)) / 2 + length - 1;
  return { steps, cost, end: Array.from({ length }, (_, place) => place) };
}

/**
 * The parities of all pairs of qubits by `cx` between neighbours on a line, `length^2 - 1` of them at most.
 *
 * Places hold the edges of a path through all qubits and a ghost that is always 0, each as the parity of its two ends.
 * When both its neighbours are added to an edge, what is left are the edges of a path again, with the ends of the
 * neighbours exchanged: the odd and the even edges take turns, as in a sorting network, until all pairs have met (after the parity twine of Dreier, Klaver, Fellner and Lechner 2025).
 *
 * @param length of the line, 2 at least
 * @param isWanted which pairs are asked for, by their places at the start
 */
export function lineTwine(length: number, isWanted: (a: number, b: number) => boolean): Twine {
  const middle = length >> 1;
  const ghosts = length <= TRY_ALL ? Array.from({ length: length - 1 }, (_, k) => k + 1) : [middle];
  let best: Twine | undefined;
  for (const ghost of ghosts) {
    for (const parity of [0, 1] as const) {
      const found = twineFrom(length, ghost, parity, isWanted);
      if (best === undefined || found.cost < best.cost) best = found;
    }
  }
  return best!;
}

const GHOST = -1;

function twineFrom(
  length: number,
  ghost: number,
  parity: 0 | 1,
  isWanted: (a: number, b: number) => boolean,
): Twine {
  const steps: TwineStep[] = [];
  const open = new Set<number>();
  for (let a = 0; a < length; a++) {
    for (let b = a + 1; b < length; b++) if (isWanted(a, b)) open.add(a * length + b);
  }
  const show = (place: number, p: number, q: number): void => {
    if (p === GHOST || q === GHOST) return;
    const [a, b] = p < q ? [p, q] : [q, p];
    if (open.delete(a * length + b)) steps.push({ kind: 'parity', place, of: [a, b] });
  };
  let cost = 0;
  const cx = (control: number, target: number): void => {
    cost += 1;
    steps.push({ kind: 'cx', control, target });
  };
  // Place k holds the edge between the vertices k and k + 1 of the path.
  const path = Array.from({ length: length + 1 }, (_, k) =>
    k === ghost ? GHOST : k < ghost ? k : k - 1,
  );
  for (let place = 0; place < ghost - 1; place++) cx(place + 1, place);
  for (let place = length - 1; place > ghost; place--) cx(place - 1, place);
  for (let place = 0; place < length; place++) show(place, path[place]!, path[place + 1]!);

  for (let turn: number = parity; open.size > 0; turn++) {
    for (let place = turn % 2; place < length; place += 2) {
      const [left, right] = [path[place]!, path[place + 1]!];
      const before = place > 0 ? path[place - 1]! : left;
      const after = place + 1 < length ? path[place + 2]! : right;
      if (place > 0) {
        cx(place - 1, place);
        show(place, before, right);
      }
      if (place + 1 < length) {
        cx(place + 1, place);
        show(place, before, after);
      }
    }
    for (let place = (turn + 1) % 2; place < length; place += 2) {
      [path[place], path[place + 1]] = [path[place + 1]!, path[place]!];
    }
  }

  const still = path.indexOf(GHOST);
  for (let place = still - 2; place >= 0; place--) cx(place + 1, place);
  for (let place = still + 1; place < length; place++) cx(place - 1, place);
  const end = new Array<number>(length);
  path.forEach((qubit, vertex) => {
    if (qubit !== GHOST) end[qubit] = vertex < still ? vertex : vertex - 1;
  });
  return { steps, cost, end };
}
