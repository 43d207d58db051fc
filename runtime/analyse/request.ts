import type { RandomStream } from '../data/random.ts';
import type { Ansatz } from './ansatz.ts';
import type { Figure, NotTold } from './figure.ts';
import type { Subject } from './subject.ts';

/** What a figure is told from. */
export interface FigureRequest {
  readonly subject: Subject;
  readonly ansatzes: readonly Ansatz[];
  /** Random weights to draw; more make figures of chance surer. */
  readonly samples: number;
  /** A stream of its own for each purpose. */
  readonly random: (purpose: string) => RandomStream;
}

export interface Told {
  readonly figures: readonly Figure[];
  readonly left: readonly NotTold[];
}
