import { catalogue, type Code, type Values, type Variant } from './catalogue.ts';
import type { Entry } from './catalogue/entry.ts';
import type { Diagnostic, Fix, Location, NumberChange } from './diagnostic.ts';

/** What a diagnostic carries beyond its message. */
export interface Extras {
  /** What stands at the place, in a few words. */
  readonly label?: string;
  readonly related?: Diagnostic['related'];
  readonly help?: string;
  readonly fixes?: readonly Fix[];
  readonly numbers?: readonly NumberChange[];
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
  const filled: Readonly<Record<string, string | number>> = values;
  return {
    code,
    severity: entry.severity,
    title: entry.title,
    message: sentence(fill(entry.messages[variant] ?? '', filled)),
    at,
    label: extras.label ?? labelOf(entry, filled),
    related: extras.related ?? [],
    ...(extras.help === undefined ? {} : { help: extras.help }),
    fixes: extras.fixes ?? [],
    ...(extras.numbers === undefined ? {} : { numbers: extras.numbers }),
  };
}

/** The fix that replaces one place by a text. */
export function replacement(title: string, at: Location, text: string): Fix {
  return { title, edits: [{ at, text }] };
}

/** What to add where a word is wrong and the one that was meant is known; nothing where it is not. */
export function didYouMean(at: Location, near: string | undefined): Extras {
  if (near === undefined) return {};
  return { help: `Did you mean \`${near}\`?`, fixes: [replacement(`Write \`${near}\``, at, near)] };
}

/** The catalogue's label; none where the report does not say what it speaks of. */
export function labelOf(
  { label }: Entry,
  values: Readonly<Record<string, string | number>>,
): string {
  const holes = [...(label ?? '').matchAll(/\{(\w+)\}/g)].map(([, hole]) => hole ?? '');
  return label !== undefined && holes.every((hole) => hole in values) ? fill(label, values) : '';
}

/** A template with its holes filled. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, hole: string) => String(values[hole] ?? ''));
}

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
