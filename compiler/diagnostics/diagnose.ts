import { catalogue, type Code, type Values, type Variant } from './catalogue.ts';
import type { Entry } from './catalogue/entry.ts';
import type { Diagnostic, Fix, Location } from './diagnostic.ts';

/** What a diagnostic carries beyond its message. */
export interface Extras {
  /** What stands at the place, in a few words. */
  readonly label?: string;
  readonly related?: Diagnostic['related'];
  readonly help?: string;
  readonly fixes?: readonly Fix[];
}

/** A diagnostic from the catalogue's template `code`/`variant`, its holes filled with `values`. */
export function diagnose<C extends Code, V extends Variant<C>>(
  code: C,
  variant: V,
  at: Location,
  values: Values<C, V>,
  extras: Extras = {},
): Diagnostic {
  const entry: Entry = catalogue[code];
  const template = entry.messages[variant] ?? '';
  const filled: Readonly<Record<string, string | number>> = values;
  return {
    code,
    severity: entry.severity,
    title: entry.title,
    message: sentence(
      template.replace(/\{(\w+)\}/g, (_, hole: string) => String(filled[hole] ?? '')),
    ),
    at,
    label: extras.label ?? '',
    related: extras.related ?? [],
    ...(extras.help === undefined ? {} : { help: extras.help }),
    fixes: extras.fixes ?? [],
  };
}

/** The fix that replaces one place by a text. */
export function replacement(title: string, at: Location, text: string): Fix {
  return { title, edits: [{ at, text }] };
}

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
