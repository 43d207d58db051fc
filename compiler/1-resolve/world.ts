import type {
  CircuitDeclaration,
  CompareDeclaration,
  DataDeclaration,
  FunctionDeclaration,
  Let,
  ModelDeclaration,
  Name,
  SourceFile,
  TargetDeclaration,
  TrainDeclaration,
} from '../../grammar/tree.ts';

/** A file with the names it declares and those it brings in. */
export interface Module {
  readonly path: string;
  readonly text: string;
  readonly tree: SourceFile;
  readonly library: boolean;
  /** Own declarations that others may use, by name. */
  readonly declared: ReadonlyMap<string, Declared>;
  /** What `use` brought, by the name it has here. */
  readonly imported: ReadonlyMap<string, Declared>;
  readonly models: readonly ModelDeclaration[];
  readonly data: readonly DataDeclaration[];
  readonly targets: readonly TargetDeclaration[];
  readonly trains: readonly TrainDeclaration[];
  readonly compares: readonly CompareDeclaration[];
}

/** A declaration and the file it stands in. */
export type Declared =
  | { readonly kind: 'function'; readonly declaration: FunctionDeclaration; readonly path: string }
  | { readonly kind: 'circuit'; readonly declaration: CircuitDeclaration; readonly path: string }
  | { readonly kind: 'let'; readonly declaration: Let; readonly path: string }
  | { readonly kind: 'model'; readonly declaration: ModelDeclaration; readonly path: string }
  /** What `use` could not bring: already reported, and silent wherever it is used. */
  | {
      readonly kind: 'failed';
      readonly declaration: { readonly name: Name };
      readonly path: string;
    };

/** Every file a compilation reads, and the library. */
export interface World {
  readonly entry: Module;
  readonly modules: ReadonlyMap<string, Module>;
  /** Names of the library, visible everywhere. */
  readonly library: ReadonlyMap<string, Declared>;
}

/** What `name` means at the top of `module`: the file, then what `use` brought, then the library. */
export function lookup(world: World, path: string, name: string): Declared | undefined {
  const module = world.modules.get(path);
  return module?.declared.get(name) ?? module?.imported.get(name) ?? world.library.get(name);
}
