import {
  Disposable,
  Selection,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
  type ExtensionContext,
  type TextDocument,
  type TextEditor,
  type WebviewPanel,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { openPanel } from '../panel.ts';
import type { FromCircuitPage, Layout, ToCircuitPage } from './messages.ts';
import { partsAt } from './parts-at.ts';
import type { CircuitParams, CircuitPicture } from './request.ts';
import { STYLE } from './style.ts';

/** The panel of the circuit around the cursor: one for the window. */
export interface CircuitPanel {
  /**
   * Opens it for the place of the cursor in an editor.
   * @param model to go to first
   */
  show(editor: TextEditor, model?: string): void;
  dispose(): void;
}

const BODY =
  '<label><input type="checkbox" id="all"> every gate</label><p id="note" role="status"></p><main></main>';

/** Long enough that a quick typist is not drawn for every key. */
const PAUSE_MILLISECONDS = 250;

/** @param client the language server that is there at the moment */
export function createCircuitPanel(
  context: ExtensionContext,
  client: () => LanguageClient,
): CircuitPanel {
  let panel: WebviewPanel | undefined;
  let shown: { readonly picture: CircuitPicture; readonly editor: TextEditor } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let layout: Layout | undefined;
  let asked = 0;
  let listeners: Disposable | undefined;

  const tell = (message: ToCircuitPage): void => void panel?.webview.postMessage(message);
  const mark = (editor: TextEditor): void => {
    if (!shown) return;
    const { document, selection } = editor;
    const uri = document.uri.toString();
    const parts = partsAt(shown.picture.parts, uri, selection.active).map(({ id }) => id);
    tell({ kind: 'mark', parts });
  };
  const draw = async (editor: TextEditor): Promise<void> => {
    const request = ++asked;
    const params: CircuitParams = {
      textDocument: { uri: editor.document.uri.toString() },
      position: editor.selection.active,
      ...layout,
    };
    const picture = await client().sendRequest<CircuitPicture | null>('qmm/circuit', params);
    // Overtaken by a newer question, or closed while waiting.
    if (request !== asked || !panel) return;
    if (!picture) {
      tell({ kind: 'stale', reason: 'The picture follows when the text is whole again.' });
      return;
    }
    tell({ kind: 'picture', svg: picture.svg });
    panel.title = `${picture.name}: circuit`;
    shown = { picture, editor };
    mark(editor);
  };
  const giveUp = (error: unknown): void => {
    tell({ kind: 'stale', reason: `The language server draws nothing: ${String(error)}` });
  };
  const drawSoon = (editor: TextEditor): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void draw(editor).catch(giveUp), PAUSE_MILLISECONDS);
  };
  const listen = (): Disposable =>
    Disposable.from(
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor && isModel(editor.document)) drawSoon(editor);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (!isModel(textEditor.document)) return;
        mark(textEditor);
        drawSoon(textEditor);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        const editor = window.activeTextEditor;
        if (editor?.document === document && isModel(document)) drawSoon(editor);
      }),
    );
  const close = (): void => {
    clearTimeout(timer);
    listeners?.dispose();
    listeners = undefined;
    panel = undefined;
    layout = undefined;
    shown = undefined;
  };

  return {
    show: (editor, model) => {
      if (model !== undefined) goTo(editor, model);
      listeners ??= listen();
      panel ??= openPanel<FromCircuitPage>(context, {
        name: 'circuit',
        title: 'Circuit',
        style: STYLE,
        body: BODY,
        // It tells its layout too, and is drawn for that.
        onReady: () => undefined,
        onMessage: (message) => {
          if (message.kind === 'layout') {
            layout = { width: message.width, allGates: message.allGates };
            void draw(shown?.editor ?? editor).catch(giveUp);
          } else if (shown) void reveal(shown.picture, shown.editor, message.part);
        },
        onClose: close,
      });
      panel.reveal(undefined, true);
      // A page that is new asks by itself.
      if (layout) drawSoon(editor);
    },
    dispose: () => {
      panel?.dispose();
    },
  };
}

/** Selects the text that a part comes from: in the editor it was drawn for, or else where it is, say in the library. */
async function reveal(picture: CircuitPicture, editor: TextEditor, part: string): Promise<void> {
  const places = picture.parts.find(({ id }) => id === part)?.places ?? [];
  const here = editor.document.uri.toString();
  const place = places.find(({ uri }) => uri === here) ?? places[0];
  if (!place) return;
  const { start, end } = place.range;
  const opened = await window.showTextDocument(Uri.parse(place.uri), {
    viewColumn: editor.viewColumn ?? ViewColumn.One,
    preview: true,
  });
  opened.selection = new Selection(start.line, start.character, end.line, end.character);
  opened.revealRange(opened.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Puts the cursor on a model, so that the picture is of that one. */
function goTo(editor: TextEditor, model: string): void {
  const found = new RegExp(`\\bmodel\\s+${model}\\b`).exec(editor.document.getText());
  if (!found) return;
  const start = editor.document.positionAt(found.index);
  editor.selection = new Selection(start, start);
}

function isModel({ languageId }: TextDocument): boolean {
  return languageId === 'qmm';
}
