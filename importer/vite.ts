import { createVitePlugin } from 'unplugin';
import type { ImportOptions } from './options.ts';
import { importPlugin } from './plugin.ts';

export type { ImportOptions };

/**
 * For Vite: `plugins: [qmm()]` in vite.config.ts, and `import { AvDigits } from './av-digits.qmm'` works.
 * A change of the file reaches the page as a change of any module does.
 */
export default function qmm(options?: ImportOptions): BundlerPlugin {
  // An array only where a plugin is made of several.
  return createVitePlugin(importPlugin)(options) as BundlerPlugin;
}

/** As much of a plugin as its user has to know. */
interface BundlerPlugin {
  readonly name: string;
}
