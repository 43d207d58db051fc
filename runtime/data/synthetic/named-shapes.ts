import type { RandomStream } from '../random.ts';
import { sizeOf } from '../columns/numbers.ts';
import type { Generator } from './generator.ts';
import { PICTURE_FIELD, gridOf } from './grid.ts';
import type { Grid } from './grid.ts';

/** Small black and white figures and their names. */
export const namedShapes: Generator = {
  name: 'named-shapes',
  summary:
    'A name such as `left column` or `rising diagonal`, and the small figure in black and white that it means. A name may join two figures, and may leave open which one is meant.',
  fields: [
    {
      name: 'name',
      about:
        'One or two words out of twelve for each figure. A split may hold out whole names by `group`.',
      fills: ['text'],
      role: 'any',
      takes: 'one',
    },
    PICTURE_FIELD('The figure, in zeros and ones.', 'any'),
  ],
  options: [
    {
      name: 'noise',
      about: 'Chance that a pixel is turned over.',
      standard: 0.02,
      lowest: 0,
      highest: 1,
    },
    {
      name: 'figures',
      about: 'With 2, a row and a column may also come together, as in `top row left column`.',
      standard: 1,
      lowest: 1,
      highest: 2,
    },
    {
      name: 'vague',
      about: 'Chance that a figure is called `row`, `column` or `diagonal` without saying which.',
      standard: 0,
      lowest: 0,
      highest: 1,
    },
  ],
  generate: (task) => {
    const random = task.random('figures');
    const meanings =
      task.option('figures') >= 2
        ? [...FIGURES.map((one) => [one]), ...CROSSINGS]
        : FIGURES.map((one) => [one]);
    const order = random.shuffle(
      Array.from({ length: task.count }, (_, sample) => meanings[sample % meanings.length]!),
    );
    const names = order.map(namer(task.random('names'), task.option('vague')));
    const values = new Map<string, Float32Array | Float64Array | readonly string[]>();
    for (const { name } of task.inputs('name')) values.set(name, names);
    for (const input of task.inputs('picture')) {
      const grid = gridOf(input);
      const size = sizeOf(input.shape);
      const pictures = Float64Array.from({ length: task.count * size }, (_, place) => {
        const figures = order[Math.floor(place / size)]!;
        const pixel = Math.floor((place % size) / grid.channels);
        const [row, column] = [Math.floor(pixel / grid.width), pixel % grid.width];
        const inside = figures.some(([, contains]) => contains(row, column, grid));
        return Number(inside !== random.uniform() < task.option('noise'));
      });
      values.set(input.name, pictures);
    }
    return { values, groups: { name: names } };
  },
};

/** What figures are called; by chance without the word that says which row, column or diagonal. */
function namer(random: RandomStream, vague: number): (figures: readonly Figure[]) => string {
  return (figures) =>
    figures
      .map(([words]) => (random.uniform() < vague ? words.split(' ').at(-1)! : words))
      .join(' ');
}

type Figure = readonly [words: string, contains: Contains];

type Contains = (row: number, column: number, grid: Grid) => boolean;

const middle = (length: number): number => Math.floor((length - 1) / 2);

const rising: Contains = (row, column, { height, width }) =>
  Math.round(((height - 1 - row) * (width - 1)) / Math.max(height - 1, 1)) === column;

const falling: Contains = (row, column, { height, width }) =>
  Math.round((row * (width - 1)) / Math.max(height - 1, 1)) === column;

const FIGURES: readonly Figure[] = [
  ['top row', (row) => row === 0],
  ['middle row', (row, _, { height }) => row === middle(height)],
  ['bottom row', (row, _, { height }) => row === height - 1],
  ['left column', (_, column) => column === 0],
  ['middle column', (_, column, { width }) => column === middle(width)],
  ['right column', (_, column, { width }) => column === width - 1],
  ['rising diagonal', rising],
  ['falling diagonal', falling],
  ['cross', (row, column, grid) => rising(row, column, grid) || falling(row, column, grid)],
  [
    'ring',
    (row, column, { height, width }) =>
      row === 0 || column === 0 || row === height - 1 || column === width - 1,
  ],
];

/** A row and a column at once. */
const CROSSINGS = FIGURES.filter(([words]) => words.endsWith('row')).flatMap((row) =>
  FIGURES.filter(([words]) => words.endsWith('column')).map((column) => [row, column]),
);
