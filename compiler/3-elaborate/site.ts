import type { Location } from '../diagnostics/diagnostic.ts';
import { Refusal, type Frame } from './frame.ts';

/** The user's own place that led here, however deep inside the library. */
export function siteOf(frame: Frame, at: Location): Location {
  return at.file.startsWith('library:') && frame.site ? frame.site : at;
}

/** An error inside library code is shown where the user asked for it, with the library's line as second place. */
export function fromLibrary<Result>(inner: Frame, body: () => Result): Result {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof Refusal) || error.diagnostic === null || inner.site === null)
      throw error;
    const { diagnostic } = error;
    if (!diagnostic.at.file.startsWith('library:') || inner.site.file.startsWith('library:'))
      throw error;
    throw new Refusal({
      ...diagnostic,
      at: inner.site,
      related: [{ at: diagnostic.at, label: 'in the library here' }, ...diagnostic.related],
    });
  }
}
