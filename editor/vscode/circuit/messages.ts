/** What the page of the circuit is told. */
export type ToCircuitPage =
  | { readonly kind: 'picture'; readonly svg: string }
  /** The picture is again that of the text. */
  | { readonly kind: 'fresh' }
  /** Why the picture is not that of the text. */
  | { readonly kind: 'stale'; readonly reason: string }
  /** What the cursor is on, by `data-part`. */
  | { readonly kind: 'mark'; readonly parts: readonly string[] };

/** Somebody chose a part. */
export interface FromCircuitPage {
  readonly kind: 'choose';
  readonly part: string;
}
