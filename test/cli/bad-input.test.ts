import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { encode as encodePng } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { pointsModel, pointsTable, project } from './projects.ts';
import { qmm } from './support.ts';

/** A project with one thing wrong, and what the one message has to say. */
interface Fault {
  readonly name: string;
  readonly code: string;
  /** Each must stand in the message, its help, or the place it names. */
  readonly says: readonly RegExp[];
  readonly files: () => Record<string, string | Uint8Array>;
}

const faults: readonly Fault[] = [
  {
    name: 'a table that is not there',
    code: 'file-not-found',
    says: [/points\.csv/],
    files: () => ({ 'main.qmm': pointsModel() }),
  },
  {
    name: 'a picture that is not there',
    code: 'file-not-found',
    says: [/images\/3\.png/, /row 4|line 5|points\.csv:5/],
    files: () => without(mediaProject(), 'images/3.png'),
  },
  {
    name: 'a WAV that was cut off',
    code: 'value-unreadable',
    says: [/audio\/2\.wav/, /cut|short|truncated|bytes/],
    files: () => ({ ...mediaProject(), 'audio/2.wav': wav(2000).slice(0, 300) }),
  },
  {
    name: 'a text named .png',
    code: 'value-unreadable',
    says: [/images\/2\.png/, /PNG|picture/],
    files: () => ({ ...mediaProject(), 'images/2.png': 'this is a text\n' }),
  },
  {
    name: 'a label outside its classes',
    code: 'label-unknown',
    says: [/"?maybe"?/, /yes/, /row 3|line 4|points\.csv:4/],
    files: () => ({ 'main.qmm': pointsModel(), 'points.csv': pointsTable({ 3: '0.1,0.2,maybe' }) }),
  },
  {
    name: 'a column that is not there',
    code: 'column-not-found',
    says: [/answer/, /truth/, /points\.csv/],
    files: () => ({
      'main.qmm': pointsModel(),
      'points.csv': pointsTable({}).replace('x,y,answer', 'x,y,truth'),
    }),
  },
  {
    name: 'NaN in a table',
    code: 'value-unreadable',
    says: [/NaN/, /row 2|line 3|points\.csv:3/],
    files: () => ({ 'main.qmm': pointsModel(), 'points.csv': pointsTable({ 2: 'NaN,0.2,yes' }) }),
  },
  {
    name: 'an empty split',
    code: 'split-empty',
    says: [/test split/, /20 samples/, /fractions/],
    files: () => ({
      'main.qmm': pointsModel('split: fractions(train: 0.99, test: 0.01)'),
      'points.csv': pointsTable({}),
    }),
  },
  {
    name: 'all probabilities of 40 qubits on a laptop',
    code: 'too-large',
    says: [/40/, /[TPG]i?B/],
    files: () => ({
      'main.qmm': pointsModel()
        .replace('register q\n', 'register q[40]\n')
        .replace('into q with angle', 'into q with reupload')
        .replace('expect(Z(q))', 'probs(q)'),
      'points.csv': pointsTable({}),
    }),
  },
];

describe('one message with the place and what to do, and nothing left behind:', () => {
  test.for(faults)('$name', async ({ code, says, files }) => {
    const folder = project(files());
    const { code: exit, json, err } = await qmm(['train', 'main.qmm', '--json'], { cwd: folder });
    expect(json.diagnostics.filter((one) => one.severity === 'error')).toMatchObject([{ code }]);
    const told = JSON.stringify(json.diagnostics[0]).replaceAll('\\"', '"');
    for (const part of says) expect(told).toMatch(part);
    expect(err).not.toMatch(/^\s+at /m);
    expect({ exit, ok: json.ok }).toEqual({ exit: 1, ok: false });
    expect(existsSync(join(folder, 'runs'))).toBe(false);

    const shown = await qmm(['train', 'main.qmm'], { cwd: folder });
    expect(shown.code).toBe(1);
    expect(shown.out).toBe('');
    expect(shown.err).toContain(`error[${code}]`);
    expect(shown.err.match(/^error\[/gm)).toHaveLength(1);
  });
});

test('the line of a table is shown under its name', async () => {
  const folder = project({
    'main.qmm': pointsModel(),
    'points.csv': pointsTable({ 3: '0.1,0.2,maybe' }),
  });
  const { err } = await qmm(['train', 'main.qmm'], { cwd: folder });
  expect(err).toContain('points.csv:4:1');
  expect(err).toContain('4 │ 0.1,0.2,maybe');
});

function mediaProject(): Record<string, string | Uint8Array> {
  const numbers = Array.from({ length: 10 }, (_, index) => index);
  const rows = numbers.map((k) => `images/${k}.png,audio/${k}.wav,${k % 2 === 0 ? 'yes' : 'no'}`);
  return {
    'main.qmm': `model Media {
  modality eye: image(2, 2)
  modality ear: audio(8kHz, 0.25s)
  label answer: class("yes", "no")

  register v, s
  encode eye |> flatten |> scale(0, pi) into v with angle
  encode ear |> mfcc(2, segments: 2) |> flatten |> scale(0, pi) into s with angle
  fuse v, s with paired(layers: 1)

  readout logits = expect(Z([v, s])) |> linear
  objective classify(logits, answer)
}

data points = csv("points.csv")

train Media on points {
  epochs: 1
}
`,
    'points.csv': `eye,ear,answer\n${rows.join('\n')}\n`,
    ...Object.fromEntries(numbers.map((k) => [`images/${k}.png`, png(k)])),
    ...Object.fromEntries(numbers.map((k) => [`audio/${k}.wav`, wav(2000 + k)])),
  };
}

function without(
  files: Record<string, string | Uint8Array>,
  name: string,
): Record<string, string | Uint8Array> {
  return Object.fromEntries(Object.entries(files).filter(([file]) => file !== name));
}

/** A grey picture of 2 by 2 pixels. */
function png(seed: number): Uint8Array {
  return encodePng({ width: 2, height: 2, channels: 1, data: Uint8Array.of(seed, 50, 100, 200) });
}

/** A tone, 8 kHz, mono, 16 bit. */
function wav(samples: number): Uint8Array {
  const bytes = new Uint8Array(44 + 2 * samples);
  const view = new DataView(bytes.buffer);
  const text = (at: number, word: string): void => {
    for (let k = 0; k < word.length; k++) view.setUint8(at + k, word.charCodeAt(k));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + 2 * samples, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 16000, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * samples, true);
  for (let k = 0; k < samples; k++) {
    view.setInt16(44 + 2 * k, Math.round(9000 * Math.sin(k / (3 + (samples % 7)))), true);
  }
  return bytes;
}
