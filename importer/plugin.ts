import { dirname, resolve } from 'node:path';
import type { SourceMapCompact, UnpluginOptions } from 'unplugin';
import { writeDeclarations } from './declarations.ts';
import { moduleCode } from './module-code.ts';
import { parseId } from './module-id.ts';
import type { ImportOptions } from './options.ts';
import { createUsedFiles } from './used-files.ts';

/** What a bundler has to know to import .qmm files, whichever it is. */
export function importPlugin({
  declarations = true,
  runtime,
}: ImportOptions = {}): UnpluginOptions {
  const used = createUsedFiles();
  return {
    name: 'qmm',
    enforce: 'pre',
    resolveId: {
      filter: { id: /\.qmm(\?|$)/ },
      handler: (id, importer) => {
        const asked = parseId(id);
        // Other paths, as that of a page from its root, are the bundler's affair.
        if (asked === undefined || importer === undefined || !id.startsWith('.')) return null;
        const from = dirname(parseId(importer)?.path ?? importer);
        return resolve(from, asked.path) + id.slice(asked.path.length);
      },
    },
    load: {
      filter: { id: /\.qmm(\?|$)/ },
      async handler(id) {
        const asked = parseId(id);
        if (asked === undefined) return null;
        const { code, map, files } = moduleCode(asked, runtime);
        used.note(id, files);
        for (const file of files) this.addWatchFile(file);
        if (declarations && asked.part === 'index') await writeDeclarations(asked.path);
        return { code, map: map === null ? null : (JSON.parse(map) as SourceMapCompact) };
      },
    },
    vite: {
      hotUpdate({ file, modules }) {
        const { moduleGraph } = this.environment;
        const others = used.madeOf(file).flatMap((id) => moduleGraph.getModuleById(id) ?? []);
        return [...new Set([...modules, ...others])];
      },
    },
  };
}
