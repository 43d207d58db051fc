import type { Code } from '../wasm/encode.ts';
import { get, sequence, set, type Local, vectorLoad } from '../wasm/instructions.ts';
import type { Scope } from '../wasm/module.ts';
import type { Vector } from '../wasm/vector.ts';
import { type Angle, divisor, rotate, type Tangent, turnPhase } from './arithmetic.ts';
import { blockName, type BlockShape, openBlocks } from './blocks.ts';
import { openDiagonal } from './diagonal.ts';
import { type Kernel, kernel } from './kernel.ts';
import { address, field, IMAGINARY, stateAddress } from './record.ts';

/** Where the cosines of rotations are: among the coefficients, or taken out, which leaves the tangents. */
export type Cosines = 'within' | 'before';

/**
 * How the real and imaginary parts of a block are worked on, with the same bits in the end.
 * - `apart`: one after the other, which leaves registers for the rest
 * - `paired`: operation by operation in turns, so that an engine that joins vectors that are side by side in memory can
 *   make one of twice the size of two; where it does not, slower
 */
export type Parts = 'apart' | 'paired';

export interface RotationShape {
  /** How many qubits rotate together: 1 to 3. */
  readonly width: number;
  readonly cosines: Cosines;
  readonly blocks: BlockShape;
  readonly parts: Parts;
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
    const angles = loadAngles(v, scope, record, lane, shape);
    const spare = scope.v128();
    const parts = [scope.vectors(blocks.size), scope.vectors(blocks.size)] as const;
    const fetch = (part: 0 | 1, i: number): Code =>
      set(parts[part][i]!, source.load(i, part * IMAGINARY));
    const put = (part: 0 | 1, i: number): Code =>
      target.store(i, get(parts[part][i]!), part * IMAGINARY);
    const turn = (part: 0 | 1): Code =>
      rotateBlock(v, parts[part], spare, angles.locals, direction);
    const members = parts[0].map((_, i) => i);
    if (!fused) {
      const all = (parts: readonly (0 | 1)[]): Code => [
        ...members.flatMap((i) => parts.map((part) => fetch(part, i))),
        ...parts.map(turn),
        ...members.flatMap((i) => parts.map((part) => put(part, i))),
      ];
      const body = shape.parts === 'paired' ? all([0, 1]) : [all([0]), all([1])];
      return sequence(angles.prologue, blocks.each(body));
    }
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

export function shapeName({ width, cosines, blocks, parts }: RotationShape): string {
  return `${width} ${cosines}${blockName(blocks)} ${parts}`;
}

/** Cosine and sine, or the tangent, of each rotation of a record; all of them together turn by their angles. */
export function loadAngles(
  v: Vector,
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
  const loads = locals.flatMap((angle, j) => [
    set(pointer, address(record, field.angles + 2 * j, lane)),
    set(angle.cosine, vectorLoad(get(pointer))),
    set(angle.sine, vectorLoad(get(pointer), 16)),
  ]);
  // The first rotation multiplies by the cosines of all, which leaves tangents of the others.
  const [first, ...others] = locals as [Angle, ...Angle[]];
  const tangents = others.map(({ cosine, sine }) => ({ angle: { tangent: sine }, cosine }));
  const takeOut = tangents.flatMap(({ angle: { tangent }, cosine }) => [
    set(cosine, divisor(v, cosine)),
    set(tangent, v.divide(get(tangent), get(cosine))),
    set(first.cosine, v.multiply(get(first.cosine), get(cosine))),
    set(first.sine, v.multiply(get(first.sine), get(cosine))),
  ]);
  return {
    locals: [first, ...tangents.map(({ angle }) => angle)],
    prologue: sequence(...loads, ...takeOut),
  };
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
