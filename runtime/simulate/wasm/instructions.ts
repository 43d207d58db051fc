import { type Code, float64Bytes, signed, unsigned } from './encode.ts';

/**
 * WebAssembly instructions as expressions: an operator takes the code of its operands and gives code.
 * Opcodes: WebAssembly core specification 2.0, section 5.4.
 */
export type Local = number;

export const sequence = (...parts: readonly Code[]): Code => parts;

export const get = (local: Local): Code => [0x20, unsigned(local)];
export const set = (local: Local, value: Code): Code => [value, 0x21, unsigned(local)];

// 32-bit integers (addresses and counters)
export const i32 = (value: number): Code => [0x41, signed(value)];
const binary =
  (opcode: number) =>
  (a: Code, b: Code): Code => [a, b, opcode];
export const add = binary(0x6a);
export const subtract = binary(0x6b);
export const multiply = binary(0x6c);
export const and = binary(0x71);
export const xor = binary(0x73);
export const shiftLeft = binary(0x74);
export const shiftRight = binary(0x76);
/** How many bits are set. */
export const populationCount = (a: Code): Code => [a, 0x69];
const notEqual = binary(0x47);
export const isZero = (a: Code): Code => [a, 0x45];
/** The smaller of two unsigned numbers, whose code runs twice. */
export const smaller = (a: Code, b: Code): Code => [a, b, a, b, 0x49, 0x1b];
export const load = (address: Code, offset = 0): Code => [address, 0x28, 2, unsigned(offset)];

export const store = (address: Code, value: Code): Code => [address, value, 0x36, 2, 0];

// 64-bit floats
export const f64Load = (address: Code, offset = 0): Code => [address, 0x2b, 3, unsigned(offset)];
export const f64Store = (address: Code, value: Code, offset = 0): Code => [
  address,
  value,
  0x39,
  3,
  unsigned(offset),
];
export const f64 = (value: number): Code => [0x44, float64Bytes(value)];
export const f64Add = binary(0xa0);
export const f64Subtract = binary(0xa1);
export const f64Multiply = binary(0xa2);
export const f64NotEqual = binary(0x62);

// Numbers of either precision, as 64-bit floats
export const numberLoad = (precision: 'f32' | 'f64', address: Code, offset = 0): Code =>
  precision === 'f64' ? f64Load(address, offset) : [address, 0x2a, 2, unsigned(offset), 0xbb]; // f32.load, f64.promote_f32
export const numberStore = (
  precision: 'f32' | 'f64',
  address: Code,
  value: Code,
  offset = 0,
): Code =>
  precision === 'f64'
    ? f64Store(address, value, offset)
    : [address, value, 0xb6, 0x38, 2, unsigned(offset)]; // f32.demote_f64, f32.store

// Bulk memory
export const fillMemory = (address: Code, value: Code, length: Code): Code => [
  address,
  value,
  length,
  0xfc,
  0x0b,
  0,
];
export const copyMemory = (target: Code, source: Code, length: Code): Code => [
  target,
  source,
  length,
  0xfc,
  0x0a,
  0,
  0,
];

// 128-bit vectors
export const simd = (opcode: number): Code => [0xfd, unsigned(opcode)];
export const vectorLoad = (address: Code, offset = 0): Code => [
  address,
  0xfd,
  0x00,
  2,
  unsigned(offset),
];
export const vectorStore = (address: Code, value: Code, offset = 0): Code => [
  address,
  value,
  0xfd,
  0x0b,
  2,
  unsigned(offset),
];
export const vectorBinary = (opcode: number): ((a: Code, b: Code) => Code) => {
  const operator = simd(opcode);
  return (a, b) => [a, b, operator];
};
export const vectorUnary = (opcode: number): ((a: Code) => Code) => {
  const operator = simd(opcode);
  return (a) => [a, operator];
};
export const vectorAnd = vectorBinary(0x4e);
export const vectorOr = vectorBinary(0x50);
export const vectorZero: Code = [simd(0x0c), new Array<number>(16).fill(0)];
/** Both lanes of an f64x2. */
export const f64x2 = (value: number): Code => [
  simd(0x0c),
  float64Bytes(value),
  float64Bytes(value),
];
export const shuffle = (a: Code, b: Code, bytes: readonly number[]): Code => [
  a,
  b,
  simd(0x0d),
  bytes,
];

