import type { RandomStream } from '../random.ts';
import { balancedClasses, classCount } from './deal.ts';
import { addNoise, drawShape } from './draw.ts';
import { CLASS_FIELD } from './generator.ts';
import type { Generator } from './generator.ts';
import { gridOf, gridSize } from './grid.ts';
import type { Grid } from './grid.ts';
import { createChord } from './chord.ts';

/**
 * A picture and a sound that only together tell the class: the direction of the light and the colour of the sound
 * are each one of k places on a circle, and the class is their sum modulo k.
 */
export const scenes: Generator = {
  name: 'scenes',
  summary:
    'A picture and a sound of one place. Light falls into the picture from one of k directions, and the sound is loudest in ' +
    'one of k regions of pitch; the class is the sum of both modulo k. Either alone fits every class equally well, so one ' +
    'modality cannot do better than chance.',
  fields: [
    {
      name: 'picture',
      about: 'Shading from one side, with a few things lying about, and noise.',
      fills: ['image'],
      role: 'modality',
      takes: 'one',
    },
    {
      name: 'sound',
      about: 'A chord whose loudness goes up and down along the pitch, with noise.',
      fills: ['audio'],
      role: 'modality',
      takes: 'one',
    },
    CLASS_FIELD('Sum of both hidden places, modulo the number of classes.'),
  ],
  options: [
    { name: 'classes', about: 'Number of classes.', standard: null, lowest: 2, highest: 100 },
    {
      name: 'noise',
      about: 'Deviation, in radians, of each hidden place around the circle.',
      standard: 0.15,
      lowest: 0,
      highest: 3,
    },
  ],
  generate: (task) => {
    const places = classCount(task.inputs('class'), task.option('classes'));
    const random = task.random('places');
    const classes = balancedClasses(task.count, places, random);
    const noise = task.option('noise');
    const angleOf = (place: number): number =>
      (2 * Math.PI * place) / places + noise * random.normal();
    const seen = Float64Array.from(classes, () => random.below(places));
    const light = seen.map(angleOf);
    const pitch = classes.map((kind, sample) => angleOf(kind - seen[sample]!));
    const values = new Map<string, Float32Array | Float64Array>();
    for (const { name } of task.inputs('class')) values.set(name, classes);
    for (const input of task.inputs('picture')) {
      const grid = gridOf(input);
      const size = gridSize(grid);
      const pictures = new Float32Array(task.count * size);
      const pencil = task.random('pictures');
      for (const [sample, angle] of light.entries()) {
        drawScene(pictures.subarray(sample * size, (sample + 1) * size), grid, angle, pencil);
      }
      values.set(input.name, pictures);
    }
    for (const input of task.inputs('sound')) {
      const rate = input.type.kind === 'audio' ? input.type.rate : 1;
      const length = input.shape[0]!;
      const sounds = new Float32Array(task.count * length);
      const play = createChord(rate, task.random('sounds'));
      for (const [sample, angle] of pitch.entries()) {
        play(sounds.subarray(sample * length, (sample + 1) * length), angle);
      }
      values.set(input.name, sounds);
    }
    return { values };
  },
};

/** Shading is linear in the cosine and sine of the angle, so two principal axes of the pixels show the circle. */
function drawScene(pixels: Float32Array, grid: Grid, angle: number, random: RandomStream): void {
  const { height, width, channels } = grid;
  const [across, down] = [Math.cos(angle), Math.sin(angle)];
  const tints = Array.from({ length: channels }, () => 0.5 + 0.06 * random.signed());
  for (let index = 0; index < pixels.length; index += 1) {
    const pixel = Math.floor(index / channels);
    const x = (2 * ((pixel % width) + 0.5)) / width - 1;
    const y = (2 * (Math.floor(pixel / width) + 0.5)) / height - 1;
    pixels[index] = tints[index % channels]! + 0.25 * (across * x + down * y);
  }
  const things = 1 + random.below(3);
  for (let thing = 0; thing < things; thing += 1) {
    const place = {
      x: width * random.uniform(),
      y: height * random.uniform(),
      radius: Math.min(height, width) * (0.08 + 0.1 * random.uniform()),
    };
    const colour = [random.uniform(), random.uniform(), random.uniform()] as const;
    drawShape(pixels, grid, random.below(2) === 0 ? 'circle' : 'square', place, colour);
  }
  addNoise(pixels, 0.08, random);
}
