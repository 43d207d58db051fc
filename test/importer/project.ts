import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { checkpointOf } from '../support/checkpoint.ts';
import { compileText } from '../support/compile.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export const MOONS = `model Moons {
  modality point: real[2]
  label moon: class("upper", "lower")

  register q
  encode point into q with angle
  evolve q with strongly_entangling(layers: 2)

  /// How sure the model is of each moon.
  readout logits = expect(Z(q)) |> linear
  objective classify(logits, moon)
}

data moons = synthetic("moons", samples: 60, seed: 1)

train Moons on moons {
  epochs: 1
}
`;

/** Weights of that model, as training would leave them. */
export const MOONS_CHECKPOINT = JSON.stringify(checkpointOf(compileText(MOONS).runs[0]!.program));

/** A folder of a program that has the package `qmm` installed: the sources of this clone stand in for it. */
export function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'qmm-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const library = pathToFileURL(join(ROOT, 'index.ts')).href;
  const installed = {
    'package.json': '{ "type": "module" }',
    'node_modules/qmm/package.json': '{ "name": "qmm", "type": "module", "exports": "./index.js" }',
    'node_modules/qmm/index.js': `export * from '${library}';`,
  };
  for (const [name, text] of Object.entries({ ...installed, ...files })) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return folder;
}
