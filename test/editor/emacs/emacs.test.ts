import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const MODE = join(ROOT, 'editor', 'emacs');
const PROGRAM = join(ROOT, 'bin', 'qmm.js');

/** `register` has one qubit too few. */
const BROKEN = `model Iris {
  modality flower: real[4]
  label species: class("setosa", "versicolor", "virginica")

  // one short
  register q[3]
  encode flower |> scale(0, pi) into q  with angle

  readout logits = expect(Z(q)) |> linear
  objective classify(logits, species)
}
`;

interface SessionReport {
  readonly problem?: string;
  readonly mode: string;
  readonly faces: Readonly<Record<string, string>>;
  readonly shown?: readonly { readonly line: number; readonly message: string }[];
  readonly fixed?: string;
  readonly formatted?: string;
  readonly renamed?: string;
}

const hasEmacs =
  emacs(['--eval', '(unless (locate-library "eglot") (package-initialize) (require \'eglot))']) ===
  '';

// Debian's and Ubuntu's package `emacs-nox` is enough from Emacs 29 on, with `elpa-eglot` before.
describe.skipIf(!hasEmacs)(
  'in Emacs, with editor/emacs/qmm-mode.el (needs emacs with eglot)',
  () => {
    test(
      'a broken model is shown, fixed, formatted, renamed in, saved, and compiles',
      { timeout: 90_000 },
      () => {
        const folder = mkdtempSync(join(tmpdir(), 'qmm-emacs-'));
        onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
        const file = join(folder, 'iris.qmm');
        writeFileSync(file, BROKEN);
        const report = runSession(file);
        expect(report.problem).toBeUndefined();
        expect(report.mode).toBe('qmm-mode');
        expect(report.faces).toEqual({
          model: 'font-lock-keyword-face',
          real: 'font-lock-type-face',
          'flower: real': 'font-lock-variable-name-face',
          '// one': 'font-lock-comment-delimiter-face',
        });
        expect(report.shown).toMatchObject([
          { line: 7, message: expect.stringContaining('4') as string },
        ]);
        expect(report.fixed).toBe('  register q[4]');
        expect(report.formatted).toBe('  encode flower |> scale(0, pi) into q with angle');
        expect(report.renamed).toBe('  encode flower |> scale(0, pi) into petals with angle');

        const { status, stderr } = spawnSync(process.execPath, [PROGRAM, 'check', file], {
          encoding: 'utf8',
        });
        expect(stderr).toBe('');
        expect(status).toBe(0);
        expect(readFileSync(file, 'utf8')).toContain('petals[4]');
      },
    );

    test('qmm-mode.el compiles without a warning', () => {
      const folder = mkdtempSync(join(tmpdir(), 'qmm-emacs-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const copy = join(folder, 'qmm-mode.el');
      writeFileSync(copy, readFileSync(join(MODE, 'qmm-mode.el')));
      expect(
        emacs(['--eval', '(setq byte-compile-error-on-warn t)', '-f', 'batch-byte-compile', copy]),
      ).toBe('');
    });
  },
);

function runSession(file: string): SessionReport {
  const report = `${file}.report.json`;
  const said = emacs(
    [
      '-L',
      MODE,
      '--eval',
      `(setq qmm-program "${PROGRAM}")`,
      '-l',
      join(import.meta.dirname, 'session.el'),
    ],
    { QMM_FILE: file, QMM_REPORT: report },
  );
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as SessionReport;
  } catch {
    throw new Error(`Emacs told nothing:\n${said}`);
  }
}

/** What Emacs says of what has gone wrong; empty where nothing has. */
function emacs(words: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const { error, status, stderr } = spawnSync('emacs', ['--batch', '-q', ...words], {
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      ...process.env,
      ...env,
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    },
  });
  if (error) return error.message;
  return status === 0 ? '' : stderr || `ended with ${status ?? 'a signal'}`;
}
