import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ViewColumn, window } from 'vscode';
import { latestRun } from '../run/latest-run.ts';

/** Shows the report of the latest run of a folder; it is one page that needs nothing else. */
export function showReportCommand(folder: string): void {
  const run = latestRun(folder);
  const report = run === undefined ? undefined : join(run, 'report.html');
  if (run === undefined || report === undefined || !existsSync(report)) {
    const reason = run === undefined ? 'There is no run yet' : `${run} has no report yet`;
    void window.showInformationMessage(`${reason}: a report is written when a training ends.`);
    return;
  }
  const panel = window.createWebviewPanel(
    'qmm.report',
    relative(folder, run),
    ViewColumn.Active,
    // Its charts answer to the mouse.
    { enableScripts: true, localResourceRoots: [] },
  );
  panel.webview.html = readFileSync(report, 'utf8');
}
