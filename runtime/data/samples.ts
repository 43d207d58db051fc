import type { Column } from './dataset.ts';
import type { Part } from './split/split.ts';
import type { Windows } from './split/windows.ts';

/** What a source gives before it is split: everything but texts is in its final form. */
export interface Samples {
  readonly count: number;
  readonly ids: readonly string[];
  /** By input name; all but texts and words. */
  readonly columns: ReadonlyMap<string, Column>;
  /** The words of each sample, by the name of a text or word input; undefined where a sample has none. */
  readonly texts: ReadonlyMap<string, readonly (readonly string[] | undefined)[]>;
  /** Of class inputs without declared names. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** The text of any column in every row, for `group` and `column`. Throws `column-not-found`. */
  column(name: string): readonly string[];
  /** Columns of a table that no input is read from. */
  readonly spare: readonly string[];
  /** Which split a row came as, where each has a file of its own. */
  readonly parts: readonly Part[] | undefined;
  /** Where the samples are windows over a text, which may overlap. */
  readonly windows: Windows | undefined;
  /** SHA-256 over everything that was read; hex. */
  readonly hash: string;
}
