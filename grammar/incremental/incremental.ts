import { bracketReach } from '../brackets.ts';
import { withEngine } from '../engine.ts';
import { parse, type Parsed } from '../index.ts';
import { tokenise } from '../lexer.ts';
import type { SyntaxProblem } from '../problem.ts';
import type { SourceFile } from '../tree.ts';
import { moved } from './moved.ts';
import { piecesOf } from './pieces.ts';

/** A piece of a text, parsed as if it were all there is. */
interface Piece extends Parsed {
  readonly text: string;
  readonly reach: ReturnType<typeof bracketReach>;
  /** Declarations inside of others: they move to the end of the file. */
  readonly displaced: number;
  readonly hasTokens: boolean;
}

/** A piece at its place in the text. */
interface Placed {
  readonly piece: Piece;
  readonly offset: number;
  readonly problems: readonly SyntaxProblem[];
  tree(): SourceFile;
}

/**
 * Parses texts that differ little from the one before: only pieces that have changed are read again. The result is that
 * of `parse`; where pieces may depend on each other, because braces do not close in them, the whole text is read.
 */
export function createIncrementalParse(): (text: string) => Parsed {
  let before: readonly Placed[] = [];
  return (text) => {
    const known = new Map(before.map((one) => [one.piece.text, one]));
    let offset = 0;
    const placed = piecesOf(text).map((part) => {
      const old = known.get(part);
      const one = old?.offset === offset ? old : place(old?.piece ?? parsePiece(part), offset);
      offset += part.length;
      return one;
    });
    before = placed;
    return standAlone(placed) ? joined(text, placed) : parse(text);
  };
}

function parsePiece(text: string): Piece {
  return withEngine(({ lexer, parser }) => {
    const { tokens, comments, problems } = tokenise(lexer, text);
    const reach = bracketReach(tokens);
    const parsed = parser.parse(text, tokens, comments, problems);
    return { text, ...parsed, reach, hasTokens: tokens.length > 0 };
  });
}

function place(piece: Piece, offset: number): Placed {
  let tree: SourceFile | undefined;
  return {
    piece,
    offset,
    problems: piece.problems.map((one) => moved(one, offset)),
    tree: () => (tree ??= moved(piece.tree, offset)),
  };
}

/** Whether each piece means by itself what it means in the file. */
function standAlone(placed: readonly Placed[]): boolean {
  const pieces = placed.map(({ piece }) => piece);
  const further = pieces.filter(({ reach }) => reach === 'further').length;
  const own = pieces.filter(({ reach, problems }) => reach === 'own' && problems.length === 0);
  // A brace too many or too few is the matter of its piece, as long as no other lacks one.
  const isApart = further === 0 || (further === 1 && own.length === pieces.length - 1);
  // A keyword that is used as a name is told of once a file.
  const reserved = pieces.filter(({ problems }) =>
    problems.some(({ code }) => code === 'reserved-word'),
  ).length;
  return isApart && reserved < 2 && pieces.every(({ displaced }) => displaced === 0);
}

function joined(text: string, placed: readonly Placed[]): Parsed {
  let tree: SourceFile | undefined;
  return {
    problems: placed.flatMap(({ problems }) => problems),
    get tree() {
      return (tree ??= joinedTree(text, placed));
    },
  };
}

function joinedTree(text: string, placed: readonly Placed[]): SourceFile {
  const trees = placed.map((one) => one.tree());
  // Comments about the file stand before its first token.
  const first = placed.findIndex(({ piece }) => piece.hasTokens);
  const head = first < 0 ? trees : trees.slice(0, first + 1);
  return {
    kind: 'file',
    declarations: trees.flatMap(({ declarations }) => declarations),
    comments: trees.flatMap(({ comments }) => comments),
    doc: head
      .map(({ doc }) => doc)
      .filter((doc) => doc !== '')
      .join('\n'),
    span: { start: 0, end: text.length },
  };
}
