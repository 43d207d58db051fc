import { Uri, ViewColumn, window, type ExtensionContext, type WebviewPanel } from 'vscode';
import { webviewPage } from './webview-page.ts';

interface PanelRequest<FromPage> {
  /** Also the name of its script below `views/`. */
  readonly name: string;
  readonly title: string;
  readonly style: string;
  readonly body: string;
  /** The page has been loaded, for the first time or again: it knows nothing. */
  readonly onReady: () => void;
  readonly onMessage: (message: FromPage) => void;
  readonly onClose: () => void;
}

/** What pages say beside their own messages. */
interface Ready {
  readonly kind: 'ready';
}

/** A page beside the editor that does not take the cursor away. */
export function openPanel<FromPage extends { readonly kind: string }>(
  context: ExtensionContext,
  request: PanelRequest<FromPage>,
): WebviewPanel {
  const views = Uri.joinPath(context.extensionUri, 'views');
  const panel = window.createWebviewPanel(
    `qmm.${request.name}`,
    request.title,
    { viewColumn: ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, localResourceRoots: [views] },
  );
  panel.iconPath = {
    light: Uri.joinPath(context.extensionUri, 'media', 'file-light.svg'),
    dark: Uri.joinPath(context.extensionUri, 'media', 'file-dark.svg'),
  };
  panel.webview.onDidReceiveMessage((message: FromPage | Ready) => {
    if (isReady(message)) request.onReady();
    else request.onMessage(message);
  });
  panel.onDidDispose(request.onClose);
  panel.webview.html = webviewPage({
    title: request.title,
    style: request.style,
    source: panel.webview.cspSource,
    script: panel.webview.asWebviewUri(Uri.joinPath(views, `${request.name}.js`)).toString(),
    body: request.body,
  });
  return panel;
}

function isReady(message: { readonly kind: string }): message is Ready {
  return message.kind === 'ready';
}
