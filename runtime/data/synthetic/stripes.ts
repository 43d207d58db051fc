import { CLASS_FIELD } from './generator.ts';
import type { Generator } from './generator.ts';
import { PICTURE_FIELD, classIndices } from './grid.ts';
import { drawLines } from './lines.ts';
import type { Drawing } from './lines.ts';

/** One short line in a small noisy picture, as in the tutorial on quantum convolutional networks of Qiskit. */
export const stripes: Generator = {
  name: 'stripes',
  summary:
    'A line of two pixels, lying or standing, at a random place of a small noisy picture (the task of Cong et al. 2019 in ' +
    "Qiskit's tutorial, there of 2 by 4 pixels).",
  fields: [
    PICTURE_FIELD(
      'The picture; a vector is laid out as the squarest rectangle that holds it.',
      'any',
    ),
    CLASS_FIELD('`horizontal` (0) or `vertical` (1), by name where the classes have these names.'),
  ],
  options: [
    {
      name: 'noise',
      about: 'Brightest pixel of the ground; the line has 1.',
      standard: 0.3,
      lowest: 0,
      highest: 1,
    },
  ],
  generate: (task) =>
    drawLines(task, classIndices(task.inputs('class')[0], ['horizontal', 'vertical']), (drawing) =>
      drawStripe(drawing, task.option('noise')),
    ),
};

function drawStripe({ grid, pixels, upright, random }: Drawing, noise: number): void {
  const { height, width, channels } = grid;
  const long = upright ? Math.min(2, height) : Math.min(2, width);
  const row = random.below(upright ? height - long + 1 : height);
  const column = random.below(upright ? width : width - long + 1);
  for (let index = 0; index < pixels.length; index += 1) pixels[index] = noise * random.uniform();
  for (let step = 0; step < long; step += 1) {
    const pixel = upright ? (row + step) * width + column : row * width + column + step;
    pixels.fill(1, pixel * channels, (pixel + 1) * channels);
  }
}
