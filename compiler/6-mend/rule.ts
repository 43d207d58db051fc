import type { Module, World } from '../1-resolve/world.ts';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';

/** The file an error stands in, and all others. */
export interface Source {
  readonly world: World;
  readonly module: Module;
}

/**
 * Edits that may mend an error, the likeliest first. A rule only proposes: what does not lead to a program that
 * compiles is never shown, so a rule need not know everything about a program.
 */
export type Rule = (diagnostic: Diagnostic, source: Source) => Iterable<Fix>;
