import { build, type BuildOptions, type OutputFile } from 'esbuild';
import { join, relative } from 'node:path';
import { programBuild } from '../program.ts';
import { facade } from './facade.ts';

/** Files by their path in a folder. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** What VS Code loads, and the scripts of the panels' pages. */
export async function bundleExtension(root: string): Promise<Files> {
  const shared = { absWorkingDir: root, bundle: true, minify: true, write: false } as const;
  const extension = await build({
    ...shared,
    entryPoints: { extension: 'editor/vscode/extension.ts' },
    outdir: 'out',
    outExtension: { '.js': '.cjs' },
    // VS Code hands itself over to what asks for it by `require`.
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    external: ['vscode'],
  });
  const views = await build({
    ...shared,
    entryPoints: {
      'views/circuit': 'editor/vscode/views/circuit.ts',
      'views/run': 'editor/vscode/views/run.ts',
    },
    outdir: 'out',
    format: 'iife',
    platform: 'browser',
    target: 'es2024',
  });
  return filesOf(join(root, 'out'), [...extension.outputFiles, ...views.outputFiles]);
}

/**
 * The program `qmm` in a form that needs no other package.
 * @param without packages that are left out, so that what needs them fails
 */
export async function bundleProgram(root: string, without: readonly string[] = []): Promise<Files> {
  const { cli, thread } = programBuild.entryPoints;
  const options: BuildOptions = {
    ...programBuild,
    entryPoints: { cli, thread },
    external: [...without],
    plugins: [facade(['ts-morph', 'source-map'].filter((name) => !without.includes(name)))],
    sourcemap: false,
    // ts-morph's own packages look around themselves when they are loaded.
    banner: {
      js: [
        programBuild.banner.js,
        "import { fileURLToPath as __pathOf } from 'node:url';",
        'const __filename = __pathOf(import.meta.url), __dirname = import.meta.dirname;',
      ].join(' '),
    },
  };
  const { outputFiles } = await build({ ...options, write: false });
  return filesOf(join(root, 'dist'), outputFiles);
}

function filesOf(folder: string, files: readonly OutputFile[]): Files {
  return new Map(
    files.map(({ path, contents }) => [relative(folder, path).replaceAll('\\', '/'), contents]),
  );
}
