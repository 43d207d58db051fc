import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { freemem } from 'node:os';
import { dirname } from 'node:path';
import type { Host } from '../runtime/host.ts';
import type { Hasher } from '../runtime/data/hash.ts';
import { packagePath } from './package.ts';

/** This machine, for the runtime. Paths are relative to the working directory. */
export function nodeHost(): Host {
  return {
    read: readBytes,
    write: writeWhole,
    append: (path, text) => {
      mkdirSync(dirname(path), { recursive: true });
      appendFileSync(path, text);
    },
    list: listFolder,
    now: () => performance.now(),
    sha256,
    // The constraint of a container counts, not only what the machine has free.
    memory: () => Math.max(process.availableMemory(), 0) || freemem(),
  };
}

/** Several times as fast as one in JavaScript. */
function sha256(): Hasher {
  const hash = createHash('sha256');
  return {
    add: (part) => void hash.update(part),
    digest: () => hash.digest('hex'),
  };
}

/** The texts a compilation reads; `library:NAME.qmm` is a file of the standard library, `library:devices/` its machines. */
export function sourceHost(): { read(path: string): string | undefined } {
  return { read: (path) => readText(placeOf(path)) };
}

/** A file's text without its byte order mark, or undefined where there is no such file. */
export function readText(path: string): string | undefined {
  const bytes = readBytes(path);
  return bytes && new TextDecoder().decode(bytes);
}

function placeOf(path: string): string {
  const [library, devices] = ['library:', 'library:devices/'];
  if (path.startsWith(devices))
    return packagePath(`compiler/targets/library/${path.slice(devices.length)}`);
  return path.startsWith(library) ? packagePath(`stdlib/${path.slice(library.length)}`) : path;
}

function readBytes(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

function writeWhole(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.part`;
  try {
    writeFileSync(beside, content);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}

function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}
