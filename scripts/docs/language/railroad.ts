import type { GrammarRule } from '../../../grammar/rules.ts';
import { track } from '../../../grammar/railroad/track.ts';

const style = `
    path { fill: none; stroke: #57606a; stroke-width: 1.5; }
    rect { stroke: #57606a; stroke-width: 1.5; }
    .sheet { fill: #fff; stroke: none; }
    .terminal { fill: #ddf4e4; }
    .rule { fill: #dbe9fb; }
    text { font: 14px ui-monospace, monospace; text-anchor: middle; fill: #1b1f24; }
    @media (prefers-color-scheme: dark) {
      .sheet { fill: #0d1117; }
      path, rect { stroke: #8b949e; }
      .terminal { fill: #12361f; }
      .rule { fill: #14294a; }
      text { fill: #e6edf3; }
    }
`;

/** One rule as a picture of its own, for pages that cannot hold SVG themselves. */
export function railroadPicture({ name, definition }: GrammarRule): string {
  const drawn = track(definition);
  const margin = 20;
  const width = Math.ceil(drawn.width + 2 * margin);
  const baseline = Math.ceil(drawn.above + 4);
  const height = Math.ceil(baseline + drawn.below + 4);
  const body = drawn.draw(margin, baseline).replace(/<\/?a(?: [^>]*)?>/g, '');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
  <title>${name}</title>
  <style>${style}  </style>
  <rect class="sheet" width="${width}" height="${height}"/>
  <path d="M4 ${baseline - 8}v16M4 ${baseline}h${margin - 4}"/>
  <path d="M${margin + drawn.width} ${baseline}H${width - 4}M${width - 4} ${baseline - 8}v16"/>
  ${body}
</svg>
`;
}
