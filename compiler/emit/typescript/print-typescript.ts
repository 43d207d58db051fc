import type { InterfaceDeclarationStructure, StructureKind } from 'ts-morph';
import type { Line } from '../lines.ts';
import { quoted } from './identifiers.ts';
import { enclosed } from './layout.ts';
import type { FunctionText, InterfaceText, ModuleText, ParameterText, Part } from './parts.ts';

/** Prints a module as TypeScript, all at once: adding to a file piece by piece is quadratic in ts-morph. */
export async function printTypescript(module: ModuleText, runtime: string): Promise<string> {
  const { IndentationText, Project, QuoteKind, StructureKind } = await import('ts-morph');
  const names = [...module.imports.values, ...module.imports.types.map((name) => `type ${name}`)];
  const head = [comment(module.header), importText(names, runtime)].join('\n');
  const statements: (string | InterfaceDeclarationStructure)[] = [];
  let open = head;
  for (const part of module.parts) {
    if (part.kind === 'interface') {
      if (open !== '') statements.push(open);
      open = '';
      statements.push(interfaceStructure(part, StructureKind.Interface));
    } else {
      const isList = part.kind === 'alias' && part.about.length === 0;
      open = [...(open === '' ? [] : [open]), statementText(part)].join(isList ? '\n' : '\n\n');
    }
  }
  if (open !== '') statements.push(open);
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      quoteKind: QuoteKind.Single,
      useTrailingCommas: true,
    },
  });
  const code = project.createSourceFile('module.ts', { statements }).getFullText();
  // An interface without properties, as Prettier writes it.
  return code.replaceAll('{\n}', '{}');
}

/** The lines of a module that come from a place in the model, in their order. */
export function typescriptLines({ parts }: ModuleText): readonly Line[] {
  return parts.flatMap((part): readonly Line[] => {
    switch (part.kind) {
      case 'interface':
        return interfaceLines(part);
      case 'alias':
        return [];
      case 'constant':
        return part.lines;
      case 'function':
        return [...headLines(part), ...part.body];
    }
  });
}

function statementText(part: Exclude<Part, InterfaceText>): string {
  switch (part.kind) {
    case 'alias':
      return withComment(part.about, `export type ${part.name} = ${part.type};`);
    case 'constant': {
      const code = part.lines.map(({ text }) => text).join('\n');
      return withComment(part.about, code);
    }
    case 'function': {
      const lines = [...headLines(part), ...part.body].map(({ text }) => text);
      return withComment(part.about, `${lines.join('\n')}\n}`);
    }
  }
}

function headLines({
  name,
  exported,
  asynchronous,
  parameters,
  result,
  origin,
}: FunctionText): readonly Line[] {
  const words = [exported ? 'export ' : '', asynchronous ? 'async ' : '', `function ${name}(`];
  const tail = `)${result === null ? '' : `: ${result}`} {`;
  return enclosed(words.join(''), parameters.map(parameterText), tail, { origin });
}

function parameterText({ name, type, fallback }: ParameterText): string {
  return `${name}: ${type}${fallback === undefined ? '' : ` = ${fallback}`}`;
}

function interfaceStructure(
  declared: InterfaceText,
  kind: StructureKind.Interface,
): InterfaceDeclarationStructure {
  return {
    kind,
    isExported: true,
    name: declared.name,
    docs: [declared.about],
    extends: [...declared.extends],
    properties: declared.properties.map(({ key, type, optional, about }) => ({
      isReadonly: true,
      name: key,
      type,
      hasQuestionToken: optional,
      docs: [about],
    })),
  };
}

/** The lines of an interface as the printer writes them. */
function interfaceLines({ name, extends: parents, properties }: InterfaceText): readonly Line[] {
  const parent = parents.length > 0 ? ` extends ${parents.join(', ')}` : '';
  return [
    {
      text: `export interface ${name}${parent} ${properties.length === 0 ? '{}' : '{'}`,
      origin: null,
    },
    ...properties.map(({ key, type, optional, origin }) => ({
      text: `readonly ${key}${optional ? '?' : ''}: ${type};`,
      origin,
    })),
  ];
}

/** The import of what the module uses, in the order of the alphabet, types last. */
export function importText(names: readonly string[], from: string): string {
  const lines = enclosed('import { ', names, ` } from ${quoted(from)};`, { origin: null });
  return lines.map(({ text }) => text.trimEnd().replace(/^ \}/, '}')).join('\n');
}

function withComment(about: readonly string[], code: string): string {
  return about.length === 0 ? code : `${comment(about)}\n${code}`;
}

export function comment(lines: readonly string[]): string {
  if (lines.length === 1) return `/** ${lines[0]!} */`;
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
}
