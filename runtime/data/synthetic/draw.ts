import type { Grid } from './grid.ts';

/** Red, green and blue in [0, 1]; a picture with fewer channels takes their mean. */
export type Colour = readonly [number, number, number];

export const SHAPES = ['circle', 'square', 'triangle', 'cross', 'ring'] as const;
export type Shape = (typeof SHAPES)[number];

/** Where a shape stands, in pixels; `radius` is half its height. */
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Paints the pixels whose centres lie in the shape. */
export function drawShape(
  pixels: Float32Array,
  grid: Grid,
  shape: Shape,
  place: Placed,
  colour: Colour,
): void {
  const inside = INSIDE[shape];
  const { height, width, channels } = grid;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const across = (column + 0.5 - place.x) / place.radius;
      const down = (row + 0.5 - place.y) / place.radius;
      if (Math.abs(across) > 1 || Math.abs(down) > 1 || !inside(across, down)) continue;
      paint(pixels, (row * width + column) * channels, channels, colour);
    }
  }
}

const INSIDE: Readonly<Record<Shape, (across: number, down: number) => boolean>> = {
  circle: (across, down) => across * across + down * down <= 1,
  square: (across, down) => Math.max(Math.abs(across), Math.abs(down)) <= 0.89,
  triangle: (across, down) => Math.abs(across) <= (down + 1) / 2,
  cross: (across, down) => Math.min(Math.abs(across), Math.abs(down)) <= 0.3,
  ring: (across, down) => {
    const square = across * across + down * down;
    return square <= 1 && square >= 0.36;
  },
};

function paint(pixels: Float32Array, start: number, channels: number, colour: Colour): void {
  const [red, green, blue] = colour;
  if (channels < 3) {
    pixels[start] = (red + green + blue) / 3;
    return;
  }
  pixels.set([red, green, blue], start);
}

/** Adds uniform noise to every pixel and keeps it in [0, 1]. */
export function addNoise(pixels: Float32Array, amount: number, random: { signed(): number }): void {
  for (let index = 0; index < pixels.length; index += 1) {
    pixels[index] = Math.min(Math.max(pixels[index]! + amount * random.signed(), 0), 1);
  }
}
