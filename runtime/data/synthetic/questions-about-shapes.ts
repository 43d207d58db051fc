import type { RandomStream } from '../random.ts';
import { SHAPES, addNoise, drawShape } from './draw.ts';
import type { Shape } from './draw.ts';
import type { Generator } from './generator.ts';
import { PICTURE_FIELD, classIndices, gridOf, gridSize } from './grid.ts';

const COLOURS = { red: [0.9, 0.15, 0.1], green: [0.1, 0.8, 0.2], blue: [0.15, 0.25, 0.9] } as const;
type ColourName = keyof typeof COLOURS;

const ANSWERS = ['yes', 'no', ...Object.keys(COLOURS), ...SHAPES];
const QUESTIONS_PER_SCENE = 4;

interface Scene {
  readonly shape: Shape;
  readonly colour: ColourName;
}

interface Question {
  readonly text: string;
  readonly answer: string;
}

/** Visual questions: the answer needs both the picture and the question. */
export const questionsAboutShapes: Generator = {
  name: 'questions-about-shapes',
  summary:
    'A picture of one coloured shape and a question about its colour, its shape, or whether there is this or that. Four ' +
    'questions are asked about each scene, so split by `group: "scene"`.',
  fields: [
    PICTURE_FIELD('The picture; colours need three channels.'),
    {
      name: 'question',
      about: 'Five to six words.',
      fills: ['text'],
      role: 'modality',
      takes: 'one',
    },
    {
      name: 'answer',
      about: `One of ${ANSWERS.join(', ')}, by name; a scene that the label has no answer for is not asked about.`,
      fills: ['class'],
      role: 'any',
      takes: 'one',
    },
  ],
  options: [
    {
      name: 'noise',
      about: 'Amplitude of the noise on each pixel.',
      standard: 0.08,
      lowest: 0,
      highest: 1,
    },
  ],
  generate: (task) => {
    const [label] = task.inputs('answer');
    const indices = new Map(
      classIndices(label, ANSWERS).map((index, place) => [ANSWERS[place]!, index]),
    );
    const isAnswer = (name: string): boolean => indices.get(name)! >= 0;
    const shapes = keepKnown(SHAPES, isAnswer);
    const colours = keepKnown(Object.keys(COLOURS) as ColourName[], isAnswer);
    const random = task.random('scenes');
    const scenes = Array.from({ length: Math.ceil(task.count / QUESTIONS_PER_SCENE) }, () => ({
      shape: shapes[random.below(shapes.length)]!,
      colour: colours[random.below(colours.length)]!,
    }));
    const asked = Array.from({ length: task.count }, (_, sample) => {
      const scene = scenes[Math.floor(sample / QUESTIONS_PER_SCENE)]!;
      return ask(scene, { shapes, colours, isAnswer, random });
    });
    const values = new Map<string, Float32Array | Float64Array | readonly string[]>();
    for (const { name } of task.inputs('question'))
      values.set(
        name,
        asked.map(({ text }) => text),
      );
    for (const { name } of task.inputs('answer')) {
      values.set(
        name,
        Float64Array.from(asked, ({ answer }) => Math.max(indices.get(answer)!, 0)),
      );
    }
    for (const input of task.inputs('picture')) {
      const grid = gridOf(input);
      const size = gridSize(grid);
      const pictures = new Float32Array(task.count * size);
      const pencil = task.random('pictures');
      for (let sample = 0; sample < task.count; sample += 1) {
        const { shape, colour } = scenes[Math.floor(sample / QUESTIONS_PER_SCENE)]!;
        const pixels = pictures.subarray(sample * size, (sample + 1) * size).fill(0.1);
        const radius = Math.min(grid.height, grid.width) * (0.3 + 0.12 * pencil.uniform());
        const x = radius + (grid.width - 2 * radius) * pencil.uniform();
        const y = radius + (grid.height - 2 * radius) * pencil.uniform();
        drawShape(pixels, grid, shape, { x, y, radius }, COLOURS[colour]);
        addNoise(pixels, task.option('noise'), pencil);
      }
      values.set(input.name, pictures);
    }
    const groups = {
      scene: asked.map((_, sample) => String(Math.floor(sample / QUESTIONS_PER_SCENE) + 1)),
    };
    return { values, groups };
  },
};

interface Asking {
  readonly shapes: readonly Shape[];
  readonly colours: readonly ColourName[];
  readonly isAnswer: (name: string) => boolean;
  readonly random: RandomStream;
}

/** Half of the questions for yes or no have the answer yes, so that the question alone does not give it away. */
function ask({ shape, colour }: Scene, { shapes, colours, isAnswer, random }: Asking): Question {
  const kinds = ['colour', 'shape', 'there'].filter(
    (kind) => kind !== 'there' || (isAnswer('yes') && isAnswer('no')),
  );
  switch (kinds[random.below(kinds.length)]) {
    case 'colour':
      return { text: 'what colour is the shape', answer: colour };
    case 'shape':
      return { text: `what shape is the thing`, answer: shape };
    default: {
      const there = random.below(2) === 0;
      const other = otherScene({ shape, colour }, shapes, colours, random);
      const shown = there ? { shape, colour } : other;
      const same = shown.shape === shape && shown.colour === colour;
      return { text: `is there a ${shown.colour} ${shown.shape}`, answer: same ? 'yes' : 'no' };
    }
  }
}

/** A scene that differs in colour or in shape, where there is more than one of either. */
function otherScene(
  scene: Scene,
  shapes: readonly Shape[],
  colours: readonly ColourName[],
  random: RandomStream,
): Scene {
  const otherShapes = shapes.filter((shape) => shape !== scene.shape);
  const otherColours = colours.filter((colour) => colour !== scene.colour);
  const byShape = otherColours.length === 0 || (otherShapes.length > 0 && random.below(2) === 0);
  return byShape
    ? { ...scene, shape: otherShapes[random.below(otherShapes.length)] ?? scene.shape }
    : { ...scene, colour: otherColours[random.below(otherColours.length)]! };
}

/** Those that the label has as answers, or all where it has none of them. */
function keepKnown<T extends string>(
  names: readonly T[],
  isAnswer: (name: string) => boolean,
): readonly T[] {
  const known = names.filter(isAnswer);
  return known.length === 0 ? names : known;
}
