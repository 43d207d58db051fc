import type { Prediction } from '../runtime/predict/index.ts';

/** A prediction as a row of a table: a column for each number, named by what it is. */
export function predictionRow({
  id,
  draw,
  label,
  match,
  value,
  probabilities,
  given,
  drawing,
}: Prediction): Record<string, string | number> {
  return {
    id,
    ...(draw === undefined ? {} : { draw }),
    ...Object.fromEntries(Object.entries(given ?? {}).map(([name, one]) => [`given ${name}`, one])),
    ...(drawing === undefined ? {} : { drawing }),
    ...(label === undefined ? {} : { label }),
    ...(match === undefined ? {} : { match }),
    ...(value === undefined ? {} : valueColumns(value)),
    ...Object.fromEntries(
      Object.entries(probabilities ?? {}).map(([name, one]) => [`probability ${name}`, one]),
    ),
  };
}

function valueColumns(value: number | readonly number[]): Record<string, number> {
  if (typeof value === 'number') return { value };
  return Object.fromEntries(value.map((one, index) => [`value ${index}`, one]));
}
