import { compiledModule } from '../kernels/compiled.ts';
import type { numberKernels } from '../kernels/kernel.ts';
import type { Entries } from '../kernels/module.ts';
import { tooLarge } from '../limits.ts';
import { encodeModule } from '../wasm/module.ts';
import { type Precision, vectorOf } from '../wasm/vector.ts';
import { phaseTable, type TableEntries, totalsOf } from './kernels/tables.ts';
import type { Views } from './part.ts';
import type { Site } from './site.ts';

const PAGE = 65536;

/** A memory, and instances of kernels on it. */
export interface Machine {
  readonly run: Entries['run'];
  readonly tangents: Entries['tangents'];
  readonly tables: TableEntries;
  views(): Views;
  /** @throws UserProblem `too-large` */
  room(bytes: number, available: number, qubits: number): void;
  /** Puts constants and kernels that are new where they belong. */
  load(): void;
  writeCells(address: number, values: readonly number[]): void;
}

export function createMachine(
  precision: Precision,
  { store }: Site,
  numbers: ReturnType<typeof numberKernels>,
): Machine {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: 0 });
  const host = { memory, kernels: table };
  const instance = (module: WebAssembly.Module): WebAssembly.Exports =>
    new WebAssembly.Instance(module, { host }).exports;
  const entry = (name: 'run' | 'tangents'): WebAssembly.ExportValue =>
    instance(compiledModule(name, precision))[name]!;
  const v = vectorOf(precision);
  const tables = instance(
    new WebAssembly.Module(
      encodeModule({ functions: [phaseTable('phases', v), totalsOf('totals', v)] }),
    ),
  );
  let loaded = 0;
  let views = viewsOf(memory, precision);
  return {
    run: entry('run') as Entries['run'],
    tangents: entry('tangents') as Entries['tangents'],
    tables: tables as unknown as TableEntries,
    views: () => views,
    room: (bytes, available, qubits) => {
      if (bytes > memory.buffer.byteLength) {
        const problem = tooLarge(`A state of ${qubits} qubits needs`, bytes, available);
        if (bytes > available) throw problem;
        try {
          memory.grow(Math.ceil((bytes - memory.buffer.byteLength) / PAGE));
        } catch {
          throw problem; // The machine does not have it after all.
        }
        views = viewsOf(memory, precision);
      }
    },
    load: () => {
      for (const { address, words } of store.parts.slice(loaded)) {
        new Int32Array(memory.buffer, address, words.length).set(words);
      }
      loaded = store.parts.length;
      for (const kernel of numbers.list.slice(table.length)) {
        table.grow(1, instance(compiledModule(kernel, precision))[kernel.name]);
      }
    },
    writeCells: (address, values) => {
      new Int32Array(memory.buffer, address, values.length).set(values);
    },
  };
}

function viewsOf({ buffer }: WebAssembly.Memory, precision: Precision): Views {
  return {
    numbers: precision === 'f32' ? new Float32Array(buffer) : new Float64Array(buffer),
    doubles: new Float64Array(buffer),
  };
}
