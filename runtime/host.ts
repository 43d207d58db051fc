import type { Hasher } from './data/hash.ts';
import type { Pool } from './threads/pool.ts';

/**
 * What the runtime needs from the machine it runs on; a browser gives it from memory.
 *
 * Paths are as the user wrote them or joined from those with `/`. Nothing here throws for a missing file.
 */
export interface Host {
  /** The bytes of a file, or undefined where there is none. */
  read(path: string): Uint8Array | undefined;
  /** Written beside its place and renamed, folders made as needed: never half a file. */
  write(path: string, content: string | Uint8Array): void;
  /** Added to the end of a file, which is made if need be. */
  append(path: string, text: string): void;
  /** Names in a folder, sorted; empty where there is none. */
  list(folder: string): readonly string[];
  /** Milliseconds since some fixed moment, for progress and durations only. */
  now(): number;
  /** Bytes of memory that may be used. */
  memory(): number;
  /** A fresh SHA-256 of the machine's own, where that is faster. Default: one in JavaScript. */
  readonly sha256?: (() => Hasher) | undefined;
  /** Threads that share the work on a batch. Default: the calling one alone. */
  readonly pool?: Pool | undefined;
}
