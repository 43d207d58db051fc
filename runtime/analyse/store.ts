import * as v from 'valibot';
import { checkpointHash, parseAs, readText } from '../checkpoint/files.ts';
import { readableJson } from '../checkpoint/json.ts';
import type { Host } from '../host.ts';
import { type Analysis, FIGURES } from './figure.ts';

const text = v.string();
const axis = v.object({ name: text, scale: v.picklist(['linear', 'log']) });
const series = v.object({
  name: text,
  points: v.array(v.tuple([v.number(), v.number()])),
  bars: v.optional(v.literal(true)),
});
const panels = v.object({
  title: text,
  y: axis,
  level: v.object({ name: text, value: v.number() }),
  panels: v.array(v.object({ x: axis, series: v.array(series) })),
});
const figure = v.object({
  name: v.picklist(FIGURES),
  title: text,
  meaning: text,
  worrying: v.boolean(),
  rows: v.array(v.object({ of: text, what: text, value: v.number() })),
  panels: v.optional(panels),
  plots: v.array(v.object({ title: text, x: axis, y: axis, series: v.array(series) })),
  values: v.record(text, v.unknown()),
});
const schema = v.object({
  format: v.literal('qmm-analysis'),
  version: v.literal(1),
  /** SHA-256 of the checkpoint.json that they are of. */
  checkpoint: text,
  figures: v.array(figure),
  left: v.array(v.object({ figure: v.picklist(FIGURES), of: text, reason: text })),
});

/** Puts figures into `analysis.json` of a run folder; those told before stay, unless they are told again. */
export function writeAnalysis(folder: string, analysis: Analysis, host: Host): void {
  const before = readAnalysis(folder, host) ?? { figures: [], left: [] };
  const isNew = (name: string): boolean =>
    analysis.figures.some((each) => each.name === name) ||
    analysis.left.some(({ figure }) => figure === name);
  const all = [...before.figures.filter(({ name }) => !isNew(name)), ...analysis.figures];
  const figures = FIGURES.flatMap((name) => all.filter((each) => each.name === name));
  const left = [...before.left.filter(({ figure }) => !isNew(figure)), ...analysis.left];
  const checkpoint = checkpointHash(host, folder);
  const stored = { format: 'qmm-analysis', version: 1, checkpoint, figures, left };
  host.write(fileOf(folder), readableJson(stored));
}

/** The figures of a run; undefined where none were told since it was trained. @throws UserProblem `run-damaged` */
export function readAnalysis(folder: string, host: Host): Analysis | undefined {
  const file = fileOf(folder);
  const content = readText(host, file);
  if (content === undefined) return undefined;
  const { checkpoint, figures, left } = parseAs(schema, content, file);
  if (checkpoint !== checkpointHash(host, folder)) return undefined;
  // JSON says what is optional by leaving it out.
  return { figures: figures as Analysis['figures'], left };
}

function fileOf(folder: string): string {
  return `${folder}/analysis.json`;
}
