import type { Line } from '../lines.ts';
import type { ModuleText, Part } from './parts.ts';
import { comment, importText } from './print-typescript.ts';

/** Prints a module as JavaScript: what it is as TypeScript, without types. */
export function printJavascript(module: ModuleText, runtime: string): string {
  const head = [comment(module.header), importText(module.imports.values, runtime)].join('\n');
  const parts = module.parts.flatMap((part) => {
    const lines = partLines(part).map(({ text }) => text);
    if (lines.length === 0) return [];
    const about = part.kind === 'function' || part.kind === 'constant' ? part.about : [];
    return [[...(about.length === 0 ? [] : [comment(about)]), ...lines].join('\n')];
  });
  return `${[head, ...parts].join('\n\n')}\n`;
}

/** The lines of a module that come from a place in the model, in their order. */
export function javascriptLines({ parts }: ModuleText): readonly Line[] {
  return parts.flatMap(partLines);
}

function partLines(part: Part): readonly Line[] {
  switch (part.kind) {
    case 'interface':
    case 'alias':
      return [];
    case 'constant':
      if (!part.literal) return part.lines;
      return part.lines.map(({ text, origin }) => ({
        text: text.replace(/ as const;$/, ';'),
        origin,
      }));
    case 'function': {
      const { exported, asynchronous, name, parameters, body, origin } = part;
      const given = parameters.map(({ name: own, fallback }) =>
        fallback === undefined ? own : `${own} = ${fallback}`,
      );
      const words = `${exported ? 'export ' : ''}${asynchronous ? 'async ' : ''}function`;
      return [
        { text: `${words} ${name}(${given.join(', ')}) {`, origin },
        ...body,
        { text: '}', origin: null },
      ];
    }
  }
}
