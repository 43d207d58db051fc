import type { Plugin } from 'esbuild';
import { createEsbuildPlugin } from 'unplugin';
import type { ImportOptions } from './options.ts';
import { importPlugin } from './plugin.ts';

export type { ImportOptions };

/** For esbuild: `plugins: [qmm()]`, and `import { AvDigits } from './av-digits.qmm'` works. */
const qmm: (options?: ImportOptions) => Plugin = createEsbuildPlugin(importPlugin);
export default qmm;
