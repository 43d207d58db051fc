/**
 * One code of the catalogue. `messages` are templates with `{name}` holes; a code that is met in several situations
 * has a template for each, by name. `wrong` and `right` are whole little programs or lines.
 */
export interface Entry {
  readonly severity: 'error' | 'warning';
  /** Two to five words. */
  readonly title: string;
  readonly messages: Readonly<Record<string, string>>;
  /** What stands under the place where the report says nothing better; with holes of the messages. */
  readonly label?: string;
  /** Why it is so, and what to do: the long text of `qmm explain`. */
  readonly explanation: string;
  readonly wrong?: string;
  readonly right?: string;
}

/** The names of the holes of a template: `"{a} and {b}"` gives `'a' | 'b'`. */
export type Holes<Template extends string> =
  Template extends `${string}{${infer Hole}}${infer Rest}` ? Hole | Holes<Rest> : never;
