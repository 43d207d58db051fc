import type { IToken } from 'chevrotain';
import type { Brackets } from '../brackets.ts';
import { Colon, Comma, is, LeftParen, Name, spanOf, Word } from '../tokens.ts';
import type { Span } from '../tree.ts';

/** A call whose parentheses are open. */
export interface OpenCall {
  readonly name: string;
  readonly span: Span;
  /** Of its arguments so far, the name where one is given. */
  readonly labels: readonly (string | null)[];
  /** What stands before it: `|>` and `with` hand a call more than its parentheses hold. */
  readonly before: string;
  /** How many values an `encode` hands over. */
  readonly encoded: number;
}

/** The innermost call that is open at the end of the tokens; brackets of other kinds inside it do not matter. */
export function openCall(
  tokens: readonly IToken[],
  brackets: Brackets,
  innermost: number,
): OpenCall | undefined {
  for (let opener = innermost; opener >= 0; opener = brackets.enclosing[opener]!) {
    if (tokens[opener]!.image === '{') return undefined;
    const name = tokens[opener - 1];
    if (!is(tokens[opener], LeftParen) || name === undefined || !is(name, Name)) continue;
    return {
      name: name.image,
      span: spanOf(name),
      labels: labelsOf(tokens, brackets, opener),
      before: tokens[opener - 2]?.image ?? '',
      encoded: encodedBefore(tokens, brackets, opener - 2),
    };
  }
  return undefined;
}

function labelsOf(
  tokens: readonly IToken[],
  { enclosing }: Brackets,
  opener: number,
): (string | null)[] {
  const labels: (string | null)[] = [labelAt(tokens, opener + 1)];
  for (let index = opener + 1; index < tokens.length; index++) {
    if (enclosing[index] === opener && is(tokens[index], Comma))
      labels.push(labelAt(tokens, index + 1));
  }
  return labels;
}

function labelAt(tokens: readonly IToken[], index: number): string | null {
  return is(tokens[index], Word) && is(tokens[index + 1], Colon) ? tokens[index]!.image : null;
}

/** Values between `encode` and `into`, for the circuit behind `with`. */
function encodedBefore(tokens: readonly IToken[], { enclosing }: Brackets, from: number): number {
  if (tokens[from]?.image !== 'with') return 0;
  const level = enclosing[from];
  let commas = 0;
  let isInto = false;
  for (let index = from - 1; index >= 0; index--) {
    if (enclosing[index] !== level) continue;
    const { image } = tokens[index]!;
    if (image === 'into') isInto = true;
    else if (image === ',' && isInto) commas++;
    else if (image === 'encode') return commas + 1;
    else if (image === 'fuse' || image === 'evolve') return 0;
  }
  return 0;
}
