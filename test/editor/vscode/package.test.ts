import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodeLens } from 'vscode-languageserver/node';
import { extensionFiles, readManifest } from '../../../scripts/vscode/files.ts';
import { vsix } from '../../../scripts/vscode/vsix.ts';
import { partsAt } from '../../../editor/vscode/circuit/parts-at.ts';
import type { CircuitPicture } from '../../../editor/vscode/circuit/request.ts';
import { commandNames } from '../../../editor/vscode/commands/names.ts';
import { startClient } from '../client.ts';

const MODEL = `model Iris {
  modality flower: real[4]
  label species: class(3)
  register q
  encode flower into q with angle
  evolve q with strongly_entangling(layers: 2)
  readout logits = expect(Z(q)) |> linear
  objective classify(logits, species)
}

data iris = csv("iris.csv", species: "species")

train Iris on iris
`;

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

    await client.change(path, 2, [{ text: MODEL }]);
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', path, {});
    const commands = lenses.map(({ command }) => command?.command);
    expect(commands).toContain('qmm.train');
    // A lens that only tells a figure does nothing.
    for (const command of commands.filter((one) => one !== '')) {
      expect(commandNames).toContain(command);
    }

    const position = { line: 5, character: 10 };
    const picture = await client.request<CircuitPicture>('qmm/circuit', path, { position });
    const marked = partsAt(picture.parts, pathToFileURL(path).href, position);
    // The gates of that sentence, in a picture that has the encoding too.
    expect(marked.length).toBeGreaterThan(2);
    expect(marked.length).toBeLessThan(picture.parts.length);
    for (const { id } of picture.parts) expect(picture.svg).toContain(`data-part="${id}"`);
    expect(await client.end()).toBe(0);
  });
});
