import { dirname, join } from 'node:path';

/** The qmm that serves the editor and runs its commands. */
export interface Program {
  /** Its `bin/qmm.js`. */
  readonly script: string;
  readonly origin: 'setting' | 'project' | 'extension';
}

interface Places {
  /** The setting `qmm.program`, empty where it is not set. */
  readonly setting: string;
  /** Where to look for a project: the folders that are open, in their order; none where they are not trusted. */
  readonly folders: readonly string[];
  /** The `bin/qmm.js` that comes with the extension. */
  readonly own: string;
  readonly exists: (path: string) => boolean;
}

/** The project's own qmm comes first, so that editor and command line are of one version. */
export function findProgram({ setting, folders, own, exists }: Places): Program {
  if (setting !== '') return { script: setting, origin: 'setting' };
  const script = folders
    .flatMap(upwards)
    .map((folder) => join(folder, 'node_modules', 'qmm', 'bin', 'qmm.js'))
    .find(exists);
  return script === undefined
    ? { script: own, origin: 'extension' }
    : { script, origin: 'project' };
}

/** A folder and all above it, as Node looks for packages. */
function upwards(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}
