/** Marks are told by a line around the gate too, not by colour alone. */
export const STYLE = `
html{scrollbar-gutter:stable}
body{margin:0;padding:8px;font-family:var(--vscode-font-family)}
svg{max-width:none;height:auto}
label{float:right}
main.stale{opacity:.5}
#note{margin:0;min-height:1.4em;color:var(--vscode-descriptionForeground)}
[data-part]{cursor:pointer}
[data-part]:focus{outline:none}
[data-part]:is(:hover,:focus-visible,.marked)>:is(rect,circle,path,line){stroke:var(--vscode-focusBorder);stroke-width:2.5}
[data-part].marked{filter:drop-shadow(0 0 3px var(--vscode-focusBorder))}
`;
