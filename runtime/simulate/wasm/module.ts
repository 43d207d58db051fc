import { type Code, flatten, list, text, unsigned } from './encode.ts';
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

/**
 * The bytes of a module that exports every function by name and imports its memory as `host.memory`.
 * Binary format: WebAssembly core specification 2.0, section 5.5.
 */
export function encodeModule(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map((f) => [0x60, list(f.parameters.map(typeCode)), 0]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(types)),
    ...section(2, list([[text('host'), text('memory'), 0x02, 0x00, unsigned(1)]])),
    ...section(3, list(functions.map((_, i) => unsigned(i)))),
    ...section(7, list(functions.map((f, i) => [text(f.name), 0x00, unsigned(i)]))),
    ...section(10, list(functions.map(functionCode))),
  ]);
}

function functionCode(f: WasmFunction): Code {
  return counted([list(f.locals.map((type) => [1, typeCode(type)])), f.body, 0x0b]);
}

function section(id: number, content: Code): number[] {
  return flatten([id, counted(content)]);
}

/** The number of bytes, then the bytes. */
function counted(content: Code): Code {
  const bytes = flatten(content);
  return [unsigned(bytes.length), bytes];
}

function typeCode(type: ValueType): Code {
  return [TYPE_CODE[type]];
}
