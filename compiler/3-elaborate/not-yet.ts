import { diagnose } from '../diagnostics/diagnose.ts';
import type { Location } from '../diagnostics/diagnostic.ts';
import { siteOf } from './site.ts';
import type { Frame } from './frame.ts';

/** Says that a part of the language is not run yet, once per part; reading goes on, so that sizes are still told. */
export function notYet(frame: Frame, at: Location, what: string, action: string): void {
  const { diagnostics } = frame.elaboration;
  const diagnostic = diagnose('not-yet', 'default', siteOf(frame, at), { what, action });
  if (diagnostics.some((one) => one.code === 'not-yet' && one.message === diagnostic.message))
    return;
  diagnostics.push(diagnostic);
}
