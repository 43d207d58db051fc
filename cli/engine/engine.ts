/** Where commands of this program are carried out beside this process: the computer itself, or a cluster one day. */
export interface Engine {
  /** As `--on` names it. */
  readonly name: string;
  /** How many commands go on at once. */
  readonly slots: number;
  /**
   * Carries a command out in the folder of this process.
   * @param words of the command line after `qmm`; `--json` is added
   * @param onLine told of each line of its progress
   */
  run(
    words: readonly string[],
    options: { readonly signal: AbortSignal; readonly onLine: (line: string) => void },
  ): Promise<Finished>;
}

/** How a command ended. */
export interface Finished {
  /** Null where it was killed. */
  readonly code: number | null;
  /** What it printed; undefined where that is no document. */
  readonly document: unknown;
}
