import type { Assist, Wanted } from '../../../grammar/assist/situation.ts';
import { statementWordsOf } from '../../../grammar/assist/situation.ts';
import type { Workspace } from '../workspace.ts';
import { keywordDocs } from '../words/keywords.ts';
import { argumentNames } from './argument-names.ts';
import type { Candidate, Completion, Place } from './completion.ts';
import { importedNames, otherFiles } from './imports.ts';
import { namesInSight, type Wish } from './names.ts';
import { settingKeys, settingValues } from './settings.ts';
import { inferredSize } from './sizes.ts';
import { typeNames } from './types.ts';

export interface CompletionRequest {
  readonly workspace: Workspace;
  readonly assist: Assist;
  readonly path: string;
  readonly offset: number;
}

/** What may stand at an offset, as the parser expects it there, the likeliest first. */
export function completionsAt({
  workspace,
  assist,
  path,
  offset,
}: CompletionRequest): Completion[] {
  const analysis = workspace.analysisOf(path);
  const situation = analysis && assist(analysis.text, offset);
  if (!analysis || !situation) return [];
  const place: Place = { workspace, analysis, situation };
  const candidates = [
    ...(situation.startsStatement ? statementStarts(place) : []),
    ...situation.wanted.flatMap((wanted) => wantedHere(place, wanted)),
  ];
  const first = new Map<string, Candidate>();
  for (const one of candidates.sort((a, b) => a.rank - b.rank))
    if (!first.has(one.label)) first.set(one.label, one);
  return [...first.values()].map((one) => ({
    insert: one.label,
    edits: [],
    ...one,
    span: situation.word,
  }));
}

function statementStarts(place: Place): Candidate[] {
  const { home, body } = place.situation;
  const words = statementWordsOf(home).map((text) => keyword(text, 0));
  if (home === 'settings')
    return [...settingKeys(body), ...words.map((one) => ({ ...one, rank: 1 }))];
  return home === 'circuit' ? [...words, ...namesInSight(place, 'circuit')] : words;
}

function wantedHere(place: Place, wanted: Wanted): Candidate[] {
  const { situation } = place;
  switch (wanted.kind) {
    case 'keyword':
      if (!isWorthOffering(place, wanted.rules, wanted.text)) return [];
      // What joins the parts of this very statement, before what could make its expression longer.
      return [keyword(wanted.text, wanted.rules.length === 1 ? 0 : 3)];
    case 'label':
      return wanted.rules.at(-1) === 'argument'
        ? argumentNames(place)
        : settingKeys(situation.body);
    case 'name':
      return nameHere(place, wanted.rules);
  }
}

/** Keywords that any value could be are no news where only some fit. */
function isWorthOffering(place: Place, rules: readonly string[], text: string): boolean {
  if (text === 'not') return rules.includes('if') || rules.includes('require');
  return !['true', 'false'].includes(text) || settingValues(place) === undefined;
}

function nameHere(place: Place, rules: readonly string[]): Candidate[] {
  const { previous } = place.situation;
  const names = (wish: Wish): Candidate[] => namesInSight(place, wish);
  switch (rules.at(-1)) {
    case 'type':
      return typeNames();
    case 'operand':
      return names('register');
    case 'operation':
      return names('circuit');
    case 'import':
      return previous === 'as' ? [] : importedNames(place);
    case 'train':
      return previous === 'on' ? names('data') : names('model');
    case 'compare':
      return [...names('model'), ...names('run')];
    case 'call':
      return valueHere(place, rules);
    default:
      // A name that is only being made up.
      return [];
  }
}

function valueHere(place: Place, rules: readonly string[]): Candidate[] {
  const { situation } = place;
  const values = settingValues(place);
  if (values !== undefined) return values;
  if (situation.previous === 'with')
    return [...namesInSight(place, 'circuit'), ...otherFiles(place, 'circuit')];
  if (situation.previous === '|>')
    return [...namesInSight(place, 'function'), ...otherFiles(place, 'function')];
  const isSize = rules.includes('dimensions') || rules.includes('wire');
  if (isSize) return [...inferredSize(place), ...namesInSight(place, 'size')];
  return namesInSight(place, 'value');
}

function keyword(text: string, rank: number): Candidate {
  const doc = keywordDocs[text];
  return { label: text, kind: 'keyword', detail: doc?.usage ?? '', text: doc?.text ?? '', rank };
}
