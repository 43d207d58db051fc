import type { IToken } from 'chevrotain';
import { startsLine } from '../brackets.ts';
import { foreignSign } from '../lexer.ts';
import { resumeAt } from '../recover.ts';
import { respell } from '../respell.ts';
import {
  Colon,
  Equal,
  Comma,
  is,
  LeftBrace,
  LeftBracket,
  LeftParen,
  Name,
  retype,
  RightBrace,
  spanOf,
  word,
  Word,
  type Keyword,
} from '../tokens.ts';
import type { SyntaxProblem } from '../problem.ts';
import type { Let } from '../tree.ts';
import {
  declarationWords,
  homeAdvice,
  placeNames,
  startWords,
  statementExamples,
  statementWords,
  type Home,
} from '../words.ts';
import { Misplaced, type Displaced } from './misplaced.ts';

/** What to do between statements with what cannot start one. */
export abstract class Mender extends Misplaced {
  protected mend(home: Home): readonly Let[] {
    if (this.RECORDING_PHASE || this.lost) return [];
    const names: Let[] = [];
    for (let token = this.misfit(home); token !== undefined; token = this.misfit(home)) {
      names.push(...this.pass(home, token));
    }
    return names;
  }

  /** The next token, if neither a statement of this body nor its end can start with it. */
  private misfit(home: Home): IToken | undefined {
    const token = this.next();
    if (token === undefined) return undefined;
    if (is(token, RightBrace)) return home === 'file' ? token : undefined;
    if (home === 'settings') this.colonForEqual();
    if (this.fits(home, token)) {
      this.session.recovering = false;
      this.session.astray = false;
      return undefined;
    }
    // A declaration where a brace was forgotten ends that body; it is no declaration in the wrong place.
    return this.endsUnclosed(home, token) ? undefined : token;
  }

  private endsUnclosed(home: Home, token: IToken): boolean {
    if (home === 'file' || !this.insideUnclosed()) return false;
    const topLet = is(token, word.let) && token.startColumn === 1;
    return topLet || declarationWords.has(token.tokenType);
  }

  private fits(home: Home, token: IToken): boolean {
    if (home === 'settings' && is(token, Word) && this.sees(Colon, 2)) return true;
    if (home === 'circuit' && is(token, Name)) {
      return !this.sees(Equal, 2) && !this.misspelt(home, token);
    }
    return startWords[home].some((keyword) => token.tokenType === word[keyword]);
  }

  private pass(home: Home, token: IToken): readonly Let[] {
    if (statementWords.has(token.tokenType) && !this.lacksColon(home, token)) {
      return this.passMisplaced(home, token);
    }
    if (is(token, Name) && this.startsLine() && !this.session.recovering) {
      const keyword = respell(token.image, home);
      if (keyword !== undefined) return this.passMisspelt(token, keyword);
      if (home !== 'settings' && this.operationAhead()) return this.passOperation(home, token);
    }
    return this.passDebris(home, token);
  }

  /** A setting such as `target ideal`: a keyword and one value on a line. */
  private lacksColon(home: Home, token: IToken): boolean {
    const line = token.startLine;
    return (
      home === 'settings' && this.next(2)?.startLine === line && this.next(3)?.startLine !== line
    );
  }

  private passMisplaced(home: Home, token: IToken): readonly Let[] {
    const keyword = token.image as Keyword;
    this.reportMisplaced(home, token, homeAdvice(keyword));
    const { problems, displaced } = this.session;
    const told = problems.length;
    const { declaration, names } = this.deeper(
      () => this.readMisplaced(keyword),
      () => this.nothing(),
    );
    if (declaration === null) problems.length = told;
    else displaced.push(declaration);
    return names;
  }

  /** Skips a statement that is nested too deeply to be read. */
  private nothing(): Displaced {
    this.statement('file', () => this.lose());
    return { declaration: null, names: [] };
  }

  private passOperation(home: Home, token: IToken): readonly Let[] {
    this.reportMisplaced(home, token, 'put it in a circuit');
    const told = this.session.problems.length;
    this.SUBRULE(this.operation);
    this.session.problems.length = told;
    return [];
  }

  /** A run of statements astray is one mistake. */
  private reportMisplaced(home: Home, token: IToken, advice: string): void {
    if (!this.session.astray) {
      this.report({
        code: 'wrong-block',
        span: spanOf(token),
        values: { statement: token.image, block: placeNames[home], home: advice },
      });
    }
    this.session.astray = true;
  }

