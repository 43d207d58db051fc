import { element, escape } from './markup.ts';
import { STYLE } from './style.ts';

/**
 * A whole page that opens offline: nothing in it asks for another file, and it may load none.
 * @param parts markup, one after another; empty ones are left out
 */
export function htmlPage(title: string, parts: readonly string[], script = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escape(title)}</h1>
${parts.filter((part) => part !== '').join('\n')}${script === '' ? '' : `\n<script>${script}</script>`}
</body>
</html>
`;
}

/** A part of a page with a heading; nothing where it has no content. */
export function section(title: string, content: string): string {
  return content === '' ? '' : element('section', {}, element('h2', {}, escape(title)), content);
}
