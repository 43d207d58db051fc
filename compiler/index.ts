/** The compiler: everything from text to Program, without input or output of its own. */
export { compileOpenqasm } from './compile-openqasm.ts';
export { compile, type Compilation, type CompileRequest, type ModelReport } from './program.ts';
export { readLibrary, type Library, type ParsedBefore } from './1-resolve/load.ts';
export { catalogue, explain, type Code } from './diagnostics/catalogue.ts';
export type { Diagnostic, Fix, Location } from './diagnostics/diagnostic.ts';
/** What the compiler itself knows by name, for tables that must miss none of it. */
export type { IntrinsicName } from './2-infer/intrinsic-shapes.ts';
export type { OperationName } from './3-elaborate/gate-table.ts';
export type { Fact } from './3-elaborate/facts.ts';
/** The tree of a text, for an editor, which imports of the front end only this face. */
export { parse } from '../grammar/index.ts';
export type { Declaration, SourceFile, Span } from '../grammar/tree.ts';
export { declaredNoise } from './4-settings/declared-noise.ts';
export { machineNoise } from './targets/device-noise.ts';
export { checkLimits, type DeclaredTarget } from './4-settings/declared-targets.ts';
export type { Mitigation } from './4-settings/mitigation.ts';
