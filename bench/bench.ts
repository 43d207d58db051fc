/** One measurement: what was run, and numbers. */
export type Row = Readonly<Record<string, string | number | null>>;

/** What a bench gives; `notes` go above the table. */
export interface Report {
  readonly notes: readonly string[];
  readonly rows: readonly Row[];
}

/** Every `bench/NAME.ts` that can be run exports this. */
export interface Bench {
  readonly run: (arguments_: readonly string[]) => Report | Promise<Report>;
}
