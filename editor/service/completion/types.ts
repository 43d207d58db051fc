import { knownNames } from '../../../compiler/index.ts';
import { keywordDocs } from '../words/keywords.ts';
import { typeDocs } from '../words/types.ts';
import type { Candidate } from './completion.ts';

/** What may stand after a colon. */
export function typeNames(): Candidate[] {
  return knownNames.types.map((label) => {
    const doc = typeDocs[label] ?? keywordDocs[label];
    return { label, kind: 'type', detail: doc?.usage ?? '', text: doc?.text ?? '', rank: 0 };
  });
}
