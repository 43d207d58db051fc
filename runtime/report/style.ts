/** Okabe and Ito's colours (2008); what they tell is also told by dashes, marks and words. */
export const STYLE = `
:root{color-scheme:light dark;--qmm-ink:#1b1f24;--qmm-paper:#fff;--soft:#5b6470;--rule:#d9dde2;--wash:#f4f6f8;--blue:#0072b2;--orange:#c04f00}
@media (prefers-color-scheme:dark){:root{--qmm-ink:#e6e8eb;--qmm-paper:#14171a;--soft:#a4adb8;--rule:#343a41;--wash:#1d2125;--blue:#56b4e9;--orange:#e69f00}}
@media print{:root{color-scheme:light;--qmm-ink:#000;--qmm-paper:#fff;--soft:#444;--rule:#bbb;--wash:#f4f6f8;--blue:#0072b2;--orange:#c04f00}section,figure{break-inside:avoid}details:not([open])>*:not(summary){display:none}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:66rem;padding:1rem 1rem 4rem;color:var(--qmm-ink);background:var(--qmm-paper);font:16px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif}
h1{margin:1rem 0 .2rem;line-height:1.2}
h2{margin:2.2rem 0 .8rem;padding-top:.6rem;border-top:1px solid var(--rule);font-size:1.2rem}
.under{margin:0;color:var(--soft)}
.verdict{margin:1rem 0;padding:.8rem 1rem;background:var(--wash);border-left:4px solid var(--blue);font-size:1.1rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .9rem .3rem 0;text-align:right;border-bottom:1px solid var(--rule);white-space:nowrap}
th:first-child{text-align:left}
thead th{color:var(--soft);font-weight:500}
tbody th{font-weight:600}
.facts td{text-align:left;white-space:normal;overflow-wrap:anywhere}
.charts{display:flex;flex-wrap:wrap;gap:1rem 2rem}
figure{margin:0;flex:1 1 20rem;max-width:32rem}
figcaption{font-weight:600}
figcaption output{font-weight:400;color:var(--soft);font-variant-numeric:tabular-nums}
svg text{fill:currentColor;dominant-baseline:central;font-size:12px}
.chart{display:block;width:100%;height:auto;touch-action:pan-y}
.grid{stroke:var(--rule)}
.level{stroke:currentColor;stroke-width:1.5;stroke-dasharray:1 3}
.tick,.axis{fill:var(--soft)}
.left{text-anchor:end}
.middle{text-anchor:middle}
.line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.line.train{stroke:var(--blue)}
.line.validate{stroke:var(--orange);stroke-dasharray:6 4}
.band{opacity:.18}
.band.train{fill:var(--blue)}
.band.validate{fill:var(--orange)}
.line.series0,.dot.series0{stroke:var(--blue)}
.line.series1,.dot.series1{stroke:var(--orange)}
.line.series2,.dot.series2{stroke:#009e73}
.line.series3,.dot.series3{stroke:#cc79a7}
.line.series1{stroke-dasharray:6 4}
.line.series2{stroke-dasharray:2 4}
.line.series3{stroke-dasharray:9 3 2 3}
.dot{fill:var(--qmm-paper);stroke-width:1.5}
.bar.series0,.end.series0{fill:var(--blue)}
.bar.series1,.end.series1{fill:var(--orange)}
.bar.series2,.end.series2{fill:#009e73}
.bar.series3,.end.series3{fill:#cc79a7}
.worrying{border-left:4px solid var(--orange);padding-left:.8rem}
.end{font-weight:600}
.end.train{fill:var(--blue)}
.end.validate{fill:var(--orange)}
.mark{fill:var(--qmm-paper);stroke:currentColor;stroke-width:2}
.cursor[hidden]{display:none}
.cursor{stroke:var(--soft);stroke-dasharray:2 2}
.confusion{max-width:none}
.cell{fill:color-mix(in srgb,#0072b2 calc(var(--share)*92%),var(--wash))}
.confusion .on-dark{fill:#fff;font-weight:600}
.confusion .faint{opacity:.4}
table.drawings td{text-align:left}
table.drawings svg{margin-right:.5rem;vertical-align:middle}
.on{fill:var(--qmm-ink)}
.off{fill:var(--wash);stroke:var(--rule)}
div.verdict p{margin:.2rem 0}
.wide{max-width:none}
svg.panels{min-width:38rem;max-width:56rem}
svg.intervals{max-width:52rem;min-width:30rem}
.intervals .score{stroke:currentColor;opacity:.35}
.intervals .whisker{stroke-width:2}
.intervals .dot{fill:var(--qmm-paper);stroke-width:2}
.intervals .model{stroke:var(--orange)}
.intervals .classical{stroke:var(--blue)}
.intervals .twin{stroke:#009e73}
.intervals .ablation{stroke:#aa4f8a}
.intervals .rival{stroke:var(--soft)}
.intervals g text{stroke:none}
.intervals .model text{font-weight:600}
pre{overflow-x:auto;padding:.8rem 1rem;background:var(--wash);font:13px/1.5 ui-monospace,Menlo,Consolas,monospace;tab-size:2}
@media print{pre{white-space:pre-wrap}}
code{font-family:ui-monospace,Menlo,Consolas,monospace}
summary{cursor:pointer;padding:.4rem 0}
@media (max-width:30rem){body{padding:.5rem .7rem 3rem}th,td{padding-right:.6rem}}
`.trim();
