import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensionFiles, readManifest } from '../../../scripts/vscode/files.ts';
import { vsix } from '../../../scripts/vscode/vsix.ts';
import { startClient } from '../client.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

describe('the extension as VS Code installs it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qmm-vsix-'));
  let files: Readonly<Record<string, Uint8Array>> = {};
  beforeAll(async () => {
    const manifest = readManifest(ROOT);
    // Three quarters of all bytes, and only `qmm compile --to typescript` asks for it.
    const content = await extensionFiles(ROOT, ['ts-morph']);
    const bytes = vsix(manifest, content);
    files = unzipSync(bytes);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('has what its manifests name', () => {
    const gallery = strFromU8(files['extension.vsixmanifest']!);
    const assets = [...gallery.matchAll(/Path="([^"]*)"/g)].map(([, path]) => path);
    expect(assets).toHaveLength(3);
    for (const path of [...assets, 'extension/extension.cjs', 'extension/views/circuit.js'])
      expect(Object.keys(files)).toContain(path);
  });

  test('serves an editor from its own files alone', async () => {
    const client = await startClient(join(folder, 'extension', 'qmm', 'bin', 'qmm.js'));
    expect(client.initialized.serverInfo?.name).toBe('qmm');
    const path = join(folder, 'iris.qmm');
    await client.open(
      path,
      'model Iris {\n  modality flower: real[4]\n  register q\n  encode flower into q with angel\n}\n',
    );
    const { diagnostics } = await client.diagnostics(path, (one) => one.diagnostics.length > 0);
    expect(diagnostics.map(({ code }) => code)).toContain('unknown-name');
    expect(await client.end()).toBe(0);
  });
});
