import { describe, expect, test } from 'vitest';
import { bundleLibrary } from './bundle.ts';
import { moonsRun, trainHere, trainThere } from './training.ts';
import { chromium, visit } from './visit.ts';

const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

describe.skipIf(process.env['QMM_NIGHTLY'] === undefined || chromium === undefined)(
  'in Chromium a page trains to the weights that Node comes to',
  () => {
    test.each([
      ['alone, where memory cannot be shared', {}, 1],
      ['on three threads', ISOLATED, 3],
    ] as const)('%s', { timeout: 180_000 }, async (_, headers, atHand) => {
      const { library, thread } = await bundleLibrary();
      const page = `<!doctype html><script>${library.replaceAll('</script', '<\\/script')}</script>
        <script>
          const tell = (answer) => fetch('/answer', { method: 'POST', body: JSON.stringify(answer) });
          (${trainThere})(${JSON.stringify(JSON.stringify(moonsRun))}, 3, () => new Worker('/thread.js'))
            .then(tell, (error) => tell({ error: String(error) }));
        </script>`;
      const files = { '/': page, '/thread.js': thread };
      const answer = (await visit(files, headers)) as Answer;
      expect(answer.error).toBeUndefined();
      expect(answer.atHand).toBe(atHand);
      // Another build of V8 rounds a few functions of its own in other ways.
      const [there, here] = [answer.checkpoint!, await trainHere(moonsRun)].map(weightsOf);
      expect(there!.length).toBeGreaterThan(90);
      there!.forEach((weight, i) => {
        expect(weight).toBeCloseTo(here![i]!, 6);
      });
    });
  },
);

interface Answer {
  readonly error?: string;
  readonly checkpoint?: string;
  readonly atHand?: number;
}

function weightsOf(checkpoint: string): number[] {
  const { parameters } = JSON.parse(checkpoint) as {
    readonly parameters: readonly { readonly values: readonly number[] }[];
  };
  return Object.values(parameters).flatMap(({ values }) => values);
}
