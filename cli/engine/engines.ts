import { UsageError } from '../exit.ts';
import type { Engine } from './engine.ts';
import { localEngine } from './local.ts';

/** The engine that `--on` names. @throws UsageError where there is none */
export function chooseEngine(name: string): Engine {
  if (name === 'local') return localEngine();
  throw new UsageError(
    `There is no engine \`${name}\` to run on.`,
    '`--on local` takes the cores of this computer.',
  );
}
