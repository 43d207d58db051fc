import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bundleLibrary } from './bundle.ts';
import { moonsRun, trainHere, trainThere } from './training.ts';

/** A real browser, where the machine has one. */
const chromium = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => ['chromium', 'google-chrome'].map((name) => join(folder, name)))
  .find((path) => existsSync(path));

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
      const answer = await visit({ '/': page, '/thread.js': thread }, headers);
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

/** Opens a page, and waits for what it posts to `/answer`. */
async function visit(
  files: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const answer = Promise.withResolvers<Answer>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/answer') {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        answer.resolve(JSON.parse(body) as Answer);
      });
    }
    const type = path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
    response.writeHead(path in files ? 200 : 404, { 'Content-Type': type, ...headers });
    response.end(files[path] ?? '');
  }).listen(0, 'localhost');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const profile = mkdtempSync(join(tmpdir(), 'qmm-chromium-'));
  const browser = spawn(
    chromium!,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${profile}`,
      `http://localhost:${port}/`,
    ],
    { stdio: 'ignore' },
  );
  const gone = new Promise((resolve) => browser.once('exit', resolve));
  onTestFinished(async () => {
    browser.kill();
    server.close();
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  return answer.promise;
}
