import type { Ansatz } from '../ansatz.ts';
import type { Figure, FigureName, FigureRow, Plot } from '../figure.ts';
import type { Told } from '../request.ts';

/** What a figure says of one circuit. */
export interface CircuitPart<Found> {
  readonly rows: (found: Found) => readonly (readonly [what: string, value: number])[];
  readonly plots: (found: Found) => readonly Plot[];
  /** Said of the circuit that is worst. */
  readonly meaning: (found: Found) => string;
  /** Above 0 where there is something to worry about; the largest is the worst. */
  readonly worry: (found: Found) => number;
}

/** A figure of each circuit that it can be told of; `reason` says why it cannot be told of the others. */
export function perCircuit<Found extends object>(
  name: FigureName,
  title: string,
  ansatzes: readonly Ansatz[],
  measure: (ansatz: Ansatz) => Found | undefined,
  part: CircuitPart<Found>,
  reason: string,
): Told {
  const all = ansatzes.map((ansatz) => ({ of: ansatz.name, found: measure(ansatz) }));
  const told = all.flatMap(({ of, found }) => (found === undefined ? [] : [{ of, found }]));
  const left = all.flatMap(({ of, found }) =>
    found === undefined ? [{ figure: name, of, reason }] : [],
  );
  const worst = told.toSorted((a, b) => part.worry(b.found) - part.worry(a.found))[0];
  if (worst === undefined) return { figures: [], left };
  const prefix = (of: string, text: string): string => (told.length > 1 ? `${of}: ${text}` : text);
  const figure: Figure = {
    name,
    title,
    meaning: prefix(worst.of, part.meaning(worst.found)),
    worrying: part.worry(worst.found) > 0,
    rows: told.flatMap(({ of, found }) =>
      part.rows(found).map(([what, value]): FigureRow => ({ of, what, value })),
    ),
    plots: told.flatMap(({ of, found }) =>
      part.plots(found).map((plot) => ({ ...plot, title: prefix(of, plot.title) })),
    ),
    values: { circuits: told.map(({ of, found }) => ({ circuit: of, ...found })) },
  };
  return { figures: [figure], left };
}
