export interface ImportOptions {
  /**
   * Writes `av-digits.d.qmm.ts` beside `av-digits.qmm`, so that editors and `tsc` know what it exports (they ask for
   * `"allowArbitraryExtensions": true`). Default: true.
   */
  readonly declarations?: boolean;
  /** Where modules find the runtime. Default: `qmm`. */
  readonly runtime?: string;
}
