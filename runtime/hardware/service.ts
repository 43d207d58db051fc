/** A service that runs jobs. All of it may be asked again, except that `submit` makes a job each time. */
export interface Service {
  /** The id of the job that carries the tag; undefined where there is none (yet). */
  find(tag: string): Promise<string | undefined>;
  /**
   * Sends the body of a job once.
   * @throws UserProblem where the service refuses it, so that there is no job
   */
  submit(body: string): Promise<Submitted>;
  status(id: string): Promise<JobStatus>;
  /** The text of the results of a job that is completed. */
  results(id: string): Promise<string>;
  cancel(id: string): Promise<void>;
}

export type Submitted =
  | { readonly kind: 'accepted'; readonly id: string }
  /** There is no job; the service wants to be asked later. */
  | { readonly kind: 'later'; readonly milliseconds: number; readonly why: string }
  /** There may be a job. */
  | { readonly kind: 'unclear'; readonly why: string };

export interface JobStatus {
  readonly state: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
  /** Why it failed, in the service's words. */
  readonly reason?: string | undefined;
  /** Of the machine, as far as they are counted. */
  readonly seconds?: number | undefined;
}
