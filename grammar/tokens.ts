import { createToken, Lexer, tokenMatcher, type IToken, type TokenType } from 'chevrotain';
import type { Span } from './tree.ts';

/** The 41 reserved words; free as argument names and setting keys, before a `:`. */
export const keywords = [
  ...['use', 'from', 'as', 'let', 'function', 'circuit', 'model', 'data', 'train', 'target'],
  ...['compare', 'modality', 'label', 'register', 'encode', 'into', 'with', 'fuse', 'evolve'],
  ...['readout', 'objective', 'metric', 'param', 'fit', 'on', 'for', 'in', 'repeat', 'if', 'else'],
  ...[
    'control',
    'inverse',
    'require',
    'return',
    'by',
    'stage',
    'and',
    'or',
    'not',
    'true',
    'false',
  ],
] as const;

export type Keyword = (typeof keywords)[number];

/** The units a number can carry, and the only spelling of each. */
export const units = ['Hz', 'kHz', 's', 'ms', 'us', 'ns', 'deg'] as const;

/** A name or any keyword: what may stand before a `:` as an argument's name or a setting's key. */
export const Word = createToken({ name: 'Word', label: 'WORD', pattern: Lexer.NA });
export const Name = createToken({
  name: 'Name',
  label: 'NAME',
  pattern: /[A-Za-z_][A-Za-z0-9_]*/,
  categories: [Word],
});
export const Hole = createToken({ name: 'Hole', label: '"_"', pattern: '_', longer_alt: Name });

/** One token type per keyword. */
export const word = Object.fromEntries(
  keywords.map((text) => [
    text,
    createToken({
      name: text.toUpperCase(),
      label: `"${text}"`,
      pattern: text,
      longer_alt: Name,
      categories: [Word],
    }),
  ]),
) as Readonly<Record<Keyword, TokenType>>;

const digits = String.raw`\d[\d_]*`;
const fraction = String.raw`\.\d[\d_]*`;
const exponent = String.raw`[eE][+-]?\d[\d_]*`;
const numberStart = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** An integer, a decimal or a quantity with its unit. */
export const NumberToken = createToken({ name: 'Number', label: 'NUMBER', pattern: Lexer.NA });
export const Integer = createToken({
  name: 'Integer',
  label: 'INT',
  pattern: new RegExp(digits),
  categories: [NumberToken],
  start_chars_hint: numberStart,
});
export const Decimal = createToken({
  name: 'Decimal',
  pattern: new RegExp(`${digits}(?:${fraction}(?:${exponent})?|${exponent})`),
  categories: [NumberToken],
  start_chars_hint: numberStart,
});
export const Quantity = createToken({
  name: 'Quantity',
  pattern: new RegExp(
    `${digits}(?:${fraction})?(?:${exponent})?(?:${units.join('|')})(?![A-Za-z0-9_])`,
  ),
  categories: [NumberToken],
  start_chars_hint: numberStart,
});

export const StringToken = createToken({
  name: 'String',
  label: 'STRING',
  pattern: /"(?:[^"\\\n\r]|\\[^\n\r])*"/,
  start_chars_hint: ['"'],
});
/** A string whose closing quote is missing; it ends with its line. */
export const UnclosedString = createToken({
  name: 'UnclosedString',
  pattern: /"(?:[^"\\\n\r]|\\[^\n\r])*/,
  categories: [StringToken],
  start_chars_hint: ['"'],
});

/** `'text'`, as other languages write a string. */
export const ForeignString = createToken({
  name: 'ForeignString',
  pattern: /'[^'\n\r]*'/,
  start_chars_hint: ["'"],
});

const sign = (name: string, pattern: string): TokenType =>
  createToken({ name, label: `"${pattern}"`, pattern });

export const PipeSign = sign('Pipe', '|>');
export const DotDot = sign('DotDot', '..');
export const EqualEqual = sign('EqualEqual', '==');
export const NotEqual = sign('NotEqual', '!=');
export const LessEqual = sign('LessEqual', '<=');
export const GreaterEqual = sign('GreaterEqual', '>=');
export const Less = sign('Less', '<');
export const Greater = sign('Greater', '>');
export const Equal = sign('Equal', '=');
export const Plus = sign('Plus', '+');
export const Minus = sign('Minus', '-');
export const Times = sign('Times', '*');
export const Divide = sign('Divide', '/');
export const Remainder = sign('Remainder', '%');
export const At = sign('At', '@');
export const Caret = sign('Caret', '^');
export const LeftParen = sign('LeftParen', '(');
export const RightParen = sign('RightParen', ')');
export const LeftBracket = sign('LeftBracket', '[');
export const RightBracket = sign('RightBracket', ']');
export const LeftBrace = sign('LeftBrace', '{');
export const RightBrace = sign('RightBrace', '}');
export const Comma = sign('Comma', ',');
export const Colon = sign('Colon', ':');
export const Question = sign('Question', '?');

/** Signs of other languages, by what they are here. */
export const foreignSigns = [
  { image: '**', meant: '^', type: Caret, token: sign('ForeignPower', '**') },
  { image: '&&', meant: 'and', type: word.and, token: sign('ForeignAnd', '&&') },
  { image: '||', meant: 'or', type: word.or, token: sign('ForeignOr', '||') },
] as const;

const comment = (name: string, pattern: RegExp): TokenType =>
  createToken({ name, pattern, group: 'comments', start_chars_hint: ['/'] });

export const DocComment = comment('DocComment', /\/\/\/[^\n\r]*/);
export const FileComment = comment('FileComment', /\/\/![^\n\r]*/);
export const LineComment = comment('LineComment', /\/\/[^\n\r]*/);

const Blank = createToken({
  name: 'Blank',
  pattern: /[\s\uFEFF]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});

// Chevrotain takes the first type that matches, so what is longer or more special comes first.
const byLength = [...keywords].sort((a, b) => b.length - a.length).map((text) => word[text]);

/** Every token type, in the order in which the lexer tries them. */
export const vocabulary: TokenType[] = [
  ...[Blank, DocComment, FileComment, LineComment],
  ...[Quantity, Decimal, Integer, StringToken, UnclosedString, ForeignString],
  ...[...byLength, Hole, Name],
  ...[
    ...foreignSigns.map(({ token }) => token),
    PipeSign,
    DotDot,
    EqualEqual,
    NotEqual,
    LessEqual,
    GreaterEqual,
    Less,
    Greater,
    Equal,
  ],
  ...[Plus, Minus, Times, Divide, Remainder, At, Caret],
  ...[LeftParen, RightParen, LeftBracket, RightBracket, LeftBrace, RightBrace],
  ...[Comma, Colon, Question, Word, NumberToken],
];

const keywordTypes: ReadonlySet<TokenType> = new Set(Object.values(word));

export function isKeyword(token: IToken): boolean {
  return keywordTypes.has(token.tokenType);
}

export function is(token: IToken | undefined, type: TokenType): boolean {
  return token !== undefined && tokenMatcher(token, type);
}

/** The offset behind a token's last character. */
export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

export function spanOf(token: IToken): Span {
  return { start: token.startOffset, end: endOf(token) };
}

/** Makes the parser see another kind of token: a keyword that was meant as a name, `=` meant as `:`. */
export function retype(token: IToken, type: TokenType): void {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx!;
}
