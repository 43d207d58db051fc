import {
  Alternation,
  Alternative,
  NonTerminal,
  Option,
  Repetition,
  Terminal,
  tokenMatcher,
  type IProduction,
  type IToken,
  type TokenType,
} from 'chevrotain';
import { QmmParser } from '../parser/parser.ts';

/** A token that may come next, and the rules that are being read there, outermost first. */
export interface Expected {
  readonly type: TokenType;
  readonly rules: readonly string[];
}

export interface Expectations {
  /** Empty where the tokens are no beginning of the rule. */
  readonly next: readonly Expected[];
  /** Whether the tokens are all that the rule needs. */
  readonly isWhole: boolean;
}

/** What may come behind the first tokens of a rule. */
export type Expect = (rule: string, tokens: readonly IToken[]) => Expectations;

/** Where reading goes on: behind the first `at` productions of a sequence, then in the sequence around it. */
interface Place {
  readonly sequence: readonly IProduction[];
  readonly at: number;
  readonly rules: readonly string[];
  readonly outer: Place | null;
}

interface Step {
  readonly type: TokenType;
  readonly behind: Place;
}

/**
 * Follows the parser's own rules through a text's first tokens, all ways at once. The grammar is LL(2), so there are
 * few; guards of the parser, which only make messages better, play no part.
 */
export function createExpect(): Expect {
  const rules = new QmmParser().getGAstProductions();
  return (rule, tokens) => {
    const start = rules[rule];
    if (start === undefined) throw new Error(`The grammar has no rule ${rule}.`);
    let places: Place[] = [{ sequence: start.definition, at: 0, rules: [rule], outer: null }];
    for (const token of tokens) {
      places = places.flatMap((place) =>
        stepsFrom(place).steps.flatMap(({ type, behind }) =>
          tokenMatcher(token, type) ? [behind] : [],
        ),
      );
    }
    const reached = places.map(stepsFrom);
    return {
      next: reached.flatMap(({ steps }) =>
        steps.map(({ type, behind }) => ({ type, rules: behind.rules })),
      ),
      isWhole: reached.some(({ ends }) => ends),
    };
  };
}

/** Every token that can come at a place, and whether nothing need come. */
function stepsFrom(place: Place): { readonly steps: readonly Step[]; readonly ends: boolean } {
  const steps: Step[] = [];
  let ends = false;
  const visit = (from: Place | null): void => {
    if (from === null) {
      ends = true;
      return;
    }
    const production = from.sequence[from.at];
    const behind: Place = { ...from, at: from.at + 1 };
    const into = (sequence: readonly IProduction[], outer: Place, rules = from.rules): void =>
      visit({ sequence, at: 0, rules, outer });
    if (production === undefined) visit(from.outer);
    else if (production instanceof Terminal) steps.push({ type: production.terminalType, behind });
    else if (production instanceof NonTerminal) {
      const name = production.nonTerminalName;
      into(production.referencedRule.definition, behind, [...from.rules, name]);
    } else if (production instanceof Option) {
      into(production.definition, behind);
      visit(behind);
    } else if (production instanceof Repetition) {
      into(production.definition, from);
      visit(behind);
    } else if (production instanceof Alternation) {
      for (const one of production.definition) into([one], behind);
    } else if (production instanceof Alternative) into(production.definition, behind);
    else throw new Error(`A kind of production that the grammar does not use.`);
  };
  visit(place);
  return { steps, ends };
}
