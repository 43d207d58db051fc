import type { Run } from '../../../runtime/program/index.ts';
import { quoted } from './identifiers.ts';

/** A run as a module in TypeScript: JSON in a string, which is read faster than code and checked in no time. */
export function companionModule(run: Run, runtime: string): string {
  return [
    '/** What `fit` trains: the Program of the model and its settings. Written by qmm; not to be edited. */',
    `import type { Run } from ${quoted(runtime)};`,
    '',
    `export const run = JSON.parse(`,
    `  ${companionString(run)},`,
    ') as Run;',
    '',
  ].join('\n');
}

/** The same in JavaScript. */
export function companionJavascript(run: Run): string {
  return `export const run = JSON.parse(${companionString(run)});\n`;
}

/** Origins and texts are for drawings and messages, which a module has its source map for. */
function companionString(run: Run): string {
  const json = JSON.stringify(run);
  const single = json.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  return `'${single}'`;
}
