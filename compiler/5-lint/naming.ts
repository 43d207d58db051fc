import type { Name } from '../../grammar/tree.ts';
import type { Module } from '../1-resolve/world.ts';
import { diagnose, replacement } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Models in PascalCase, everything else that is declared at the top of a file in snake_case. */
export function naming(module: Module): Diagnostic[] {
  return module.tree.declarations.flatMap((declaration) => {
    switch (declaration.kind) {
      case 'model':
        return judge(module, declaration.name, pascalCase(declaration.name.text));
      case 'let':
      case 'function':
      case 'circuit':
      case 'data':
      case 'target':
        return judge(module, declaration.name, snakeCase(declaration.name.text));
      case 'train':
        return declaration.name
          ? judge(module, declaration.name, snakeCase(declaration.name.text))
          : [];
      case 'compare':
      case 'use-version':
      case 'use-import':
        return [];
    }
  });
}

function judge(module: Module, name: Name, suggestion: string): Diagnostic[] {
  if (name.text === suggestion || name.text === '') return [];
  const at = { file: module.path, start: name.span.start, end: name.span.end };
  const fixes = [replacement(`Write \`${suggestion}\` here`, at, suggestion)];
  return [diagnose('naming', 'default', at, { name: name.text, suggestion }, { fixes })];
}

function pascalCase(name: string): string {
  return name
    .replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    .replaceAll('_', '');
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
