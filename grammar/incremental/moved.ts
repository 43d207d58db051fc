/** A copy of a plain value in which every span stands `by` characters further on. */
export function moved<Of>(value: Of, by: number): Of {
  return by === 0 ? value : (copy(value, by) as Of);
}

function copy(value: unknown, by: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => copy(one, by));
  const from = value as Readonly<Record<string, unknown>>;
  if (isSpan(from)) return { start: from.start + by, end: from.end + by };
  const to: Record<string, unknown> = {};
  for (const key in from) to[key] = copy(from[key], by);
  return to;
}

function isSpan(
  value: Readonly<Record<string, unknown>>,
): value is { readonly start: number; readonly end: number } {
  return typeof value['end'] === 'number' && typeof value['start'] === 'number';
}
