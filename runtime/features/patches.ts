import type { FeatureTransform } from './transform.ts';

/**
 * Tiles of a picture, row by row, each flattened: `[H, W, c]` to `[p, h * w * c]`. What does not fill a tile at the
 * right and bottom is left out.
 */
export function createPatches(
  [height, width, channels = 1]: readonly number[],
  tile: { readonly height: number; readonly width: number },
): FeatureTransform {
  const down = Math.floor(height! / tile.height);
  const across = Math.floor(width! / tile.width);
  const line = tile.width * channels;
  return (input) => {
    const patches = new Float64Array(down * across * tile.height * line);
    let target = 0;
    for (let patch = 0; patch < down * across; patch += 1) {
      const top = Math.floor(patch / across) * tile.height;
      const left = (patch % across) * tile.width;
      for (let row = top; row < top + tile.height; row += 1) {
        const start = (row * width! + left) * channels;
        patches.set(input.subarray(start, start + line), target);
        target += line;
      }
    }
    return patches;
  };
}
