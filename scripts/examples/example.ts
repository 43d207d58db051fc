import type { Lab } from './lab.ts';
import type { Table } from './table.ts';

/** Where the real data lies that some examples need. */
export interface Files {
  readonly digits: string;
  readonly sentences: string;
}

/** How the tables of an example's README come about. */
export interface Example {
  /** Its folder below `examples/`. */
  readonly name: string;
  /** Of the real data, what it is trained on; left out where the runtime makes it. */
  readonly needs?: keyof Files;
  /** By the name in the README's marks. */
  readonly tables: Readonly<Record<string, (lab: Lab, files: Files) => Promise<Table>>>;
}
