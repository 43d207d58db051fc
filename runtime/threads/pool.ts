import { createInstance, type Instance } from './instance.ts';

/**
 * Threads that work on WebAssembly memories together. One thread, the one that calls, is always there; others come
 * when there has been enough to do for them. Which thread runs which chunk is left to chance, so a result must not
 * depend on it.
 */
export interface Pool {
  /** Threads that may ever run together, the calling one included. */
  readonly most: number;
  /** A memory of one page for functions that the threads run. */
  createMemory(): WebAssembly.Memory;
  /** Makes a memory known to the threads. */
  attach(memory: WebAssembly.Memory): Site;
  /**
   * Whether this machine makes one operation of two on vectors that are side by side in memory, where code is written
   * for that. Finding out may take some tens of milliseconds.
   */
  joinsVectors(): boolean;
}

/** A memory with functions that all threads of a pool have instances of. */
export interface Site {
  /** The calling thread's own functions. */
  readonly instance: Instance;
  /** Adds the one function that each module exports to the table, in this order, in all threads. */
  addKernels(modules: readonly WebAssembly.Module[]): void;
  /** Makes the one function that a module exports callable by all threads; gives its number. */
  addCall(module: WebAssembly.Module): number;
  /** Notes work that comes, in predicted milliseconds of one thread, and tells how many threads are at hand for it. */
  expect(milliseconds: number): number;
  /**
   * Calls a function once for each chunk in [0, count), and returns when all calls have.
   * @param count at most 255
   * @param share.threads 1, or what `expect` told: threads beyond are not given chunks
   * @param share.milliseconds predicted work of all chunks
   */
  run(call: number, argument: number, count: number, share: Share): void;
}

export interface Share {
  readonly threads: number;
  readonly milliseconds: number;
}

/** The calling thread alone. */
export const noPool: Pool = {
  most: 1,
  joinsVectors: () => false,
  createMemory: () => new WebAssembly.Memory({ initial: 1 }),
  attach: (memory) => {
    const instance = createInstance(memory);
    return {
      instance,
      addKernels: (modules) => {
        instance.addKernels(modules);
      },
      addCall: (module) => instance.addCall(module),
      expect: () => 1,
      run: (call, argument, count) => {
        for (let chunk = 0; chunk < count; chunk++) instance.call(call, argument, 0, chunk);
      },
    };
  },
};
