import type { Code } from './encode.ts';
import { f64x2, simd, vectorBinary, vectorUnary } from './instructions.ts';
import { unsigned } from './encode.ts';

export type Precision = 'f32' | 'f64';

/** The vector arithmetic of one precision: four float32 or two float64 lanes. */
export interface Vector {
  readonly precision: Precision;
  readonly lanes: number;
  /** Bytes of one number. */
  readonly bytes: number;
  readonly add: (a: Code, b: Code) => Code;
  readonly subtract: (a: Code, b: Code) => Code;
  readonly multiply: (a: Code, b: Code) => Code;
  readonly divide: (a: Code, b: Code) => Code;
  readonly negate: (a: Code) => Code;
  readonly absolute: (a: Code) => Code;
  readonly maximum: (a: Code, b: Code) => Code;
  /** One number from memory in every lane. */
  splatLoad(address: Code, offset?: number): Code;
  /** A constant in every lane. */
  constant(value: number): Code;
}

export function vectorOf(precision: Precision): Vector {
  return precision === 'f32' ? float32 : float64;
}

const float32: Vector = {
  precision: 'f32',
  lanes: 4,
  bytes: 4,
  add: vectorBinary(0xe4),
  subtract: vectorBinary(0xe5),
  multiply: vectorBinary(0xe6),
  divide: vectorBinary(0xe7),
  negate: vectorUnary(0xe1),
  absolute: vectorUnary(0xe0),
  maximum: vectorBinary(0xe9),
  splatLoad: (address, offset = 0) => [address, simd(0x09), 2, unsigned(offset)],
  constant: f32x4,
};

const float64: Vector = {
  precision: 'f64',
  lanes: 2,
  bytes: 8,
  add: vectorBinary(0xf0),
  subtract: vectorBinary(0xf1),
  multiply: vectorBinary(0xf2),
  divide: vectorBinary(0xf3),
  negate: vectorUnary(0xed),
  absolute: vectorUnary(0xec),
  maximum: vectorBinary(0xf5),
  splatLoad: (address, offset = 0) => [address, simd(0x0a), 3, unsigned(offset)],
  constant: f64x2,
};

function f32x4(value: number): Code {
  const bytes = new Uint8Array(new Float32Array(4).fill(value).buffer);
  return [simd(0x0c), [...bytes]];
}
