import { join } from 'node:path';
import { pythonEnvironment } from '../../scripts/python.ts';
import type { PythonEnvironment } from '../../scripts/python.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * The virtual environment `.venv-peers/NAME` with what `requirements/NAME.txt` pins, made on first use. Every package
 * is in the list, those that others need too, and pip resolves nothing: of what a peer only says it needs, some
 * contradicts the rest, and some is gigabytes.
 */
export function peerEnvironment(name: string): Promise<PythonEnvironment> {
  return pythonEnvironment({
    folder: join(ROOT, '.venv-peers', name),
    requirements: join(import.meta.dirname, 'requirements', `${name}.txt`),
    options: ['--no-deps'],
  });
}
