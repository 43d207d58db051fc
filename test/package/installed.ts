import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly peer?: boolean }>>;
}

export interface Packed {
  /** An empty project with the package in it. */
  readonly folder: string;
  /** Of the archive. */
  readonly bytes: number;
  readonly unpackedBytes: number;
  readonly files: readonly string[];
}

/**
 * Packs this project and installs it into an empty one, as npm would: with what it depends on at run time, and nothing
 * that only its developers have.
 */
export function installPacked(): Packed {
  const folder = mkdtempSync(join(tmpdir(), 'qmm-package-'));
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // The build may print before npm does.
  const [about] = JSON.parse(packed.slice(packed.indexOf('[\n'))) as readonly [
    { filename: string; size: number; unpackedSize: number; files: { path: string }[] },
  ];
  const own = join(folder, 'node_modules', 'qmm');
  mkdirSync(own, { recursive: true });
  execFileSync('tar', ['xzf', join(folder, about.filename), '-C', own, '--strip-components', '1']);
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
  for (const [path, { dev = false, peer = false }] of Object.entries(lock.packages)) {
    const isOuter = path.startsWith('node_modules/') && path.split('node_modules/').length === 2;
    if (dev || peer || !isOuter) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(ROOT, path), join(folder, path));
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const files = about.files.map((file) => file.path);
  return { folder, bytes: about.size, unpackedBytes: about.unpackedSize, files };
}
