/** Are two circuits the same? */
export { verifyTexts, type Text, type VerifiedTexts } from './verify-texts.ts';
export { findingText, verdictLines } from './words.ts';
export type { Verdict } from './verdict.ts';
