/** IBM's rule of thumb (documentation, "Estimate job run time"): what a job costs, and each execution. */
export const SECONDS_OF_JOB = 2;
export const SECONDS_OF_EXECUTION = 0.00035;

/**
 * Seconds that a machine is busy with jobs: an estimate, without what mitigation adds. A service that learns noise or
 * folds gates takes several times as long.
 * @param shots of all circuits together
 */
export function machineSeconds(jobs: number, shots: number): number {
  return SECONDS_OF_JOB * jobs + SECONDS_OF_EXECUTION * shots;
}
