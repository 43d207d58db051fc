/**
 * JSON for people: objects broken over lines, lists of plain values on one. Keys stay in the order they were made in,
 * and numbers are the shortest text that reads back as the same float64.
 */
export function readableJson(value: unknown): string {
  return `${written(value, '')}\n`;
}

function written(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return plain(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every(isPlain)) return `[${value.map(plain).join(', ')}]`;
    return `[\n${value.map((entry) => inner + written(entry, inner)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  if (entries.length === 0) return '{}';
  const lines = entries.map(
    ([key, entry]) => `${inner}${JSON.stringify(key)}: ${written(entry, inner)}`,
  );
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function plain(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError('JSON has no way to write a number that is not finite');
  }
  return JSON.stringify(value);
}
