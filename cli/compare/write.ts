import { readableJson } from '../../runtime/checkpoint/json.ts';
import type { comparisonPage } from '../../runtime/report/index.ts';
import { nodeHost } from '../host.ts';

/** A comparison as a page and as numbers. */
export async function writeComparison(
  folder: string,
  input: Parameters<typeof comparisonPage>[0],
): Promise<void> {
  const { comparisonPage: page } = await import('../../runtime/report/index.ts');
  const host = nodeHost();
  const { comparison, seeds } = input;
  host.write(`${folder}/comparison.json`, readableJson({ ...comparison, seeds: [...seeds] }));
  host.write(`${folder}/report.html`, page(input));
}
