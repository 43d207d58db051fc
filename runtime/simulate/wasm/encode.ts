/** Bytes of WebAssembly code, nested as they were put together: joining pieces copies nothing. */
export type Code = number | readonly Code[];

/** Bytes that grow at the end. */
export interface Bytes {
  write(code: Code): void;
  /** The number of bytes that `write` adds, then these; the number takes five bytes, so that nothing moves. */
  counted(write: () => void): void;
  result(): Uint8Array<ArrayBuffer>;
}

export function createBytes(): Bytes {
  let bytes = new Uint8Array(4096);
  let end = 0;
  const write = (code: Code): void => {
    const flat = flatten(code);
    if (end + flat.length > bytes.length) {
      const larger = new Uint8Array(2 * (end + flat.length));
      larger.set(bytes);
      bytes = larger;
    }
    bytes.set(flat, end);
    end += flat.length;
  };
  return {
    write,
    counted: (inside) => {
      const start = end;
      write([0, 0, 0, 0, 0]);
      inside();
      let rest = end - start - 5;
      for (let i = 0; i < 5; i++) {
        bytes[start + i] = (rest & 0x7f) | (i < 4 ? 0x80 : 0);
        rest >>>= 7;
      }
    },
    result: () => bytes.slice(0, end),
  };
}

/** The engine's own `flat` is many times faster than a walk in code that runs only once. */
function flatten(code: Code): readonly number[] {
  return typeof code === 'number'
    ? [code]
    : ((code as readonly unknown[]).flat(Infinity) as number[]);
}

/** Unsigned LEB128, as the binary format wants its indices and lengths. */
export function unsigned(value: number): Code {
  if (value >= 0 && value < 0x80) return value;
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** Signed LEB128 of a 32-bit integer. */
export function signed(value: number): Code {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

export function text(value: string): Code {
  const bytes = new TextEncoder().encode(value);
  return [unsigned(bytes.length), ...bytes];
}

/** A counted list. */
export function list(items: readonly Code[]): Code {
  return [unsigned(items.length), items];
}

/** Bytes of a float64, little endian like every machine that runs WebAssembly well. */
export function float64Bytes(value: number): Code {
  return [...new Uint8Array(Float64Array.of(value).buffer)];
}
