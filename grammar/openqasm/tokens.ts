import { createToken, Lexer, type TokenType } from 'chevrotain';

const digits = String.raw`\d[\d_]*`;
const exponent = String.raw`[eE][+-]?\d+`;
const numberStart = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

const Blank = createToken({
  name: 'Blank',
  pattern: /[\s\uFEFF]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
const LineComment = createToken({
  name: 'LineComment',
  pattern: /\/\/[^\n\r]*/,
  group: Lexer.SKIPPED,
});
const BlockComment = createToken({
  name: 'BlockComment',
  pattern: /\/\*[^]*?\*\//,
  group: Lexer.SKIPPED,
  line_breaks: true,
});

/** A whole line for some other tool. */
export const Pragma = createToken({ name: 'Pragma', pattern: /#?pragma\b[^\n\r]*/ });

/** Letters are those of OpenQASM: Latin, Greek and what else a formula may be written in. */
export const Name = createToken({
  name: 'Name',
  label: 'a name',
  pattern:
    /[A-Za-z_\u00b5-\u1fff\u2100-\u214f\ud800-\udfff][A-Za-z0-9_\u00b5-\u1fff\u2100-\u214f\ud800-\udfff]*/,
});
/** A qubit of the machine: `$3`. */
export const Hardware = createToken({ name: 'Hardware', label: 'a qubit', pattern: /\$\d+/ });

export const Integer = createToken({
  name: 'Integer',
  label: 'a whole number',
  pattern: new RegExp(`0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|${digits}`),
  start_chars_hint: numberStart,
});
export const Decimal = createToken({
  name: 'Decimal',
  label: 'a number',
  pattern: new RegExp(
    `${digits}\\.(?:${digits})?(?:${exponent})?|\\.${digits}(?:${exponent})?|${digits}${exponent}`,
  ),
  start_chars_hint: [...numberStart, '.'],
});
/** `10ns`, `2im`: times and imaginary numbers. */
export const Quantity = createToken({
  name: 'Quantity',
  pattern: new RegExp(
    `(?:${digits}(?:\\.(?:${digits})?)?|\\.${digits})(?:${exponent})?(?:dt|ns|us|\u00b5s|ms|s|im)(?![A-Za-z0-9_])`,
  ),
  start_chars_hint: [...numberStart, '.'],
});
export const Text = createToken({
  name: 'Text',
  label: 'a file name in quotes',
  pattern: /"[^"\n\r]*"|'[^'\n\r]*'/,
});

const sign = (name: string, pattern: string): TokenType =>
  createToken({ name, label: `\`${pattern}\``, pattern });

/** Any operator between two values. */
export const Operator = createToken({
  name: 'Operator',
  label: 'an operator',
  pattern: /\*\*|==|!=|<=|>=|<<|>>|&&|\|\||[*/%<>^&|]/,
});
/** Between two values, or before one. */
export const Plus = sign('Plus', '+');
export const Minus = sign('Minus', '-');
/** Before a value. */
export const Not = createToken({ name: 'Not', label: '`!`', pattern: /[!~]/ });

export const Update = createToken({
  name: 'Update',
  pattern: /(?:\*\*|<<|>>|[-+*/%&|^~])=(?!=)/,
});
export const Arrow = sign('Arrow', '->');
export const Concatenate = sign('Concatenate', '++');
export const Equal = sign('Equal', '=');
export const At = sign('At', '@');
export const LeftParen = sign('LeftParen', '(');
export const RightParen = sign('RightParen', ')');
export const LeftBracket = sign('LeftBracket', '[');
export const RightBracket = sign('RightBracket', ']');
export const LeftBrace = sign('LeftBrace', '{');
export const RightBrace = sign('RightBrace', '}');
export const Comma = sign('Comma', ',');
export const Colon = sign('Colon', ':');
export const Semicolon = sign('Semicolon', ';');

const shared = [
  ...(['OPENQASM', 'include', 'qreg', 'creg', 'gate', 'opaque'] as const),
  ...(['measure', 'reset', 'barrier', 'if'] as const),
];
const third = [
  ...(['qubit', 'bit', 'int', 'uint', 'float', 'angle', 'bool', 'input', 'output'] as const),
  ...(['const', 'let', 'else', 'for', 'in', 'inv', 'pow', 'ctrl', 'negctrl'] as const),
  ...(['true', 'false', 'delay'] as const),
];
/** Words that open something no circuit can hold. */
const beyond = [
  ...['while', 'def', 'extern', 'defcal', 'defcalgrammar', 'cal', 'box', 'switch'],
  ...['case', 'default', 'return', 'break', 'continue', 'end', 'duration', 'stretch', 'complex'],
  ...['array', 'durationof', 'nop'],
];

/** Words never come out of the lexer: names are turned into them, by the version of the language. */
export const word = Object.fromEntries(
  [...shared, ...third].map((text) => [
    text,
    createToken({ name: `word_${text}`, label: `\`${text}\``, pattern: Lexer.NA }),
  ]),
) as Readonly<Record<(typeof shared)[number] | (typeof third)[number], TokenType>>;

/** A word of the language that opens an unsupported construct. */
export const Beyond = createToken({ name: 'Beyond', pattern: Lexer.NA });

export const sharedWords: ReadonlyMap<string, TokenType> = new Map(
  shared.map((text) => [text, word[text]]),
);
export const thirdWords: ReadonlyMap<string, TokenType> = new Map([
  ...sharedWords,
  ...third.map((text) => [text, word[text]] as const),
  ...beyond.map((text) => [text, Beyond] as const),
]);

/** Every token type, in the order in which the lexer tries them. */
export const vocabulary: TokenType[] = [
  ...[Blank, LineComment, BlockComment, Pragma, Name, Hardware],
  ...[Quantity, Decimal, Integer, Text],
  ...[Update, Arrow, Concatenate, Operator, Not, Equal, Plus, Minus, At],
  ...[LeftParen, RightParen, LeftBracket, RightBracket, LeftBrace, RightBrace],
  ...[Comma, Colon, Semicolon, ...Object.values(word), Beyond],
];
