import type { Host } from '../host.ts';
import type { Run } from '../program/index.ts';
import type { Against } from './result.ts';

export interface CompareRequest {
  /** With the seeds of this trial in its data and training. */
  readonly run: Run;
  /** Folder that data paths are relative to. */
  readonly base: string;
  readonly host: Host;
  /** Who is compared with the model. */
  readonly against: readonly Against[];
  /** Other runs on the same samples, with the seeds of this trial likewise. */
  readonly rivals: readonly Run[];
  /** Modalities that are taken away, one at a time. */
  readonly ablate: readonly string[];
  /** Fewer epochs and settings: for a first look. */
  readonly isQuick: boolean;
  readonly signal: AbortSignal;
  /** Told of each contestant on each fold. */
  readonly onScore: (text: string) => void;
}
