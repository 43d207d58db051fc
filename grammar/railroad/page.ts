import { printEbnf } from '../ebnf.ts';
import { grammarRules, type GrammarRule } from '../rules.ts';
import { escape, track } from './track.ts';

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; background: #fff; }
  h2 { font: 600 1rem ui-monospace, monospace; margin: 2rem 0 .25rem; }
  .scroll { overflow-x: auto; }
  svg path { fill: none; stroke: #57606a; stroke-width: 1.5; }
  svg rect { stroke: #57606a; stroke-width: 1.5; }
  svg .terminal { fill: #ddf4e4; }
  svg .rule { fill: #dbe9fb; }
  svg text { font: 14px ui-monospace, monospace; text-anchor: middle; fill: #1b1f24; }
  pre { overflow-x: auto; background: #f6f8fa; padding: 1rem; }
  @media (prefers-color-scheme: dark) {
    body { color: #e6edf3; background: #0d1117; }
    pre { background: #161b22; }
    svg path, svg rect { stroke: #8b949e; }
    svg .terminal { fill: #12361f; }
    svg .rule { fill: #14294a; }
    svg text { fill: #e6edf3; }
  }
`;

/** The grammar as a page of railroad diagrams: one HTML document, without scripts and without other files. */
export function railroadPage(rules: readonly GrammarRule[] = grammarRules()): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The grammar of qmm</title>
<style>${style}</style>
</head>
<body>
<h1>The grammar of qmm</h1>
<p>Follow a line from left to right. A round box is written as it stands, a square one is another rule.</p>
${rules.map(diagram).join('\n')}
<h1>As text</h1>
<pre>${escape(printEbnf(rules))}</pre>
</body>
</html>
`;
}

function diagram({ name, definition }: GrammarRule): string {
  const drawn = track(definition);
  const margin = 20;
  const width = Math.ceil(drawn.width + 2 * margin);
  const baseline = Math.ceil(drawn.above + 4);
  const height = Math.ceil(baseline + drawn.below + 4);
  const ends =
    `<path d="M4 ${baseline - 8}v16M4 ${baseline}h${margin - 4}"/>` +
    `<path d="M${margin + drawn.width} ${baseline}H${width - 4}M${width - 4} ${baseline - 8}v16"/>`;
  return `<h2 id="${name}">${name}</h2>
<div class="scroll"><svg width="${width}" height="${height}" role="img" aria-label="${name}">${ends}${drawn.draw(margin, baseline)}</svg></div>`;
}
