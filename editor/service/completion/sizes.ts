import { compile } from '../../../compiler/index.ts';
import type { Candidate, Place } from './completion.ts';

/** The size that a register would have if the text left it out: `register q[|` next to what is encoded into it. */
export function inferredSize({ analysis, workspace, situation: { word } }: Place): Candidate[] {
  const before = /(\w+)\[\s*$/.exec(analysis.text.slice(0, word.start));
  const name = before?.[1];
  if (before === null || name === undefined) return [];
  const rest = analysis.text.slice(word.end).replace(/^\s*\]/, '');
  const text = analysis.text.slice(0, before.index + name.length) + rest;
  const { facts } = compile({
    entry: analysis.path,
    host: { read: (path) => (path === analysis.path ? text : workspace.read(path)) },
    library: workspace.library(),
    fixes: false,
  });
  const fact = facts.find(({ at }) => at.file === analysis.path && at.start === before.index);
  const size = /: (\d+) qubits?$/.exec(fact?.text ?? '')?.[1];
  if (size === undefined) return [];
  return [
    {
      label: size,
      kind: 'size',
      detail: fact?.text ?? '',
      text: 'What the text around asks for.',
      rank: 0,
    },
  ];
}