// Vectors of two float64
/** One float64 from memory in both lanes; in the first, with zero in the second; in the second lane of a vector. */
export const doubleSplatLoad = (address: Code, offset = 0): Code => [
  address,
  simd(0x0a),
  3,
  unsigned(offset),
];
export const doubleLoad = (address: Code, offset = 0): Code => [
  address,
  simd(0x5d),
  3,
  unsigned(offset),
];
export const secondDoubleLoad = (address: Code, vector: Code, offset = 0): Code => [
  address,
  vector,
  simd(0x57),
  3,
  unsigned(offset),
  1,
];
/** One lane into memory. */
export const doubleStore = (address: Code, vector: Code, lane: 0 | 1, offset = 0): Code => [
  address,
  vector,
  simd(0x5b),
  3,
  unsigned(offset),
  lane,
];
/** One float64 in both lanes. */
export const splat = vectorUnary(0x14);
export const doubleOf = (vector: Code, lane: 0 | 1): Code => [vector, simd(0x21), lane];
export const withDouble = (vector: Code, lane: 0 | 1, value: Code): Code => [
  vector,
  value,
  simd(0x22),
  lane,
];
export const double = {
  add: vectorBinary(0xf0),
  subtract: vectorBinary(0xf1),
  multiply: vectorBinary(0xf2),
  divide: vectorBinary(0xf3),
  absolute: vectorUnary(0xec),
  greater: vectorBinary(0x4a),
  /** To two float32, then zeros; and from the first two float32. */
  demote: vectorUnary(0x5e),
  promote: vectorUnary(0x5f),
} as const;
export const anyTrue = vectorUnary(0x53);

// Control
/** Runs the body where the condition is not zero. */
export const when = (condition: Code, body: Code): Code => [condition, 0x04, 0x40, body, 0x0b];
export const either = (condition: Code, then: Code, otherwise: Code): Code => [
  [condition, 0x04, 0x40, then],
  [0x05, otherwise, 0x0b],
];

/** Calls the imported function that has a number. */
export const callHost = (number: number, ...operands: readonly Code[]): Code => [
  ...operands,
  0x10,
  unsigned(number),
];

/** Calls the function of type 0 that has a number in the imported table. */
export const callKernel = (number: Code, ...operands: readonly Code[]): Code => [
  ...operands,
  number,
  0x11,
  0,
  0,
];

/** Counts `counter` from `from` while it differs from `to`, which must be reached exactly; may run zero times. */
export function countUp(
  counter: Local,
  range: { readonly from: Code; readonly to: Code; readonly step: number },
  body: Code,
): Code {
  const again = notEqual(get(counter), range.to);
  return [
    set(counter, range.from),
    0x02,
    0x40,
    get(counter),
    range.to,
    0x46, // equal: nothing to do
    0x0d,
    0,
    0x03,
    0x40,
    body,
    set(counter, add(get(counter), i32(range.step))),
    again,
    0x0d,
    0,
    0x0b,
    0x0b,
  ];
}

/** Runs the body, which moves `counter`, until the counter has reached `end`; at least once. */
export function repeatUntil(counter: Local, end: Code, body: Code): Code {
  return [0x03, 0x40, body, notEqual(get(counter), end), 0x0d, 0, 0x0b];
}

/** Counts down from a positive multiple of `step` to zero: the body sees from - step, , 0. */
export function countDown(counter: Local, from: Code, step: number, body: Code): Code {
  return [
    set(counter, from),
    0x02,
    0x40,
    get(counter),
    0x45, // zero: nothing to do
    0x0d,
    0,
    0x03,
    0x40,
    set(counter, subtract(get(counter), i32(step))),
    body,
    get(counter),
    0x0d,
    0,
    0x0b,
    0x0b,
  ];
}
