import { createRollupPlugin } from 'unplugin';
import type { ImportOptions } from './options.ts';
import { importPlugin } from './plugin.ts';

export type { ImportOptions };

/**
 * For Rollup and Rolldown: `plugins: [qmm()]`, and `import { AvDigits } from './av-digits.qmm'` works.
 */
export default function qmm(options?: ImportOptions): BundlerPlugin {
  // An array only where a plugin is made of several.
  return createRollupPlugin(importPlugin)(options) as BundlerPlugin;
}

/** As much of a plugin as its user has to know. */
interface BundlerPlugin {
  readonly name: string;
}
