import type { Location } from '../diagnostics/diagnostic.ts';

/** What the checker found out about a piece of text: shown on hover and as an inlay hint. */
export interface Fact {
  readonly at: Location;
  /** Type, shape, qubits, parameters: `seen: real[8]`. */
  readonly text: string;
  readonly doc?: string;
}

export interface Facts {
  readonly all: Fact[];
}

export function createFacts(): Facts {
  return { all: [] };
}
