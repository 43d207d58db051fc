import { escape } from '../../runtime/report/markup.ts';

interface PageRequest {
  readonly title: string;
  readonly style: string;
  /** Where the page may load its script from, and the script. */
  readonly source: string;
  readonly script: string;
  /** Markup. */
  readonly body: string;
}

/** The colours of the editor, whatever the system around it prefers; behind the page's own style, so that it counts. */
const THEME = `
:root{--qmm-ink:var(--vscode-editor-foreground);--qmm-paper:var(--vscode-editor-background);--soft:var(--vscode-descriptionForeground);--rule:var(--vscode-editorWidget-border);--blue:var(--vscode-charts-blue);--orange:var(--vscode-charts-orange)}
body{color:var(--qmm-ink);background:var(--qmm-paper);font-family:var(--vscode-font-family)}
`;

/** The page of a panel: one script of the extension's own, styles, and nothing from elsewhere. */
export function webviewPage({ title, style, source, script, body }: PageRequest): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src ${source}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<title>${escape(title)}</title>
<style>${style}${THEME}</style>
</head>
<body>
${body}
<script src="${escape(script)}"></script>
</body>
</html>
`;
}
