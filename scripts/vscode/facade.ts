import type { Plugin } from 'esbuild';

/**
 * What is imported lazily has names also where it is bundled: of a CommonJS package a part of its own exports nothing
 * but `default`, where Node would find the names.
 * @param packages that are CommonJS
 */
export function facade(packages: readonly string[]): Plugin {
  return {
    name: 'facade',
    setup(build) {
      build.onResolve({ filter: /^[a-z-]+$/ }, ({ path, kind }) =>
        kind === 'dynamic-import' && packages.includes(path)
          ? { path, namespace: 'facade' }
          : undefined,
      );
      build.onLoad({ filter: /./, namespace: 'facade' }, async ({ path }) => {
        const names = Object.keys((await import(path)) as object).filter(
          (name) => name !== 'default' && /^[A-Za-z_$][\w$]*$/.test(name),
        );
        const contents = `import whole from '${path}';\nexport const { ${names.join(', ')} } = whole;\n`;
        return { contents, resolveDir: import.meta.dirname };
      });
    },
  };
}
