/** Figures by the name that the command line asks for, in the order they are shown. */
export const FIGURES = [
  'gradients',
  'expressibility',
  'entanglement',
  'registers',
  'fisher',
  'dimension',
  'kernel',
  'fourier',
  'noise',
] as const;

export type FigureName = (typeof FIGURES)[number];

/** What was found of a model in one respect: numbers for a program, words and plots for a person. Plain JSON. */
export interface Figure {
  readonly name: FigureName;
  readonly title: string;
  /** What it means here, and when to worry, in a sentence or two. */
  readonly meaning: string;
  /** Is this a case to worry about? */
  readonly worrying: boolean;
  readonly rows: readonly FigureRow[];
  /** What says most, in one picture; above the plots. */
  readonly panels?: Panels;
  readonly plots: readonly Plot[];
  /** All that was measured. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface FigureRow {
  /** The circuit, or empty for the whole model. */
  readonly of: string;
  /** With its unit, where it has one. */
  readonly what: string;
  readonly value: number;
}

export interface Plot {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly PlotSeries[];
}

/** Plots side by side that share the axis upwards. */
export interface Panels {
  readonly title: string;
  readonly y: Axis;
  /** A value that all are held against. */
  readonly level: { readonly name: string; readonly value: number };
  readonly panels: readonly Omit<Plot, 'title' | 'y'>[];
}

export interface Axis {
  readonly name: string;
  readonly scale: 'linear' | 'log';
}

export interface PlotSeries {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Bars from the axis instead of a line. */
  readonly bars?: true;
}

/** A figure that could not be told, of a circuit or of the whole model. */
export interface NotTold {
  readonly figure: FigureName;
  readonly of: string;
  readonly reason: string;
}

export interface Analysis {
  readonly figures: readonly Figure[];
  readonly left: readonly NotTold[];
}
