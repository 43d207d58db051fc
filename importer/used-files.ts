/** Which modules are made of which files: a .qmm file may use others, and OpenQASM files. */
export interface UsedFiles {
  note(id: string, files: readonly string[]): void;
  /** Modules to make again when a file has changed. */
  madeOf(file: string): readonly string[];
}

export function createUsedFiles(): UsedFiles {
  const used = new Map<string, ReadonlySet<string>>();
  return {
    note: (id, files) => void used.set(id, new Set(files)),
    madeOf: (file) => [...used].filter(([, files]) => files.has(file)).map(([id]) => id),
  };
}
