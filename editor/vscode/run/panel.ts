import { relative } from 'node:path';
import type { ExtensionContext, WebviewPanel } from 'vscode';
import { STYLE } from '../../../runtime/report/style.ts';
import { openPanel } from '../panel.ts';
import { followRuns } from './follow.ts';
import { runFigures } from './figures.ts';
import type { ToRunPage } from './messages.ts';

/** The panel of the latest run: one for the window. */
export interface RunPanel {
  /**
   * Opens it and shows the latest run of the folder that has `runs/` in it, from now on as it grows.
   * @param since runs written before do not count, in milliseconds of the system's clock
   */
  follow(folder: string, since?: number): void;
  dispose(): void;
}

export function createRunPanel(context: ExtensionContext): RunPanel {
  let panel: WebviewPanel | undefined;
  let following: { dispose(): void } | undefined;
  let markup = '<p>Waiting for the first epoch.</p>';
  const show = (next: string): void => {
    markup = next;
    const message: ToRunPage = { markup };
    void panel?.webview.postMessage(message);
  };
  const close = (): void => {
    following?.dispose();
    following = undefined;
    panel = undefined;
  };
  return {
    follow: (folder, since) => {
      following?.dispose();
      panel ??= openPanel<never>(context, {
        name: 'run',
        title: 'qmm run',
        style: STYLE,
        body: '<main aria-live="polite"></main>',
        onReady: () => show(markup),
        onMessage: () => undefined,
        onClose: close,
      });
      show(
        since === undefined ? '<p>There is no run yet.</p>' : '<p>Waiting for the first epoch.</p>',
      );
      following = followRuns({
        folder,
        ...(since === undefined ? {} : { since }),
        onChange: (state) => show(runFigures(relative(folder, state.folder), state.metrics)),
      });
    },
    dispose: () => {
      panel?.dispose();
    },
  };
}
