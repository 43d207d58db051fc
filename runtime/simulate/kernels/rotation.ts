import type { Code } from '../wasm/encode.ts';
import { get, sequence, set, type Local, vectorLoad } from '../wasm/instructions.ts';
import type { Scope } from '../wasm/module.ts';
import type { Vector } from '../wasm/vector.ts';
import { type Angle, rotate, type Tangent, turnPhase } from './arithmetic.ts';
import { blockName, type BlockShape, openBlocks } from './blocks.ts';
import { openDiagonal } from './diagonal.ts';
import { type Kernel, kernel } from './kernel.ts';
import { address, field, IMAGINARY, stateAddress } from './record.ts';

/** Where the cosines of rotations are: among the coefficients, or taken out, which leaves the tangents. */
export type Cosines = 'within' | 'before';

export interface RotationShape {
  /** How many qubits rotate together: 1 to 3. */
  readonly width: number;
  readonly cosines: Cosines;
  readonly blocks: BlockShape;
}

/**
 * Real rotations of one to three qubits, out of place or in place.
 * @param diagonal a shared diagonal acts on the amplitudes before they rotate
 */
export function rotation(
  shape: RotationShape & {
    readonly direction: 'forward' | 'inverse';
    readonly diagonal: 'none' | 'before';
    /** Whether the state that is written is the one that is read. */
    readonly place: 'same' | 'other';
  },
): Kernel {
  const { direction, place } = shape;
  const name = `rotate ${direction} ${shape.diagonal} ${place} ${shapeName(shape)}`;
  return kernel(name, (v, scope, record, states, lane) => {
    const blocks = openBlocks(scope, record, shape);
    const from = stateAddress(record, field.source, states);
    const fused = shape.diagonal === 'before';
    const source = place === 'same' && !fused ? blocks.only(from) : blocks.array(from);
    const target =
      place === 'same' ? source : blocks.array(stateAddress(record, field.target, states));
    const angles = loadAngles(scope, record, lane, shape);
    const spare = scope.v128();
    const parts = [scope.vectors(blocks.size), scope.vectors(blocks.size)] as const;
    const fetch = (part: 0 | 1, i: number): Code =>
      set(parts[part][i]!, source.load(i, part * IMAGINARY));
    const put = (part: 0 | 1, i: number): Code =>
      target.store(i, get(parts[part][i]!), part * IMAGINARY);
    const turn = (part: 0 | 1): Code =>
      rotateBlock(v, parts[part], spare, angles.locals, direction);
    const members = parts[0].map((_, i) => i);
    const separately = ([0, 1] as const).flatMap((part) => [
      ...members.map((i) => fetch(part, i)),
      turn(part),
      ...members.map((i) => put(part, i)),
    ]);
    if (!fused) return sequence(angles.prologue, blocks.each(separately));
    const diagonal = openDiagonal(scope, v, record, blocks);
    const together = [
      ...members.flatMap((i) => [
        fetch(0, i),
        fetch(1, i),
        diagonal.load(i),
        turnPhase(v, { re: parts[0][i]!, im: parts[1][i]!, spare }, diagonal.angle, 'forward'),
      ]),
      turn(0),
      turn(1),
      ...members.flatMap((i) => [put(0, i), put(1, i)]),
    ];
    return sequence(angles.prologue, blocks.each(together));
  });
}

export function shapeName({ width, cosines, blocks }: RotationShape): string {
  return `${width} ${cosines}${blockName(blocks)}`;
}

/** Cosine and sine, or the tangent, of each rotation of a record. */
export function loadAngles(
  scope: Scope,
  record: Local,
  lane: Local,
  { width, cosines }: RotationShape,
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
