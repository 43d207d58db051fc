/** Executions of a sampler job (IBM Quantum documentation, "Job limits"). */
const MOST_EXECUTIONS = 10_000_000;
/** Of a body, with room for what is counted roughly; the limit is 50 MB. */
const MOST_BYTES = 45_000_000;

/** What goes into one job. @param settings circuits that a row of values is run as, one for each measured basis */
export function jobLimits(
  settings: number,
  shots: number,
): { readonly rows: number; readonly bytes: number } {
  const perRow = shots * Math.max(1, settings);
  return { rows: Math.max(1, Math.floor(MOST_EXECUTIONS / perRow)), bytes: MOST_BYTES };
}
