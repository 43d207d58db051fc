/** What a client needs of the machine to talk to a service; tests give a clock that jumps. */
export interface Network {
  /** The platform's own. */
  readonly fetch: (url: string, request: RequestInit) => Promise<Response>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** @throws the reason of `signal` once that is aborted */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Uniform in [0, 1): waits differ, so that many clients do not come back at once. */
  readonly random: () => number;
  /** How long an answer may take, in milliseconds. */
  readonly patience: number;
  /** Breaks off what is under way. */
  readonly signal: AbortSignal;
}
