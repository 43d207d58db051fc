/** A line of a drawn circuit. */
export interface Wire {
  /** A double line is classical. */
  readonly kind: 'quantum' | 'classical';
  /** `v[0]` */
  readonly label: string;
  readonly register: string;
  /** What is read of it at the end, e.g. `⟨Z⟩`; empty for nothing. */
  readonly reading: string;
}

/** What stands on one line in one column. */
export interface Mark {
  readonly wire: number;
  readonly kind:
    | 'box'
    | 'control'
    | 'not'
    | 'cross'
    | 'barrier'
    | 'cut'
    | 'meter'
    /** On a classical wire: an outcome arrives, a bit must be 1, or 0, a condition in words, or something inside. */
    | 'outcome'
    | 'one'
    | 'zero'
    | 'condition'
    | 'port';
  readonly text: string;
}
