/** The compiler: everything from text to Program, without input or output of its own. */
export { compileOpenqasm } from './compile-openqasm.ts';
export { compile, type Compilation, type CompileRequest, type ModelReport } from './program.ts';
export {
  join as besidePath,
  loadWorld,
  readLibrary,
  type Library,
  type LoadedWorld,
  type ParsedBefore,
} from './1-resolve/load.ts';
/** What names mean, for an editor. */
export {
  bindingKey,
  isBinding,
  type Binding,
  type BindingKind,
  type NameIndex,
  type Occurrence,
  type Sight,
} from './1-resolve/bindings.ts';
export { indexNames } from './1-resolve/index-names.ts';
export type { Declared, Module, World } from './1-resolve/world.ts';
export { knownNames } from './known-names.ts';
export { intrinsicParameters } from './2-infer/intrinsic-shapes.ts';
export { catalogue, explain, type Code } from './diagnostics/catalogue.ts';
export type { Diagnostic, Fix, Location } from './diagnostics/diagnostic.ts';
/** What the compiler itself knows by name, for tables that must miss none of it. */
export type { IntrinsicName } from './2-infer/intrinsic-shapes.ts';
export type { OperationName } from './3-elaborate/gate-table.ts';
export type { Fact } from './3-elaborate/facts.ts';
/** The tree of a text, for tools that look at declarations. */
export { parse } from '../grammar/index.ts';
export type { Declaration, SourceFile, Span } from '../grammar/tree.ts';
export { declaredNoise } from './4-settings/declared-noise.ts';
export { machineNoise } from './targets/device-noise.ts';
export { checkLimits, type DeclaredTarget } from './4-settings/declared-targets.ts';
export type { Mitigation } from './4-settings/mitigation.ts';
