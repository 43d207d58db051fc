import type { Position, Range } from 'vscode-languageclient/node';
import type { Layout } from './messages.ts';

/** A piece of text. */
export interface Place {
  readonly uri: string;
  readonly range: Range;
}

/** A gate of the picture and where it comes from. */
export interface CircuitPart {
  /** The `data-part` of its element. */
  readonly id: string;
  /** From inside out: the gate itself, maybe in the library, up to the sentence of the model. */
  readonly places: readonly Place[];
}

/** The answer of the language server to `qmm/circuit`. */
export interface CircuitPicture {
  readonly name: string;
  readonly svg: string;
  readonly parts: readonly CircuitPart[];
}

export interface CircuitParams extends Partial<Layout> {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}
