import type { Input } from '../program/index.ts';
import { sizeOf } from './columns/numbers.ts';
import { sourceProblem } from './problems.ts';
import type { LoadRequest } from './request.ts';

/** Refuses to decode what cannot be held, before any of it is read. */
export function requireMemory(
  { host, source }: LoadRequest,
  inputs: readonly Input[],
  count: number,
): void {
  const costs = inputs.map((input) => ({
    name: input.name,
    bytes: count * sizeOf(input.shape) * 4,
  }));
  const total = costs.reduce((sum, { bytes }) => sum + bytes, 0);
  const available = host.memory();
  if (total <= available) return;
  const dearest = costs.reduce((most, cost) => (cost.bytes > most.bytes ? cost : most));
  throw sourceProblem(
    'too-large',
    `${count} samples of \`${source.name}\` take ${gigabytes(total)} in memory, and ${gigabytes(available)} may be ` +
      `used; \`${dearest.name}\` alone takes ${gigabytes(dearest.bytes)}.`,
    {
      help: 'Take fewer samples (`take: 1000` in the data source), or declare smaller pictures or shorter sounds.',
    },
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toPrecision(2)} GiB`;
}
