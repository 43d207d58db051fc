import type { ISerializedGast } from 'chevrotain';
import { QmmParser } from './parser/parser.ts';

/** One rule's right side, as far as a reader cares. */
export type Part =
  | { readonly kind: 'terminal'; readonly text: string }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Part[] }
  | { readonly kind: 'choice'; readonly parts: readonly Part[] }
  | { readonly kind: 'optional'; readonly part: Part }
  | { readonly kind: 'repeated'; readonly part: Part };

export interface GrammarRule {
  readonly name: string;
  readonly definition: Part;
}

/** The rules the parser itself runs, from `file` on in the order in which they are first used. */
export function grammarRules(): readonly GrammarRule[] {
  const productions = new QmmParser().getSerializedGastProductions() as Production[];
  const serialized = new Map(productions.map((rule) => [rule.name, rule]));
  const rules = new Map<string, GrammarRule>();
  const pending = ['file'];
  for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
    const production = serialized.get(name);
    if (rules.has(name) || production === undefined) continue;
    const definition = sequence(production.definition);
    rules.set(name, { name, definition });
    pending.push(...namesIn(definition));
  }
  return [...rules.values()];
}

interface Production extends ISerializedGast {
  readonly name?: string;
  readonly label?: string;
  readonly definition: Production[];
}

function part(node: Production): Part {
  switch (node.type) {
    case 'Terminal':
      return { kind: 'terminal', text: node.label ?? node.name ?? '' };
    case 'NonTerminal':
      return { kind: 'rule', name: node.name ?? '' };
    case 'Alternation':
      return { kind: 'choice', parts: node.definition.map(part) };
    case 'Option':
      return { kind: 'optional', part: sequence(node.definition) };
    case 'Repetition':
      return { kind: 'repeated', part: sequence(node.definition) };
    default:
      return sequence(node.definition);
  }
}

function sequence(nodes: readonly Production[]): Part {
  const parts = nodes.map(part);
  return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
}

function namesIn(definition: Part): readonly string[] {
  switch (definition.kind) {
    case 'terminal':
      return [];
    case 'rule':
      return [definition.name];
    case 'sequence':
    case 'choice':
      return definition.parts.flatMap(namesIn);
    case 'optional':
    case 'repeated':
      return namesIn(definition.part);
  }
}
