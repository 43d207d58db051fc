import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import {
  chromium,
  type Browser,
  type FrameLocator,
  type Locator,
  type Page,
} from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest';
import { extensionFiles, readManifest } from '../../../scripts/vscode/files.ts';
import { vsix } from '../../../scripts/vscode/vsix.ts';
import { codeServer, startCodeServer } from './code-server.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const nightly = process.env['QMM_NIGHTLY'] !== undefined;

/** A real browser, where the machine has one. */
const executable = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => ['chromium', 'google-chrome'].map((name) => join(folder, name)))
  .find((path) => existsSync(path));

const BROKEN = `model Moons {
  modality point: real[2]
  label moon: class("upper", "lower")

  register q[3]
  encode point |> standardise into q with angle
  evolve q with strongly_entangling(layers: 2)

  readout logits = expect(Z(q)) |> linear
  objective classify(logits, moon)
}

data moons = synthetic("moons", samples: 200, seed: 1)

train Moons on moons {
  optimizer: adam(rate: 0.05)
  epochs: 4
}
`;

const environment =
  nightly && executable !== undefined
    ? await codeServer()
    : { kind: 'missing' as const, reason: 'it takes minutes' };

describe.skipIf(environment.kind === 'missing')('in VS Code, with the .vsix installed', () => {
  const home = mkdtempSync(join(tmpdir(), 'qmm-vscode-'));
  const folder = join(home, 'models');
  const file = join(folder, 'moons.qmm');
  let server: Awaited<ReturnType<typeof startCodeServer>>;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    mkdirSync(folder);
    writeFileSync(file, BROKEN);
    const packed = join(home, 'qmm.vsix');
    writeFileSync(packed, vsix(readManifest(ROOT), await extensionFiles(ROOT)));
    server = await startCodeServer({
      script: environment.kind === 'ready' ? environment.script : '',
      home,
      vsix: packed,
      settings: {
        'workbench.startupEditor': 'none',
        'workbench.enableExperiments': false,
        'chat.disableAIFeatures': true,
        'editor.minimap.enabled': false,
        'workbench.secondarySideBar.defaultVisibility': 'hidden',
      },
    });
    browser = await chromium.launch({ executablePath: executable!, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
    page.setDefaultTimeout(150_000);
    await page.goto(`${server.url}/?folder=${folder}`);
    await page.locator('.explorer-folders-view').getByText('moons.qmm').dblclick();
  }, 300_000);
  beforeEach(() => {
    onTestFailed(() => picture(page, 'failed'), 60_000);
  });
  afterAll(async () => {
    await browser.close();
    server.process.kill();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });

  test('a broken model is underlined, and a quick fix mends it', { timeout: 300_000 }, async () => {
    await page.locator('.squiggly-error').first().waitFor();
    await picture(page, 'broken');
    await page.locator('.view-line').getByText('encode', { exact: true }).click();
    await page.keyboard.press('F8');
    await page.locator('.marker-widget').waitFor();
    await page.keyboard.press('Escape');
    const fix = page.locator('.action-widget').getByText('Write register q[2]');
    await insist(() => page.keyboard.press('Control+.'), fix);
    await picture(page, 'fixes');
    await fix.click();
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+S');
    await expect
      .poll(() => readFileSync(file, 'utf8'), { timeout: 30_000 })
      .toContain('register q[2]');
    const { status, stderr } = spawnSync(process.execPath, [
      join(ROOT, 'bin', 'qmm.js'),
      'check',
      file,
    ]);
    expect([status, String(stderr)]).toEqual([0, '']);
  });

  test('the circuit stands beside it, linked both ways', { timeout: 300_000 }, async () => {
    await command(page, 'qmm: Show the circuit');
    const circuit = webview(page);
    await circuit.locator('svg [data-part]').first().waitFor();
    await page.locator('.view-line').getByText('strongly_entangling').click();
    await circuit.locator('.marked').first().waitFor();
    await picture(page, 'circuit');
    const marked = await circuit.locator('.marked').count();
    expect(marked).toBeGreaterThan(3);
    expect(marked).toBeLessThan(await circuit.locator('[data-part]').count());
    // The gates of line 6, of which none is marked.
    await circuit.locator('[data-part]:not(.marked)').first().click();
    await page
      .locator('.statusbar-item')
      .getByText(/^Ln 6,/)
      .waitFor();
  });

  test('a training shows its loss while it falls', { timeout: 300_000 }, async () => {
    await page.locator('.codelens-decoration').getByText('Train').click();
    await webview(page).locator('.line.train').first().waitFor();
    await expect
      .poll(() => readdirSync(join(folder, 'runs', 'moons', '1')), { timeout: 60_000 })
      .toContain('report.html');
    await picture(page, 'training');
    await command(page, 'qmm: Show the report of the latest run');
    await webview(page).getByRole('heading', { name: 'Moons' }).first().waitFor();
    await picture(page, 'report');
  });

  test.each([
    ['openqasm3', 'OPENQASM'],
    // With the ts-morph that is bundled.
    ['typescript', 'import'],
  ])('it is compiled to %s beside it', { timeout: 300_000 }, async (format, word) => {
    await page.getByRole('tab', { name: /^moons\.qmm/ }).click();
    const choice = page.locator('.quick-input-list').getByText(format);
    await insist(() => page.locator('.codelens-decoration').getByText('Compile…').click(), choice);
    await choice.click();
    await page.locator('.view-line').getByText(word).first().waitFor();
    await picture(page, format);
  });
});

/** Asks for a list until it is there: what else the editor has to do at that moment can swallow the asking. */
async function insist(ask: () => Promise<void>, wanted: Locator): Promise<void> {
  const comes = async (): Promise<boolean> => {
    await ask();
    return wanted.waitFor({ timeout: 8000 }).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(comes, { timeout: 120_000 }).toBe(true);
}

/** Runs a command by its title, as the palette does. */
async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await page.keyboard.press('Enter');
}

/** The page of the panel that is in front. */
function webview(page: Page): FrameLocator {
  return page.locator('iframe.webview.ready').last().contentFrame().frameLocator('#active-frame');
}

/** For whoever wants to look: into the folder $QMM_PICTURES. */
async function picture(page: Page, name: string): Promise<void> {
  const pictures = process.env['QMM_PICTURES'];
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) });
}
