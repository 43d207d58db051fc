/** The compiler: everything from text to Program, without input or output of its own. */
export { compile, type Compilation, type CompileRequest, type ModelReport } from './program.ts';
export { catalogue, explain, isCode, type Code } from './diagnostics/catalogue.ts';
export type { Diagnostic, Fix, Location } from './diagnostics/diagnostic.ts';
export type { Fact } from './3-elaborate/facts.ts';
