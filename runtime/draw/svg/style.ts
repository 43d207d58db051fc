/**
 * Colours of Okabe and Ito (2008), told apart by colour-blind readers; every role also differs in its line.
 *
 * A page around the drawing may set `--qmm-ink` and `--qmm-paper`; a drawing that stands alone follows the system.
 * Viewers that know no custom properties (librsvg, Inkscape) skip what uses them, so a plain colour stands before each.
 */
export const STYLE = `
.qmm-drawing{color:#1b1f24;color:var(--qmm-ink,#1b1f24);--paper:var(--qmm-paper,#fff);font:12px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}
@media (prefers-color-scheme:dark){.qmm-drawing{color:var(--qmm-ink,#e6e8eb);--paper:var(--qmm-paper,#14171a)}}
@media print{.qmm-drawing{color:#000;--paper:#fff}}
.qmm-drawing text{fill:currentColor;dominant-baseline:central}
.qmm-drawing .middle{text-anchor:middle}
.qmm-drawing .strong{font-weight:600}
.qmm-drawing .quiet{opacity:.75}
.qmm-drawing .sheet{fill:#fff;fill:var(--paper)}
.qmm-drawing .wire{stroke:currentColor;stroke-opacity:.45;fill:none}
.qmm-drawing .join{stroke:currentColor;stroke-width:1.4;fill:none}
.qmm-drawing .bit{stroke:currentColor;stroke-opacity:.7;fill:none}
.qmm-drawing .dot{fill:currentColor}
.qmm-drawing .box{fill:#fff;fill:var(--paper);stroke:currentColor;stroke-width:1.1}
.qmm-drawing .ring{fill:#fff;fill:var(--paper);stroke:currentColor;stroke-width:1.4}
.qmm-drawing .frame{fill-opacity:.13;stroke-width:1.3}
.qmm-drawing .encode{fill:#0072b2;stroke:#0072b2}
.qmm-drawing .evolve{fill:#009e73;stroke:#009e73;stroke-dasharray:6 3}
.qmm-drawing .fuse{fill:#d55e00;stroke:#d55e00;stroke-width:2}
.qmm-drawing .other{fill:#808080;stroke:#808080;stroke-dasharray:2 3}
`.trim();
