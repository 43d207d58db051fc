import type { Code } from '../wasm/encode.ts';
import {
  add,
  countUp,
  get,
  i32,
  load,
  sequence,
  set,
  shiftRight,
  type Local,
  vectorLoad,
  vectorStore,
  xor,
} from '../wasm/instructions.ts';
import { defineFunction, type Scope, type WasmFunction } from '../wasm/module.ts';
import type { Vector } from '../wasm/vector.ts';
import { type Angle, rotate, type Tangent, turnPhase } from './arithmetic.ts';
import { address, field, IMAGINARY, stateAddress, word } from './record.ts';

export interface RotationShape {
  /** How many qubits rotate together: 1 to 3. */
  readonly width: number;
  readonly direction: 'forward' | 'inverse';
  /** A shared diagonal acts on the amplitudes before they rotate. */
  readonly diagonal: 'none' | 'before';
  readonly cosines: Cosines;
}

/** Where the cosines of rotations are: among the coefficients, or taken out, which leaves the tangents. */
export type Cosines = 'within' | 'before';

/**
 * Real rotations of one to three qubits, out of place or in place.
 *
 * The record's list holds the offset of the first amplitude of each block; the others follow by exclusive or with
 * the flips, whatever the order in which the state is stored.
 */
export function rotationKernel(name: string, v: Vector, shape: RotationShape): WasmFunction {
  return defineFunction(name, ['i32', 'i32', 'i32'], (scope, record, states, lane) => {
    const block = openBlock(scope, record, shape.width);
    const angles = loadAngles(scope, record, lane, shape);
    const [source, target, end, cursor] = [scope.i32(), scope.i32(), scope.i32(), scope.i32()];
    const spare = scope.v128();
    const parts = [scope.vectors(block.size), scope.vectors(block.size)] as const;
    const from = (i: number, part: number): Code =>
      vectorLoad(add(get(source), get(block.offsets[i]!)), part * IMAGINARY);
    const to = (i: number, part: number, value: Code): Code =>
      vectorStore(add(get(target), get(block.offsets[i]!)), value, part * IMAGINARY);
    const turn = (part: 0 | 1): Code =>
      rotateBlock(v, parts[part], spare, angles.locals, shape.direction);
    const separately = ([0, 1] as const).flatMap((part) => [
      ...parts[part].map((x, i) => set(x, from(i, part))),
      turn(part),
      ...parts[part].map((x, i) => to(i, part, get(x))),
    ]);
    const diagonal = openDiagonal(scope, v, record);
    const together = [
      ...block.offsets.flatMap((offset, i) => [
        set(parts[0][i]!, from(i, 0)),
        set(parts[1][i]!, from(i, 1)),
        diagonal.load(offset),
        turnPhase(v, { re: parts[0][i]!, im: parts[1][i]!, spare }, diagonal.angle, 'forward'),
      ]),
      turn(0),
      turn(1),
      ...block.offsets.flatMap((_, i) => [
        to(i, 0, get(parts[0][i]!)),
        to(i, 1, get(parts[1][i]!)),
      ]),
    ];
    return sequence(
      block.prologue,
      angles.prologue,
      shape.diagonal === 'before' ? diagonal.prologue : [],
      set(source, stateAddress(record, field.source, states)),
      set(target, stateAddress(record, field.target, states)),
      set(end, word(record, field.listEnd)),
      countUp(
        cursor,
        { from: word(record, field.list), to: get(end), step: 4 },
        sequence(
          block.locate(load(get(cursor))),
          ...(shape.diagonal === 'before' ? together : separately),
        ),
      ),
    );
  });
}

export interface Block {
  readonly size: number;
  /** Locals with the offset of each amplitude of the block. */
  readonly offsets: readonly Local[];
  readonly prologue: Code;
  /** Sets the offsets, given that of the first amplitude. */
  locate(first: Code): Code;
}

/** The offsets of the 2^width amplitudes that rotate among each other. */
export function openBlock(scope: Scope, record: Local, width: number): Block {
  const flips = Array.from({ length: width }, () => scope.i32());
  const offsets = Array.from({ length: 1 << width }, () => scope.i32());
  return {
    size: 1 << width,
    offsets,
    prologue: sequence(...flips.map((flip, j) => set(flip, word(record, field.flips + j)))),
    locate: (first) =>
      sequence(
        ...offsets.map((offset, i) => {
          if (i === 0) return set(offset, first);
          const highest = 31 - Math.clz32(i);
          return set(offset, xor(get(offsets[i ^ (1 << highest)]!), get(flips[highest]!)));
        }),
      ),
  };
}

/** Cosine and sine, or the tangent, of each rotation of a record. */
export function loadAngles(
  scope: Scope,
  record: Local,
  lane: Local,
  { width, cosines }: Pick<RotationShape, 'width' | 'cosines'>,
): { readonly locals: readonly (Angle | Tangent)[]; readonly prologue: Code } {
  const pointer = scope.i32();
  if (cosines === 'before') {
    const tangents = Array.from({ length: width }, () => ({ tangent: scope.v128() }));
    const loads = tangents.map(({ tangent }, j) =>
      set(tangent, vectorLoad(address(record, field.angles + 2 * j, lane))),
    );
    return { locals: tangents, prologue: sequence(...loads) };
  }
  const locals = Array.from({ length: width }, () => ({
    cosine: scope.v128(),
    sine: scope.v128(),
  }));
  const prologue = sequence(
    ...locals.flatMap((angle, j) => [
      set(pointer, address(record, field.angles + 2 * j, lane)),
      set(angle.cosine, vectorLoad(get(pointer))),
      set(angle.sine, vectorLoad(get(pointer), 16)),
    ]),
  );
  return { locals, prologue };
}

/** All rotations of a block on one part (real or imaginary) of its amplitudes. */
export function rotateBlock(
  v: Vector,
  values: readonly Local[],
  spare: Local,
  angles: readonly (Angle | Tangent)[],
  direction: 'forward' | 'inverse',
): Code {
  const pairs = angles.flatMap((angle, j) =>
    values.flatMap((x0, i) => {
      if ((i >> j) & 1) return [];
      return [rotate(v, { x0, x1: values[i | (1 << j)]!, spare }, angle, direction)];
    }),
  );
  return sequence(...pairs);
}

/** Reads the shared diagonal's entry that belongs to a state offset. */
export function openDiagonal(
  scope: Scope,
  v: Vector,
  record: Local,
): { readonly angle: Angle; readonly prologue: Code; load(offset: Local): Code } {
  const [table, entry] = [scope.i32(), scope.i32()];
  const angle = { cosine: scope.v128(), sine: scope.v128() };
  return {
    angle,
    prologue: set(table, word(record, field.table)),
    load: (offset) =>
      sequence(
        set(entry, add(get(table), shiftRight(get(offset), i32(tableShift(v))))),
        set(angle.cosine, v.splatLoad(get(entry))),
        set(angle.sine, v.splatLoad(get(entry), v.bytes)),
      ),
  };
}

/** An amplitude takes 32 bytes of state and two numbers of a table. */
function tableShift(v: Vector): number {
  return Math.log2(32 / (2 * v.bytes));
}
