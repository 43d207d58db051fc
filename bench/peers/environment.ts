import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pythonEnvironment } from '../../scripts/python.ts';
import type { PythonEnvironment } from '../../scripts/python.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * The virtual environment `.venv-peers/NAME` with what `requirements/NAME.txt` pins, made on first use. Every package
 * is in the list, those that others need too, and pip resolves nothing: of what a peer only says it needs, some
 * contradicts the rest, and some is gigabytes.
 * @param tell that it is being made
 */
export function peerEnvironment(
  name: string,
  tell: (doing: string) => void,
): Promise<PythonEnvironment> {
  const folder = join(ROOT, '.venv-peers', name);
  if (!existsSync(folder)) {
    const size = name === 'torchquantum' ? ', 6 GB' : '';
    tell(`installing requirements/${name}.txt into .venv-peers/${name}${size}`);
  }
  return pythonEnvironment({
    folder,
    requirements: join(import.meta.dirname, 'requirements', `${name}.txt`),
    options: ['--no-deps'],
  });
}
