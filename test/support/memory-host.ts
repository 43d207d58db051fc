import type { Host } from '../../runtime/host.ts';

/** A host whose files live in memory, as a browser's do. */
export interface MemoryHost extends Host {
  /** By path, as given to `write`; tests may look and change. */
  readonly files: Map<string, Uint8Array>;
  /** The text of a file; fails where there is none. */
  text(path: string): string;
}

/** @param files Content by path; text counts as its UTF-8 bytes. */
export function memoryHost(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  bytesAvailable = 2 ** 33,
): MemoryHost {
  const encode = (content: string | Uint8Array): Uint8Array =>
    typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const stored = new Map(Object.entries(files).map(([path, content]) => [path, encode(content)]));
  let clock = 0;
  const text = (path: string): string => {
    const bytes = stored.get(path);
    if (bytes === undefined) throw new Error(`no file ${path} was written`);
    return new TextDecoder().decode(bytes);
  };
  return {
    files: stored,
    text,
    read: (path) => stored.get(path),
    write: (path, content) => {
      stored.set(path, encode(content));
    },
    append: (path, line) => {
      const before = stored.has(path) ? text(path) : '';
      stored.set(path, encode(before + line));
    },
    list: (folder) => {
      const prefix = folder === '.' || folder === '' ? '' : `${folder}/`;
      const inside = [...stored.keys()].filter((path) => path.startsWith(prefix));
      return [...new Set(inside.map((path) => path.slice(prefix.length).split('/')[0]!))].sort();
    },
    now: () => {
      clock += 1;
      return clock;
    },
    memory: () => bytesAvailable,
  };
}
