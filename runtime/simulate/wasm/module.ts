import { type Code, createBytes, list, text, unsigned } from './encode.ts';
import type { Local } from './instructions.ts';

export type ValueType = 'i32' | 'f64' | 'v128';

const TYPE_CODE: Readonly<Record<ValueType, number>> = { i32: 0x7f, f64: 0x7c, v128: 0x7b };

/** A function without result; its body is code over its parameters and locals. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/** Gives out locals of the function being written. */
export interface Scope {
  i32(): Local;
  f64(): Local;
  v128(): Local;
  /** Several vectors at once. */
  vectors(count: number): Local[];
}

/**
 * Writes a function.
 * @param write given the parameters' locals, returns the body
 */
export function defineFunction(
  name: string,
  parameters: readonly ValueType[],
  write: (scope: Scope, ...parameters: readonly Local[]) => Code,
): WasmFunction {
  const locals: ValueType[] = [];
  const fresh = (type: ValueType): Local => parameters.length + locals.push(type) - 1;
  const scope: Scope = {
    i32: () => fresh('i32'),
    f64: () => fresh('f64'),
    v128: () => fresh('v128'),
    vectors: (count) => Array.from({ length: count }, () => fresh('v128')),
  };
  const body = write(scope, ...parameters.map((_, i) => i));
  return { name, parameters, locals, body };
}

/** Is a memory used by one thread, or shared by several? */
export type MemoryKind = 'own' | 'shared';

/** A module's functions; all are exported by name, and the memory is imported as `host.memory`. */
export interface ModuleParts {
  readonly functions: readonly WasmFunction[];
  /** Default: `own`. */
  readonly memory?: MemoryKind;
  /** Parameters of the functions in the table imported as `host.kernels`; their type has number 0. */
  readonly kernels?: readonly ValueType[];
  /** Functions imported from `host`, numbered in this order. */
  readonly host?: readonly HostFunction[];
}

interface HostFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly result: ValueType;
}

/** The bytes of a module. Binary format: WebAssembly core specification 2.0, section 5.5. */
export function encodeModule({
  functions,
  memory = 'own',
  kernels,
  host = [],
}: ModuleParts): Uint8Array<ArrayBuffer> {
  const inTable = kernels ? [functionType(kernels)] : [];
  const imported = host.map((f) => functionType(f.parameters, f.result));
  const firstType = inTable.length + imported.length;
  const bytes = createBytes();
  const section = (id: number, write: () => void): void => {
    bytes.write(id);
    bytes.counted(write);
  };
  bytes.write([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  section(1, () => {
    bytes.write(
      list([...inTable, ...imported, ...functions.map((f) => functionType(f.parameters))]),
    );
  });
  section(2, () => {
    const table = kernels ? [IMPORTED_TABLE] : [];
    const called = host.map((f, i): Code => importOf(f.name, [0x00, unsigned(inTable.length + i)]));
    bytes.write(list([IMPORTED_MEMORY[memory], ...table, ...called]));
  });
  section(3, () => {
    bytes.write(list(functions.map((_, i) => unsigned(firstType + i))));
  });
  section(7, () => {
    bytes.write(list(functions.map((f, i) => [text(f.name), 0x00, unsigned(host.length + i)])));
  });
  section(10, () => {
    bytes.write(unsigned(functions.length));
    for (const f of functions) {
      bytes.counted(() => {
        bytes.write([list(f.locals.map((type) => [1, TYPE_CODE[type]])), f.body, 0x0b]);
      });
    }
  });
  return bytes.result();
}

/** Of any size; one that is shared has to say how far it may grow. */
const IMPORTED_MEMORY: Readonly<Record<MemoryKind, Code>> = {
  own: importOf('memory', [0x02, 0x00, 1]),
  shared: importOf('memory', [0x02, 0x03, 1, unsigned(65536)]),
};
const IMPORTED_TABLE = importOf('kernels', [0x01, 0x70, 0x00, 0]);

function importOf(name: string, description: Code): Code {
  return [text('host'), text(name), description];
}

function functionType(parameters: readonly ValueType[], result?: ValueType): Code {
  const results = result ? [TYPE_CODE[result]] : [];
  return [0x60, list(parameters.map((type) => TYPE_CODE[type])), list(results)];
}
