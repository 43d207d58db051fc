export interface TypescriptOptions {
  /** Texts of `Program.sources` by path, for the source map and for names of `let`s. */
  readonly sources: ReadonlyMap<string, string>;
  /** Name of the module's file, e.g. `main.ts`; the map is `main.ts.map`. */
  readonly file: string;
  /** Where the module finds the runtime; default `qmm`. */
  readonly runtime?: string;
}
