import type {
  FunctionDeclarationStructure,
  InterfaceDeclarationStructure,
  ModuleDeclarationStructure,
  TypeAliasDeclarationStructure,
  VariableStatementStructure,
} from 'ts-morph';
import type { FunctionText, InterfaceText, ModuleText, Part } from './parts.ts';
import { importText } from './print-typescript.ts';

/** What one of several modules is called where all are declared together. */
export interface NamedModule {
  readonly name: string;
  /** Of its author; empty for none. */
  readonly about: string;
  readonly text: ModuleText;
}

type Declaration =
  | FunctionDeclarationStructure
  | InterfaceDeclarationStructure
  | TypeAliasDeclarationStructure
  | VariableStatementStructure;

/** Prints what modules export, each as a namespace: what importing a .qmm file gives. */
export async function printDeclarations(
  modules: readonly NamedModule[],
  { file, runtime }: { readonly file: string; readonly runtime: string },
): Promise<string> {
  const morph = await import('ts-morph');
  const { IndentationText, Project, QuoteKind } = morph;
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      quoteKind: QuoteKind.Single,
      useTrailingCommas: true,
    },
  });
  const types = [
    ...new Set(modules.flatMap(({ text: { imports } }) => [...imports.types, ...imports.declared])),
  ].sort();
  const names = types.map((name) => `type ${name}`);
  const statements = [
    `// What \`${file}\` exports. Written by qmm; it changes with the file.`,
    ...(names.length === 0 ? ['export {};'] : [importText(names, runtime)]),
    ...modules.map((module) => namespaceOf(module, morph)),
  ];
  return project.createSourceFile('module.d.ts', { statements }).getFullText();
}

type Morph = typeof import('ts-morph');

function namespaceOf({ name, about, text }: NamedModule, morph: Morph): ModuleDeclarationStructure {
  const { ModuleDeclarationKind, StructureKind } = morph;
  return {
    kind: StructureKind.Module,
    declarationKind: ModuleDeclarationKind.Namespace,
    name,
    isExported: true,
    hasDeclareKeyword: true,
    docs: about === '' ? [] : [about],
    statements: text.parts.flatMap((part) => declarationOf(part, morph)),
  };
}

/** What one can see of a part from outside. */
function declarationOf(
  part: Part,
  { StructureKind, VariableDeclarationKind }: Morph,
): Declaration[] {
  switch (part.kind) {
    case 'interface':
      return [{ kind: StructureKind.Interface, ...interfaceStructure(part) }];
    case 'alias':
      return [
        {
          kind: StructureKind.TypeAlias,
          name: part.name,
          type: part.type,
          docs: docsOf(part.about),
        },
      ];
    case 'constant':
      if (part.type === null) return [];
      return [
        {
          kind: StructureKind.VariableStatement,
          declarationKind: VariableDeclarationKind.Const,
          declarations: [{ name: part.name, type: part.type }],
          docs: docsOf(part.about),
        },
      ];
    case 'function':
      return part.exported ? [{ kind: StructureKind.Function, ...functionStructure(part) }] : [];
  }
}

function interfaceStructure(declared: InterfaceText): Omit<InterfaceDeclarationStructure, 'kind'> {
  return {
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

function functionStructure({
  name,
  about,
  parameters,
  result,
}: FunctionText): Omit<FunctionDeclarationStructure, 'kind'> {
  return {
    name,
    docs: docsOf(about),
    parameters: parameters.map((parameter) => ({
      name: parameter.name.replace(/^_/, ''),
      type: parameter.type,
      hasQuestionToken: parameter.fallback !== undefined,
    })),
    returnType: result ?? 'void',
  };
}

function docsOf(about: readonly string[]): string[] {
  return about.length === 0 ? [] : [about.join('\n')];
}
