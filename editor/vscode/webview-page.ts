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

/** The page of a panel: one script of the extension's own, styles, and nothing from elsewhere. */
export function webviewPage({ title, style, source, script, body }: PageRequest): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src ${source}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<title>${escape(title)}</title>
<style>:root{--qmm-ink:var(--vscode-editor-foreground);--qmm-paper:var(--vscode-editor-background)}
body{color:var(--qmm-ink);background:var(--qmm-paper)}${style}</style>
</head>
<body>
${body}
<script src="${escape(script)}"></script>
</body>
</html>
`;
}
