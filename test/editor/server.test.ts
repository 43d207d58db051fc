import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  CodeLens,
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  SelectionRange,
  SemanticTokens,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { startClient, type Client } from './client.ts';

const IRIS = `model Iris {
  modality flower: real[4]
  label species: class("setosa", "versicolor", "virginica")

  register q
  encode flower |> scale(0, pi) into q with angle
  evolve q with strongly_entangling(layers: 2)

  readout logits = expect(Z(q)) |> linear
  objective classify(logits, species)
}
`;

describe('qmm lsp --stdio, asked by an editor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qmm-lsp-'));
  const file = (name: string): string => join(folder, name);
  let client: Client;
  beforeAll(async () => {
    client = await startClient();
  }, 30_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('says what it can', () => {
    expect(client.initialized.capabilities).toMatchObject({
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: ['quickfix'] },
    });
  });

  test('finds nothing wrong with a right model', async () => {
    await client.open(file('iris.qmm'), IRIS);
    const { diagnostics, version } = await client.diagnostics(file('iris.qmm'), () => true);
    expect(version).toBe(1);
    expect(diagnostics).toEqual([]);
  });

  test('underlines an unknown name while it is being typed, and forgets it when it is right again', async () => {
    const path = file('typing.qmm');
    await client.open(path, IRIS.replace('angle', 'angel'));
    const wrong = await client.diagnostics(path, ({ diagnostics }) => diagnostics.length > 0);
    expect(wrong.diagnostics[0]).toMatchObject({
      code: 'unknown-name',
      severity: 1,
      source: 'qmm',
      range: { start: { line: 5, character: 44 }, end: { line: 5, character: 49 } },
    });
    expect(wrong.diagnostics[0]?.message).toContain('`angel`');
    // Incremental: only the five letters travel.
    const range = wrong.diagnostics[0]!.range;
    await client.change(path, 2, [{ range, text: 'angle' }]);
    const right = await client.diagnostics(path, ({ version }) => version === 2);
    expect(right.diagnostics).toEqual([]);
  });

  test('tells at once what the parser finds, beside what was wrong before', async () => {
    const path = file('early.qmm');
    await client.open(path, IRIS.replace('angle', 'angel'));
    await client.diagnostics(path, ({ version }) => version === 1);
    const start = { line: 1, character: 18 };
    await client.change(path, 2, [{ range: { start, end: start }, text: '(' }]);
    const early = await client.diagnostics(path, ({ version }) => version === 2);
    expect(early.diagnostics.map(({ code }) => code)).toEqual([
      expect.stringMatching(/unclosed|unfinished-statement/),
      'unknown-name',
    ]);
    expect(early.diagnostics[1]?.range.start).toEqual({ line: 5, character: 44 });
  });

  test('offers each fix of the mistake under the cursor as a quick fix', async () => {
    const path = file('fixes.qmm');
    await client.open(path, IRIS.replace('register q', 'register q[3]'));
    const { diagnostics } = await client.diagnostics(path, (one) => one.diagnostics.length > 0);
    const actions = await client.codeActions(path, diagnostics[0]!.range);
    expect(actions.map(({ title, kind }) => [kind, title])).toContainEqual([
      'quickfix',
      'Write register q[4]',
    ]);
    const edits = Object.values(actions[0]?.edit?.changes ?? {}).flat();
    await client.change(
      path,
      2,
      edits.map(({ range, newText }) => ({ range, text: newText })),
    );
    const right = await client.diagnostics(path, ({ version }) => version === 2);
    expect(right.diagnostics).toEqual([]);
    expect(await client.codeActions(path, diagnostics[0]!.range)).toEqual([]);
  });

  test('drops what was overtaken: many quick changes are checked once', async () => {
    const path = file('quick.qmm');
    await client.open(path, IRIS);
    await client.diagnostics(path, ({ version }) => version === 1);
    const before = client.published.length;
    for (let version = 2; version <= 30; version++) {
      await client.change(path, version, [{ text: `${IRIS}// ${'x'.repeat(version)}\n` }]);
    }
    await client.diagnostics(path, ({ version }) => version === 30);
    const versions = client.published.slice(before).map(({ version }) => version);
    expect(versions.at(-1)).toBe(30);
    expect(versions.length).toBeLessThan(10);
  });

  test('points from a use to the declaration it clashes with', async () => {
    const path = file('twice.qmm');
    await client.open(path, IRIS.replace('register q', 'register q, q'));
    const { diagnostics } = await client.diagnostics(
      path,
      (params) => params.diagnostics.length > 0,
    );
    const duplicate = diagnostics.find(({ code }) => code === 'duplicate-name');
    expect(duplicate?.relatedInformation?.[0]?.location.range.start).toEqual({
      line: 4,
      character: 11,
    });
  });

  test('survives a half-typed text', async () => {
    const path = file('half.qmm');
    await client.open(path, 'model Half {\n  modality eye: image(28,\n  encode eye |> ');
    const { diagnostics } = await client.diagnostics(
      path,
      (params) => params.diagnostics.length > 0,
    );
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(textOf(await client.hover(path, 1, 4))).toContain('modality ear: audio');
  });

  test('reads an imported file from the editor while it is open, else from the disk', async () => {
    writeFileSync(file('layers.qmm'), 'circuit mine on q[n] {\n  h q\n}\n');
    const path = file('user.qmm');
    const text = `use mine from "layers.qmm"\n${IRIS.replace('strongly_entangling(layers: 2)', 'mine')}`;
    await client.open(path, text);
    expect((await client.diagnostics(path, () => true)).diagnostics).toEqual([]);

    await client.open(file('layers.qmm'), 'circuit other on q[n] {\n  h q\n}\n');
    const broken = await client.diagnostics(path, ({ diagnostics }) => diagnostics.length > 0);
    expect(broken.diagnostics[0]?.severity).toBe(1);

    await client.close(file('layers.qmm'));
    await client.change(path, 2, [{ text: `${text}\n` }]);
    expect((await client.diagnostics(path, ({ version }) => version === 2)).diagnostics).toEqual(
      [],
    );
  });

  test('takes its diagnostics back from a document that is closed', async () => {
    const path = file('closed.qmm');
    await client.open(path, 'model {');
    await client.diagnostics(path, ({ diagnostics }) => diagnostics.length > 0);
    await client.close(path);
    const last = await client.diagnostics(path, ({ diagnostics }) => diagnostics.length === 0);
    expect(last.version).toBeUndefined();
  });

  describe('shows on hover', () => {
    const hoverOn = async (needle: string, within = needle): Promise<string> => {
      const at = IRIS.indexOf(within) + within.indexOf(needle);
      const lines = IRIS.slice(0, at).split('\n');
      return textOf(await client.hover(file('iris.qmm'), lines.length - 1, lines.at(-1)!.length));
    };

    test('the inferred size of a register', async () => {
      expect(await hoverOn('q', 'register q')).toContain('4 qubits');
    });

    test('the inferred type of a readout', async () => {
      expect(await hoverOn('logits')).toContain('real[3]');
    });

    test('the header and the comment of a library circuit', async () => {
      const text = await hoverOn('strongly_entangling');
      expect(text).toContain('circuit strongly_entangling(layers: int = 1) on q[n]');
      expect(text).toContain('ring of CX');
    });

    test('what a keyword is for', async () => {
      expect(await hoverOn('encode')).toContain('Puts features into registers');
    });

    test('what an intrinsic does', async () => {
      expect(await hoverOn('expect')).toContain('Expectation values');
    });

    test('nothing between words', async () => {
      expect(await client.hover(file('iris.qmm'), 3, 0)).toBeNull();
    });
  });

  describe('answers in the words of the protocol', () => {
    const path = file('words.qmm');
    const at = (needle: string): { line: number; character: number } => {
      const lines = IRIS.slice(0, IRIS.indexOf(needle)).split('\n');
      return { line: lines.length - 1, character: lines.at(-1)!.length };
    };
    beforeAll(() => client.open(path, IRIS));

    test('completions, each with the range it replaces', async () => {
      const items = await client.request<CompletionItem[]>('textDocument/completion', path, {
        position: at('ngly_entangling'),
      });
      const one = items.find(({ label }) => label === 'real_amplitudes');
      expect(one?.textEdit).toEqual({
        range: { start: at('strongly_entangling'), end: at('(layers: 2)') },
        newText: 'real_amplitudes',
      });
    });

    test('definitions, in the library too', async () => {
      const found = await client.request<Location>('textDocument/definition', path, {
        position: at('strongly_entangling'),
      });
      expect(found.uri).toMatch(/^file:.*stdlib\/layers\.qmm$/);
    });

    test('a rename as a change of documents, and a refusal as a sentence', async () => {
      const edit = await client.request<WorkspaceEdit>('textDocument/rename', path, {
        position: at('flower'),
        newName: 'blossom',
      });
      expect(Object.values(edit.changes ?? {}).flat().length).toBe(2);
      await expect(
        client.request('textDocument/prepareRename', path, { position: at('angle') }),
      ).rejects.toThrow('standard library');
    });

    test('formatting, nothing where all is in form', async () => {
      const options = { tabSize: 2, insertSpaces: true };
      expect(await client.request('textDocument/formatting', path, { options })).toEqual([]);
    });

    test('lenses whose commands are given the document and a name', async () => {
      const [lens] = await client.request<CodeLens[]>('textDocument/codeLens', path, {});
      expect(lens?.command?.command).toBe('qmm.draw');
      expect(lens?.command?.arguments).toEqual([pathToFileURL(path).href, 'Iris']);
    });

    test('hints, colours, folds, symbols and selections', async () => {
      const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
      const hints = await client.request<InlayHint[]>('textDocument/inlayHint', path, { range });
      expect(hints.map(({ label }) => label)).toEqual([
        '[4]',
        ': real[3]',
        expect.stringMatching(/^24 weights · 8 entanglers$/),
      ]);
      const { data } = await client.request<SemanticTokens>(
        'textDocument/semanticTokens/full',
        path,
        {},
      );
      expect(data.length % 5).toBe(0);
      const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', path, {});
      expect(folds).toEqual([{ startLine: 0, endLine: 9 }]);
      const symbols = await client.request<DocumentSymbol[]>(
        'textDocument/documentSymbol',
        path,
        {},
      );
      expect(symbols.map(({ name }) => name)).toEqual(['Iris']);
      const [selection] = await client.request<SelectionRange[]>(
        'textDocument/selectionRange',
        path,
        { positions: [at('flower')] },
      );
      expect(selection?.parent).toBeDefined();
    });
  });

  test('ends when it is told to', async () => {
    expect(await client.end()).toBe(0);
  });
});

function textOf(hover: Hover | null): string {
  const contents = hover?.contents;
  return contents !== undefined && typeof contents === 'object' && 'value' in contents
    ? contents.value
    : '';
}
