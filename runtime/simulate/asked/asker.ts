import type { Circuit } from '../../program/circuit.ts';

/** A circuit that is to be run elsewhere, once for each row of values. */
export interface AskedCircuit {
  /** The same object for the same circuit, without the gates of modalities that the rows lack. */
  readonly circuit: Circuit;
  readonly count: number;
  /** Row-major `[count, leaves]`. */
  readonly rows: Float64Array;
}

/**
 * Runs circuits on a machine, which takes its time and may cost.
 * @param place names a round of a step; a training that was broken off comes by the same places again
 * @returns for each circuit what its measurements came to, row-major `[count, outputs]`
 */
export type Measure = (
  asked: readonly AskedCircuit[],
  place: string,
) => Promise<readonly Float64Array[]>;

/** What simulators ask that do not simulate. */
export interface Asking {
  /**
   * @param question null where it cannot be put yet, because it hangs on answers that are not there
   * @returns undefined where the answer is still to come
   */
  ask(question: AskedCircuit | null): Float64Array | undefined;
  /** Is an answer missing of what was asked since the pass began? */
  isWaiting(): boolean;
}

export interface Asker extends Asking {
  /** A walk through the graph begins, which hangs on no other. */
  beginPass(): void;
  /**
   * Does work that asks, as often as it takes until all it asks is answered: numbers that are not there yet are NaN, and
   * what was asked meanwhile is measured together. So a step costs as many rounds as its circuits stand behind one
   * another, its shifted circuits included.
   * @param work the same each time, as far as answers let it be; only its last result counts
   */
  settle<Result>(place: string, work: () => Result): Promise<Result>;
}

interface Answered {
  readonly question: AskedCircuit;
  readonly answer: Float64Array;
}

export function createAsker(measure: Measure): Asker {
  let answers = new Map<number, Answered>();
  let open = new Map<number, AskedCircuit>();
  let position = 0;
  let isWaiting = false;
  return {
    beginPass() {
      isWaiting = false;
    },
    isWaiting: () => isWaiting,
    ask(question) {
      const at = position;
      position += 1;
      const known = answers.get(at);
      if (known) {
        requireSame(known.question, question);
        return known.answer;
      }
      if (question) open.set(at, question);
      isWaiting = true;
      return undefined;
    },
    async settle(place, work) {
      answers = new Map();
      for (let round = 1; ; round++) {
        open = new Map();
        position = 0;
        isWaiting = false;
        const result = work();
        if (open.size === 0) return result;
        const asked = [...open];
        const measured = await measure(
          asked.map(([, question]) => question),
          `${place}/${round}`,
        );
        asked.forEach(([at, question], k) => answers.set(at, { question, answer: measured[k]! }));
      }
    },
  };
}

function requireSame(before: AskedCircuit, now: AskedCircuit | null): void {
  const isSame =
    now !== null &&
    now.circuit === before.circuit &&
    now.rows.every((value, k) => value === before.rows[k]);
  if (!isSame) throw new Error('a step asks for other circuits when it is done again');
}
