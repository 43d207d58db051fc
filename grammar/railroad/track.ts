import type { Part } from '../rules.ts';

/** A drawn part: how far it reaches around its line, and its SVG when the line starts at a point. */
export interface Track {
  readonly width: number;
  readonly above: number;
  readonly below: number;
  readonly draw: (x: number, y: number) => string;
}

const letter = 8.4;
const boxPadding = 10;
const boxHalf = 13;
const gap = 12;
const curve = 10;

/** Lays a rule's right side out as a railroad track, read from left to right. */
export function track(part: Part): Track {
  switch (part.kind) {
    case 'terminal':
      return box(part.text.replace(/^"(.*)"$/, '$1'), 'terminal');
    case 'rule':
      return box(part.name, 'rule');
    case 'sequence':
      return inSequence(part.parts.map(track));
    case 'choice':
      return oneOf(part.parts.map(track));
    case 'optional':
      return oneOf([line(0), track(part.part)]);
    case 'repeated':
      return oneOf([line(0), again(track(part.part))]);
  }
}

/** Escapes text for SVG and HTML. */
export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function box(text: string, kind: 'terminal' | 'rule'): Track {
  const width = text.length * letter + 2 * boxPadding;
  return {
    width,
    above: boxHalf,
    below: boxHalf,
    draw: (x, y) => {
      const radius = kind === 'terminal' ? boxHalf : 3;
      const shape = `<rect class="${kind}" x="${x}" y="${y - boxHalf}" width="${round(width)}" height="${2 * boxHalf}" rx="${radius}"/>`;
      const label = `<text x="${round(x + width / 2)}" y="${y + 5}">${escape(text)}</text>`;
      return kind === 'rule' ? `<a href="#${escape(text)}">${shape}${label}</a>` : shape + label;
    },
  };
}

function line(width: number): Track {
  return { width, above: 0, below: 0, draw: (x, y) => path(`M${x} ${y}h${round(width)}`) };
}

function inSequence(tracks: readonly Track[]): Track {
  return {
    width: sum(tracks.map(({ width }) => width)) + gap * (tracks.length - 1),
    above: Math.max(...tracks.map(({ above }) => above)),
    below: Math.max(...tracks.map(({ below }) => below)),
    draw: (x, y) => {
      let at = x;
      return tracks
        .map((one, index) => {
          const joint = index === 0 ? '' : path(`M${round(at - gap)} ${y}h${gap}`);
          const drawn = joint + one.draw(round(at), y);
          at += one.width + gap;
          return drawn;
        })
        .join('');
    },
  };
}

/** The first alternative stays on the line; the others branch off below it. */
function oneOf(tracks: readonly Track[]): Track {
  const inner = Math.max(...tracks.map(({ width }) => width));
  const width = inner + 4 * curve;
  const drops: number[] = [];
  let depth = 0;
  tracks.forEach(({ above, below }, index) => {
    if (index > 0) depth += above + gap;
    drops.push(index === 0 ? 0 : Math.max(depth, 2 * curve));
    depth = drops[index]! + below;
  });
  return {
    width,
    above: tracks[0]!.above,
    below: depth,
    draw: (x, y) =>
      tracks.map((one, index) => branch(one, x, y, { drop: drops[index]!, inner, width })).join(''),
  };
}

function branch(
  one: Track,
  x: number,
  y: number,
  { drop, inner, width }: { drop: number; inner: number; width: number },
): string {
  const left = round(x + 2 * curve);
  const rest = round(inner - one.width);
  const drawn = one.draw(left, y + drop);
  const end = round(left + one.width);
  if (drop === 0) {
    return path(`M${x} ${y}h${2 * curve}`) + drawn + path(`M${end} ${y}h${rest + 2 * curve}`);
  }
  const fall = drop - 2 * curve;
  const down = `M${x} ${y}q${curve} 0 ${curve} ${curve}v${fall}q0 ${curve} ${curve} ${curve}`;
  const up = `M${end} ${y + drop}h${rest}q${curve} 0 ${curve} -${curve}v${-fall}q0 -${curve} ${curve} -${curve}`;
  return path(down) + drawn + path(up) + path(`M${round(x + width)} ${y}h0`);
}

/** A way back over the top, to read the part once more. */
function again(one: Track): Track {
  const rise = one.above + gap;
  return {
    width: one.width + 4 * curve,
    above: rise,
    below: one.below,
    draw: (x, y) => {
      const left = x + 2 * curve;
      const end = round(left + one.width);
      const climb = rise - 2 * curve;
      const back =
        `M${end} ${y}q${curve} 0 ${curve} -${curve}v${-climb}q0 -${curve} -${curve} -${curve}` +
        `h${round(-one.width)}q-${curve} 0 -${curve} ${curve}v${climb}q0 ${curve} ${curve} ${curve}`;
      return (
        path(`M${x} ${y}h${2 * curve}`) +
        one.draw(left, y) +
        path(`M${end} ${y}h${2 * curve}`) +
        path(back)
      );
    },
  };
}

function path(d: string): string {
  return `<path d="${d}"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
