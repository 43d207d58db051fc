import type { Host } from '../host.ts';
import type { DataSource, Input } from '../program/index.ts';
import type { Samples } from './samples.ts';

export interface LoadRequest {
  readonly source: DataSource;
  readonly inputs: readonly Input[];
  /** Folder of the .qmm file, which the source's paths are relative to. */
  readonly base: string;
  readonly host: Host;
  /** Inputs whose columns must be there; the others are read where there is a column of their name. */
  readonly needed: ReadonlySet<string>;
  /** `split` as the source declares, or take every row of it as the test split (for new data). */
  readonly rows?: 'split' | 'all';
  /** Of text inputs, from a checkpoint; otherwise made from the training rows of each fold. */
  readonly vocabularies?: Readonly<Record<string, readonly string[]>>;
  /** Of class inputs without declared names, from a checkpoint; otherwise the values met. */
  readonly classes?: Readonly<Record<string, readonly string[]>>;
  /** Of a program that has them in memory, in place of what the source says. */
  readonly samples?: Samples | undefined;
  /** Called now and then with the share of the reading done, in [0, 1]. */
  readonly onProgress?: (fraction: number) => void;
}
