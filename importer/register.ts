import { registerHooks } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { moduleCode } from './module-code.ts';
import { parseId } from './module-id.ts';

/**
 * For Node: `node --import qmm/register app.ts`, and `import { AvDigits } from './av-digits.qmm'` works. Stack traces
 * and breakpoints are in the .qmm file.
 */
process.setSourceMapsEnabled(true);
registerHooks({
  resolve: (specifier, context, next) => {
    const asked = parseId(specifier);
    if (asked === undefined || !/^(\.|\/|file:)/.test(specifier)) return next(specifier, context);
    const from = context.parentURL === undefined ? undefined : parentPath(context.parentURL);
    const path = specifier.startsWith('file:')
      ? fileURLToPath(asked.path)
      : resolve(from === undefined ? process.cwd() : dirname(from), asked.path);
    const query = specifier.slice(asked.path.length);
    return { url: pathToFileURL(path).href + query, shortCircuit: true };
  },
  load: (url, context, next) => {
    const [location = ''] = url.split('?');
    if (!location.startsWith('file:') || !location.endsWith('.qmm')) return next(url, context);
    const id = parseId(fileURLToPath(location) + url.slice(location.length))!;
    const { code, map } = moduleCode(id);
    const inline = map === null ? '' : `\n//# sourceMappingURL=${dataUrl(map)}\n`;
    return { format: 'module', source: code + inline, shortCircuit: true };
  },
});

function parentPath(url: string): string | undefined {
  const [location = ''] = url.split('?');
  return location.startsWith('file:') ? fileURLToPath(location) : undefined;
}

function dataUrl(map: string): string {
  return `data:application/json;base64,${Buffer.from(map).toString('base64')}`;
}
