import type { Input } from '../../program/index.ts';
import type { Field } from './generator.ts';

/** A picture, or numbers that are drawn as one. */
export interface Grid {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export const PICTURE_FIELD = (about: string, role: Field['role'] = 'modality'): Field => ({
  name: 'picture',
  about,
  fills: ['image', 'tensor'],
  role,
  takes: 'one',
});

/** The grid of an input; a vector is laid out as the squarest rectangle that holds it, no higher than wide. */
export function gridOf({ shape }: Input): Grid {
  if (shape.length >= 2) return { height: shape[0]!, width: shape[1]!, channels: shape[2] ?? 1 };
  const size = shape[0] ?? 1;
  let height = Math.floor(Math.sqrt(size));
  while (size % height !== 0) height -= 1;
  return { height, width: size / height, channels: 1 };
}

/** Entries of a picture. */
export function gridSize({ height, width, channels }: Grid): number {
  return height * width * channels;
}

/** The index of each name among those that a class declares, or by order where it declares none. */
export function classIndices(input: Input | undefined, names: readonly string[]): number[] {
  const declared = input?.type.kind === 'class' ? input.type.names : null;
  const count = input?.type.kind === 'class' ? input.type.count : names.length;
  const known = declared !== null && names.some((name) => declared.includes(name));
  return names.map((name, index) => {
    if (known) return declared.indexOf(name);
    return index < count ? index : -1;
  });
}
