import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// This file stands one folder below the package's root, as source (cli/) and as built (dist/).
const root = new URL('../', import.meta.url);

/** The path of a file that comes with the package, e.g. `stdlib/gates.qmm`. */
export function packagePath(relative: string): string {
  return fileURLToPath(new URL(relative, root));
}

/** Where to tell about a fault of ours, and which version it was. */
export function packageFacts(): { version: string; report: string } {
  const facts = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as {
    version: string;
    bugs?: { url?: string };
    homepage?: string;
  };
  return {
    version: facts.version,
    report: facts.bugs?.url ?? facts.homepage ?? "the project's issue tracker",
  };
}
