import { addNoise } from './draw.ts';
import { CLASS_FIELD } from './generator.ts';
import type { Generator } from './generator.ts';
import { PICTURE_FIELD, classIndices, gridSize } from './grid.ts';
import { drawLines } from './lines.ts';

/** Bars and stripes (MacKay 2003). */
export const bars: Generator = {
  name: 'bars',
  summary:
    'Bars and stripes: each row of the picture is on or off, or each column is (MacKay 2003); never all, never none.',
  fields: [
    PICTURE_FIELD('The picture; a label may take it too.', 'any'),
    CLASS_FIELD('`horizontal` (0) or `vertical` (1), by name where the classes have these names.'),
  ],
  options: [
    {
      name: 'noise',
      about: 'Amplitude of the noise on each pixel.',
      standard: 0,
      lowest: 0,
      highest: 1,
    },
  ],
  generate: (task) =>
    drawLines(
      task,
      classIndices(task.inputs('class')[0], ['horizontal', 'vertical']),
      (drawing) => {
        const { grid, pixels, upright, random } = drawing;
        const lines = upright ? grid.width : grid.height;
        const on = Array.from({ length: lines }, () => random.below(2));
        if (lines > 1 && new Set(on).size === 1) on[random.below(lines)]! ^= 1;
        for (let index = 0; index < gridSize(grid); index += 1) {
          const pixel = Math.floor(index / grid.channels);
          const line = upright ? pixel % grid.width : Math.floor(pixel / grid.width);
          pixels[index] = on[line]!;
        }
        addNoise(pixels, task.option('noise'), random);
      },
    ),
};
