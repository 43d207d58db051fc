import type { Host } from '../../runtime/host.ts';

/** A machine in memory. Its clock moves by `tick` milliseconds with each look at it. */
export interface MemoryHost extends Host {
  readonly files: Map<string, Uint8Array>;
  text(path: string): string;
}

export function memoryHost(files: Readonly<Record<string, string>> = {}, tick = 1): MemoryHost {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const stored = new Map(Object.entries(files).map(([path, text]) => [path, encoder.encode(text)]));
  let clock = 0;
  const text = (path: string): string => decoder.decode(stored.get(path));
  return {
    files: stored,
    text,
    read: (path) => stored.get(path),
    write: (path, content) =>
      void stored.set(path, typeof content === 'string' ? encoder.encode(content) : content),
    append: (path, added) => void stored.set(path, encoder.encode(text(path) + added)),
    list: (folder) => {
      const inside = [...stored.keys()].filter((path) => path.startsWith(`${folder}/`));
      return [...new Set(inside.map((path) => path.slice(folder.length + 1).split('/')[0]!))].sort();
    },
    now: () => (clock += tick),
    memory: () => 2 ** 31,
  };
}
