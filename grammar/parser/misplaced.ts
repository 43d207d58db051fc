import { word, type Keyword } from '../tokens.ts';
import type { Declaration, Let, Name, Span } from '../tree.ts';
import { Declarations } from './declarations.ts';

/** What of a statement in the wrong place is of use to the rest of the file. */
export interface Displaced {
  readonly declaration: Declaration | null;
  /** The names it would have bound, bound to nothing, so that their uses are not told of again. */
  readonly names: readonly Let[];
}

/** Reads statements where they do not belong, so that what follows them is read as if they were not there. */
export abstract class Misplaced extends Declarations {
  protected readMisplaced(keyword: Keyword): Displaced {
    switch (keyword) {
      case 'use':
        return whole(this.SUBRULE(this.use));
      case 'function':
        return whole(this.SUBRULE(this.function));
      case 'circuit':
        return whole(this.SUBRULE(this.circuit));
      case 'model':
        return whole(this.SUBRULE(this.model));
      case 'data':
        return whole(this.SUBRULE(this.data));
      case 'target':
        return whole(this.SUBRULE(this.target));
      case 'train':
        return whole(this.SUBRULE(this.train));
      case 'compare':
        return whole(this.SUBRULE(this.compare));
      case 'let':
        return { declaration: null, names: [this.SUBRULE(this.let)] };
      case 'param':
        return named([this.SUBRULE(this.param)]);
      case 'fit':
        return named([this.SUBRULE(this.fit)]);
      case 'modality':
        return named([this.SUBRULE(this.modality)]);
      case 'label':
        return named([this.SUBRULE(this.label)]);
      case 'readout':
        return named([this.SUBRULE(this.readout)]);
      case 'metric':
        return named([this.SUBRULE(this.metric)]);
      case 'register':
        return named(this.SUBRULE(this.register).wires);
      default:
        this.readNameless(keyword);
        return { declaration: null, names: [] };
    }
  }

  private readNameless(keyword: Keyword): void {
    if (keyword === 'require') this.SUBRULE(this.require);
    else if (keyword === 'encode') this.SUBRULE(this.encode);
    else if (keyword === 'fuse') this.SUBRULE(this.fuse);
    else if (keyword === 'evolve') this.SUBRULE(this.evolve);
    else if (keyword === 'objective') this.SUBRULE(this.objective);
    else if (keyword === 'for') this.SUBRULE(this.for);
    else if (keyword === 'repeat') this.SUBRULE(this.repeat);
    else if (keyword === 'if') this.SUBRULE(this.if);
    else if (keyword === 'control') this.SUBRULE(this.control);
    else if (keyword === 'inverse') this.SUBRULE(this.inverse);
    else if (keyword === 'stage') this.stage();
    else {
      this.statement('`return`', () => {
        this.CONSUME(word.return);
        this.SUBRULE(this.expression);
      });
    }
  }
}

function whole(declaration: Declaration): Displaced {
  return { declaration, names: [] };
}

function named(nodes: readonly { readonly name: Name; readonly span: Span }[]): Displaced {
  const names = nodes
    .filter(({ name }) => name.text !== '')
    .map(({ name, span }): Let => {
      const value = { kind: 'missing', span: { start: span.end, end: span.end } } as const;
      return { kind: 'let', doc: '', name, type: null, value, span };
    });
  return { declaration: null, names };
}
