import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './support.ts';

/** A folder with these files, which goes away with the test. */
export function project(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Two points and a side, made by qmm; trains in a moment. */
export function moonsModel(settings = 'epochs: 3'): string {
  return `model Moons(layers: int = 1) {
  modality point: real[2]
  label side: class("upper", "lower")

  register q
  encode point |> scale(-pi, pi) into q with angle
  evolve q with strongly_entangling(layers: layers)

  readout logits = expect(Z(q)) |> linear
  objective classify(logits, side)
}

data moons = synthetic("moons", samples: 60, seed: 1)

train Moons on moons {
  ${settings}
}
`;
}

/** Names of small pictures, and pictures drawn for them. */
export function sketchesModel(): string {
  return `model Sketches {
  modality prompt: text(words: 2, vocabulary: 12)
  label picture: bit[2, 2]

  register canvas[4]
  encode prompt into canvas with bag(layers: 1)

  readout drawing = sample(canvas) |> reshape(2, 2)
  objective mmd(drawing, picture, given: prompt)
}

data sketches = synthetic("named-shapes", samples: 60, seed: 1)

train Sketches on sketches {
  epochs: 2
}
`;
}

/** Two numbers of a table and an answer. */
export function pointsModel(split = 'split: fractions(train: 0.8, test: 0.2)'): string {
  return `model Points {
  modality place: real[2]
  label answer: class("yes", "no")

  register q
  encode place |> scale(0, pi) into q with angle
  evolve q with strongly_entangling(layers: 1)

  readout logits = expect(Z(q)) |> linear
  objective classify(logits, answer)
}

data points = csv("points.csv", place: ["x", "y"]) {
  ${split}
}

train Points on points {
  epochs: 1
}
`;
}

/** Twenty rows; `wrong` replaces some, counted from 1. */
export function pointsTable(wrong: Readonly<Record<number, string>> = {}): string {
  const rows = Array.from({ length: 20 }, (_, index) => {
    const answer = index % 2 === 0 ? 'yes' : 'no';
    return wrong[index + 1] ?? `${(index / 20).toFixed(2)},${(index / 40).toFixed(3)},${answer}`;
  });
  return `x,y,answer\n${rows.join('\n')}\n`;
}
