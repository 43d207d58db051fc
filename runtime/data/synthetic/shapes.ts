import { CLASS_FIELD } from './generator.ts';
import type { Generator } from './generator.ts';
import { SHAPES, addNoise, drawShape } from './draw.ts';
import type { Colour } from './draw.ts';
import { PICTURE_FIELD, classIndices, gridOf, gridSize } from './grid.ts';

/** One shape at a random place. */
export const shapes: Generator = {
  name: 'shapes',
  summary:
    'A picture of one shape, at a random place and of a random size and brightness, on a noisy ground.',
  fields: [
    PICTURE_FIELD('The picture.'),
    CLASS_FIELD(
      `Which shape: ${SHAPES.join(', ')}, by name where the classes have these names, else in this order.`,
    ),
  ],
  options: [
    {
      name: 'noise',
      about: 'Amplitude of the noise on each pixel.',
      standard: 0.1,
      lowest: 0,
      highest: 1,
    },
  ],
  generate: (task) => {
    const [picture] = task.inputs('picture');
    const [label] = task.inputs('class');
    const indices = classIndices(label, SHAPES);
    const drawn = SHAPES.filter((_, index) => indices[index]! >= 0);
    const random = task.random('pictures');
    const order = random.shuffle(
      Array.from({ length: task.count }, (_, sample) => sample % drawn.length),
    );
    const classes = Float64Array.from(order, (index) => indices[SHAPES.indexOf(drawn[index]!)]!);
    const values = new Map<string, Float32Array | Float64Array>();
    if (label !== undefined) values.set(label.name, classes);
    if (picture === undefined) return { values };
    const grid = gridOf(picture);
    const size = gridSize(grid);
    const pictures = new Float32Array(task.count * size);
    const side = Math.min(grid.height, grid.width);
    for (const [sample, index] of order.entries()) {
      const pixels = pictures.subarray(sample * size, (sample + 1) * size).fill(0.1);
      const radius = side * (0.28 + 0.16 * random.uniform());
      const x = radius + (grid.width - 2 * radius) * random.uniform();
      const y = radius + (grid.height - 2 * radius) * random.uniform();
      const light = 0.7 + 0.3 * random.uniform();
      const colour: Colour = [
        light,
        light * random.uniform() ** 0.5,
        light * random.uniform() ** 0.5,
      ];
      const grey: Colour = [light, light, light];
      drawShape(pixels, grid, drawn[index]!, { x, y, radius }, grid.channels < 3 ? grey : colour);
      addNoise(pixels, task.option('noise'), random);
    }
    values.set(picture.name, pictures);
    return { values };
  },
};
