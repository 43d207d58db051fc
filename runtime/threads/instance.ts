/** Functions of modules on one memory, as one thread has them. */
export interface Instance {
  /**
   * A function that is called from here and by no other thread.
   * @param host what else the module imports
   */
  export(module: WebAssembly.Module, host?: WebAssembly.ModuleImports): WebAssembly.ExportValue;
  addKernels(modules: readonly WebAssembly.Module[]): void;
  /** How many kernels there are. */
  kernels(): number;
  addCall(module: WebAssembly.Module): number;
  /** Runs one chunk of a call that was added: its number, an argument, the thread's number, the chunk's. */
  call(call: number, argument: number, thread: number, chunk: number): void;
}

type Call = (argument: number, thread: number, chunk: number) => void;

/** Modules import `host.memory`, and the table `host.kernels` if they call kernels by number. */
export function createInstance(memory: WebAssembly.Memory): Instance {
  const kernels = new WebAssembly.Table({ element: 'anyfunc', initial: 0 });
  const calls: Call[] = [];
  const only = (
    module: WebAssembly.Module,
    host?: WebAssembly.ModuleImports,
  ): WebAssembly.ExportValue => {
    const { exports } = new WebAssembly.Instance(module, { host: { memory, kernels, ...host } });
    return Object.values(exports)[0]!;
  };
  return {
    export: only,
    addKernels: (modules) => {
      for (const module of modules) kernels.grow(1, only(module));
    },
    kernels: () => kernels.length,
    addCall: (module) => calls.push(only(module) as Call) - 1,
    call: (call, argument, thread, chunk) => {
      calls[call]!(argument, thread, chunk);
    },
  };
}
