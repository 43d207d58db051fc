import { build } from 'esbuild';
import { libraryBuild } from '../../scripts/library.ts';

/** The texts of the library as it is published, as scripts that need no module loader. */
export async function bundleLibrary(): Promise<{
  /** Sets the global `qmm`. */
  readonly library: string;
  readonly thread: string;
}> {
  const { outputFiles } = await build({
    ...libraryBuild,
    format: 'iife',
    globalName: 'qmm',
    sourcemap: false,
    write: false,
    logLevel: 'silent',
  });
  const textOf = (name: string): string =>
    outputFiles.find(({ path }) => path.endsWith(`/${name}.js`))!.text;
  return { library: textOf('index'), thread: textOf('page-thread') };
}
