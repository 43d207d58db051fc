import { grammarRules, type GrammarRule, type Part } from './rules.ts';

const width = 100;

/** The grammar as EBNF (ISO 14977 signs), printed from the very rules the parser runs. */
export function printEbnf(rules: readonly GrammarRule[] = grammarRules()): string {
  const indent = Math.max(...rules.map(({ name }) => name.length));
  return rules.map((rule) => printRule(rule, indent)).join('\n') + '\n';
}

function printRule({ name, definition }: GrammarRule, indent: number): string {
  const head = `${name.padEnd(indent)} = `;
  const line = `${head}${print(definition, 'alone')} ;`;
  if (line.length <= width) return line;
  const parts =
    definition.kind === 'choice'
      ? definition.parts.map((one) => print(one, 'among choices'))
      : words(definition);
  return wrap(head, parts, definition.kind === 'choice' ? '| ' : '', indent);
}

/** Breaks between alternatives, or between the parts of a sequence. */
function wrap(head: string, parts: readonly string[], sign: string, indent: number): string {
  const lines: string[] = [];
  let line = head;
  parts.forEach((part, index) => {
    const piece = index === 0 ? part : `${sign}${part}`;
    if (line !== head && line.length + piece.length + 1 > width) {
      lines.push(line.trimEnd());
      line = ' '.repeat(indent + 1) + (sign === '' ? '  ' : '');
    }
    line += `${piece} `;
  });
  return [...lines, `${line};`].join('\n');
}

function words(definition: Part): readonly string[] {
  return definition.kind === 'sequence'
    ? definition.parts.map((one) => print(one, 'in a sequence'))
    : [print(definition, 'alone')];
}

function print(part: Part, place: 'alone' | 'in a sequence' | 'among choices'): string {
  switch (part.kind) {
    case 'terminal':
      return part.text;
    case 'rule':
      return part.name;
    case 'optional':
      return `[ ${print(part.part, 'alone')} ]`;
    case 'repeated':
      return `{ ${print(part.part, 'alone')} }`;
    case 'sequence':
      return part.parts.map((one) => print(one, 'in a sequence')).join(' ');
    case 'choice': {
      const choice = part.parts.map((one) => print(one, 'among choices')).join(' | ');
      return place === 'alone' ? choice : `( ${choice} )`;
    }
  }
}
