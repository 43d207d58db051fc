/** What the page of the circuit is told. */
export type ToCircuitPage =
  | { readonly kind: 'picture'; readonly svg: string }
  /** Why the picture is not that of the text. */
  | { readonly kind: 'stale'; readonly reason: string }
  /** What the cursor is on, by `data-part`. */
  | { readonly kind: 'mark'; readonly parts: readonly string[] };

export type FromCircuitPage =
  /** Somebody chose a part. */
  { readonly kind: 'choose'; readonly part: string } | ({ readonly kind: 'layout' } & Layout);

/** How the page would like to have the picture. */
export interface Layout {
  /** Pixels that there are for it. */
  readonly width: number;
  /** Every gate, instead of circuits by their names and of equal layers the first. */
  readonly allGates: boolean;
}
