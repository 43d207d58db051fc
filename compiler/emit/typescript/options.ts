export interface TypescriptOptions {
  /** Texts of `Program.sources` by path, for the source map, for doc comments and for names of `let`s. */
  readonly sources: ReadonlyMap<string, string>;
  /** Name of the module's file, e.g. `main.ts`; the map is `main.ts.map`. */
  readonly file: string;
  /** How a source is reached from the folder of the module; default as it is named. */
  readonly sourcePath?: (path: string) => string;
  /** Where the module finds the runtime; default `qmm`. */
  readonly runtime?: string;
  /** What `fit` imports for the Program and its settings; default `main.run.ts` beside `main.ts`. */
  readonly companion?: string;
  /** What names of interfaces begin with; default the model's name. */
  readonly prefix?: string;
}
