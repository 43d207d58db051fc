import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { World } from '../1-resolve/world.ts';

/** Leaves out the warnings that `// allow CODE: reason` silences on the line above. Errors stay. */
export function withoutAllowed(world: World, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const allowed = new Set(
    [...world.modules.values()].flatMap((module) =>
      module.tree.comments.flatMap((comment) => {
        const code = /^allow ([\w-]+):\s*\S/.exec(comment.text)?.[1];
        return code === undefined
          ? []
          : [`${module.path}:${lineAt(module.text, comment.span.start) + 1}:${code}`];
      }),
    ),
  );
  return diagnostics.filter((one) => {
    const text = world.modules.get(one.at.file)?.text ?? '';
    return (
      one.severity === 'error' ||
      !allowed.has(`${one.at.file}:${lineAt(text, one.at.start)}:${one.code}`)
    );
  });
}

/** Does `// allow CODE: reason` stand on the line above this place? For what is found where there is only the text. */
export function isAllowed(text: string, offset: number, code: string): boolean {
  const above = text.slice(0, offset).split('\n').at(-2) ?? '';
  return /^\s*\/\/ allow ([\w-]+):\s*\S/.exec(above)?.[1] === code;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let index = 0; index < offset; index++) if (text.charCodeAt(index) === 10) line += 1;
  return line;
}
