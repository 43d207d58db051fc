export interface DrawOptions {
  /**
   * `source`: gates by the circuit that was called, one of each run of equal layers; `lowered`: every gate with its
   * whole angle.
   */
  readonly level?: Level;
  /** Columns of text, or the width in characters that a drawing is wrapped at. Default 100. */
  readonly width?: number;
}

export type Level = 'source' | 'lowered';

export const DEFAULT_WIDTH = 100;
