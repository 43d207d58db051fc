/**
 * The words that threads of a pool share, one to a cache line.
 *
 * A *ticket* is a generation and, in its low eight bits, the next chunk of the run that is open. Who takes a chunk
 * exchanges the ticket for the next one, which fails if anything has happened since it was read: so a thread that comes
 * late can do no harm. Generations repeat after 2^24 runs, longer than a thread can stand between two instructions.
 */
const WORDS_PER_LINE = 16;

export const word = {
  ticket: 0,
  /** Counts runs and messages; idle threads wait for it to change. */
  calls: WORDS_PER_LINE,
  /** Threads that have stopped spinning and wait to be woken. */
  asleep: 2 * WORDS_PER_LINE,
  /** Chunks of the open run that are finished. */
  done: 3 * WORDS_PER_LINE,
  /** Has a call thrown? */
  failed: 4 * WORDS_PER_LINE,
  /** Messages sent to each thread so far. */
  messages: 5 * WORDS_PER_LINE,
  /** Threads that are in service. */
  ready: 6 * WORDS_PER_LINE,
  /** What the open run is about. */
  site: 7 * WORDS_PER_LINE,
  call: 7 * WORDS_PER_LINE + 1,
  argument: 7 * WORDS_PER_LINE + 2,
  count: 7 * WORDS_PER_LINE + 3,
  /** Threads that may take part: those of lower numbers. */
  threads: 7 * WORDS_PER_LINE + 4,
} as const;

export const CONTROL_WORDS = 8 * WORDS_PER_LINE;

export const CHUNK_BITS = 8;
/** The chunk number of a ticket that nobody can take. */
export const CLOSED = 2 ** CHUNK_BITS - 1;

/**
 * Takes the next chunk of the open run.
 * @param check reads what the run is about; the chunk is only taken if it says yes
 * @returns the chunk, or -1 if there is none
 */
export function takeChunk(control: Int32Array, check: () => boolean): number {
  for (;;) {
    const ticket = Atomics.load(control, word.ticket);
    const chunk = ticket & CLOSED;
    if (chunk >= Atomics.load(control, word.count) || !check()) return -1;
    if (Atomics.compareExchange(control, word.ticket, ticket, ticket + 1) === ticket) return chunk;
  }
}
