/** What the page of a run is told. */
export interface ToRunPage {
  /** Takes the place of what is shown. */
  readonly markup: string;
}