  private passMisspelt(token: IToken, keyword: Keyword): readonly Let[] {
    const span = spanOf(token);
    this.report({
      code: 'unknown-name',
      span,
      values: { what: 'statement', name: token.image, suggestion: keyword },
      fix: { title: `Write \`${keyword}\``, edits: [{ span, text: keyword }] },
    });
    this.session.respelt = this.position;
    retype(token, word[keyword]);
    return [];
  }

  private passDebris(home: Home, token: IToken): readonly Let[] {
    const { session } = this;
    const names = this.nameless(home, token);
    if (!session.recovering && !session.astray) this.reportDebris(home, token);
    const partner = session.brackets.partner[this.position]!;
    const behind = is(token, LeftBrace) && partner > this.position ? partner : this.position;
    this.resume(resumeAt(session.tokens, session.brackets, behind + 1, home));
    return names;
  }

  /** The name that a line like `x = 1`, which lacks its first word, would bind. */
  private nameless(home: Home, token: IToken): readonly Let[] {
    if (home === 'settings' || !is(token, Name) || !this.sees(Equal, 2)) return [];
    const span = spanOf(token);
    const value = { kind: 'missing', span: { start: span.end, end: span.end } } as const;
    return [{ kind: 'let', doc: '', name: { text: token.image, span }, type: null, value, span }];
  }

  private reportDebris(home: Home, token: IToken): void {
    const span = spanOf(token);
    const { session } = this;
    const statement =
      !this.startsLine() && session.finished !== '' ? session.finished : session.statement;
    if (home !== 'settings' && is(token, Name) && this.sees(Equal, 2)) {
      const written = `${token.image} = ...`;
      const edits = [{ span: { start: span.start, end: span.start }, text: 'let ' }];
      const fix = { title: `Write \`let ${written}\``, edits };
      this.report({ ...foreignSign(span, written, `let ${written}`), fix });
      return;
    }
    this.report({
      code: 'unfinished-statement',
      span,
      values: { statement, expected: this.expectedInstead(home, token) },
      ...this.debrisFix(token),
    });
  }

  private debrisFix(token: IToken): Pick<SyntaxProblem, 'fix'> {
    if (!is(token, Comma)) return {};
    return { fix: { title: 'Remove `,`', edits: [{ span: spanOf(token), text: '' }] } };
  }

  private expectedInstead(home: Home, token: IToken): string {
    if (home === 'settings' && is(token, Word)) return `\`:\` after \`${token.image}\``;
    const previous = this.previous?.image;
    if (is(token, Comma)) return 'a new line in place of `,`';
    if (!this.startsLine()) return `an operator or the next statement after \`${previous ?? ''}\``;
    return `a statement such as ${statementExamples[home]}, not \`${token.image}\`,`;
  }

  private startsLine(): boolean {
    return startsLine(this.session.tokens, this.position);
  }

  /** `h q`, `rz(x) q`: a name, perhaps arguments, and an operand on the same line. */
  private operationAhead(): boolean {
    const { tokens, brackets } = this.session;
    const after = this.position + 1;
    const open = is(tokens[after], LeftParen);
    const operand = open ? brackets.partner[after]! + 1 : after;
    if (operand === 0 || operand >= tokens.length || startsLine(tokens, operand)) return false;
    return is(tokens[operand], Name) || is(tokens[operand], LeftBracket);
  }

  /** In a circuit any name may be a gate; a keyword's near miss is told by what follows it. */
  private misspelt(home: Home, token: IToken): boolean {
    if (!this.startsLine() || this.session.recovering) return false;
    const { tokens } = this.session;
    const onLine = (ahead: number): IToken | undefined =>
      tokens[this.position + ahead]?.startLine === token.startLine
        ? tokens[this.position + ahead]
        : undefined;
    const operand = onLine(1);
    const after = onLine(2);
    const halfTyped = operand === undefined || is(operand, LeftParen) || is(operand, LeftBracket);
    const gate =
      is(operand, Name) &&
      (after === undefined || [Comma, LeftBracket, RightBrace].some((type) => is(after, type)));
    return !halfTyped && !gate && respell(token.image, home) !== undefined;
  }
}
