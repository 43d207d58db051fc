import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DiagnosticJson } from '../../compiler/diagnostics/render/index.ts';
import type { Scores } from '../../runtime/train/progress.ts';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'qmm.js');

export interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** What `--json` printed. */
  readonly json: Document;
}

/** The common fields of every `--json` document, and those of its own that tests look into. */
interface Document {
  readonly version: number;
  readonly ok: boolean;
  readonly command: string;
  readonly diagnostics: readonly DiagnosticJson[];
  readonly usage?: string;
  readonly run?: string;
  readonly metrics?: Readonly<Record<string, Scores>>;
  readonly predictions?: readonly Readonly<Record<string, unknown>>[];
  readonly [field: string]: unknown;
}

/** An empty folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qmm-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs `qmm` as a user does, in a folder. */
export async function qmm(
  words: readonly string[],
  options: {
    cwd?: string;
    env?: Record<string, string>;
    /** Interrupts it (Ctrl-C) once this file is there. */
    interruptAt?: string;
    /** What it gets then; default SIGINT. */
    signal?: 'SIGINT' | 'SIGKILL';
  } = {},
): Promise<Answer> {
  const child = spawn(process.execPath, [launcher, ...words], {
    cwd: options.cwd ?? process.cwd(),
    env: { ...process.env, CI: '', NO_COLOR: '1', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const { interruptAt, signal = 'SIGINT' } = options;
  const watch = setInterval(() => {
    if (interruptAt === undefined || !existsSync(interruptAt)) return;
    clearInterval(watch);
    child.kill(signal);
  }, 5);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(watch);
  return {
    code,
    out,
    err,
    get json(): Document {
      return JSON.parse(out) as Document;
    },
  };
}
