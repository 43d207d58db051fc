import type { Program } from '../program/index.ts';
import type { DrawOptions } from './options.ts';
import { drawSvg } from './svg.ts';
import { escape } from './svg/markup.ts';

const STYLE = `
:root{color-scheme:light dark;--qmm-ink:#1b1f24;--qmm-paper:#fff}
@media (prefers-color-scheme:dark){:root{--qmm-ink:#e6e8eb;--qmm-paper:#14171a}}
body{margin:1.5rem auto;max-width:64rem;padding:0 1rem;color:var(--qmm-ink);background:var(--qmm-paper);font:16px/1.5 system-ui,sans-serif}
summary{cursor:pointer;font-weight:600;padding:.5rem 0}
.drawing{overflow-x:auto}
`.trim();

/** A page that opens offline: the drawing by sentences and, folded away, with every gate. */
export function drawHtml(program: Program, options: DrawOptions = {}): string {
  const { level = 'source' } = options;
  const open = (each: string): string => (each === level ? ' open' : '');
  const drawings = (['source', 'lowered'] as const).map((each) => {
    const title = each === 'source' ? 'By sentence' : 'Every gate';
    const drawing = drawSvg(program, { ...options, level: each });
    return `<details${open(each)}><summary>${title}</summary><div class="drawing">${drawing}</div></details>`;
  });
  const title = escape(`Model ${program.model}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
${drawings.join('\n')}
</body>
</html>
`;
}
