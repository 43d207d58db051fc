import { UsageError } from '../../cli/exit.ts';
import { peers } from '../peers/peers.ts';
import { cases } from './cases.ts';

export interface TrainOptions {
  /** Sections (`steps`, `states`, `noise`, `figures`, `whole`) and cases, by the name in the table; undefined for all. */
  readonly only: readonly string[] | undefined;
  readonly peers: readonly string[] | undefined;
  readonly quick: boolean;
}

const USAGE =
  'usage: npm run bench -- train [--only NAME,…] [--peers NAME,…] [--quick] [--json | --markdown]';

/** What there is beside cases: sections of them, and parts that are not a case. */
const SECTIONS = [
  'steps',
  'states',
  'noise',
  'figures',
  'hardware',
  'latency',
  'whole',
  'av-digits',
];

/** @throws UsageError that says what is wrong and what there is */
export function readOptions(words: readonly string[]): TrainOptions {
  let only: string[] | undefined;
  let asked: string[] | undefined;
  let quick = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '--quick') quick = true;
    else if (word === '--only') only = listAfter(words, i++);
    else if (word === '--peers') asked = listAfter(words, i++);
    else throw new UsageError(`\`${word}\` means nothing here.`, USAGE);
  }
  requireKnown(
    'peer',
    asked,
    peers.map(({ name }) => name),
  );
  requireKnown('section or case', only, [...SECTIONS, ...cases.map(({ title }) => title)]);
  return { only, peers: asked, quick };
}

function requireKnown(
  what: string,
  asked: readonly string[] | undefined,
  known: readonly string[],
): void {
  const unknown = asked?.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new UsageError(`No ${what} is called \`${unknown}\`.`, `There are ${known.join(', ')}.`);
}

function listAfter(words: readonly string[], place: number): string[] {
  const list = words[place + 1];
  if (list === undefined || list.startsWith('--')) {
    throw new UsageError(`\`${words[place]!}\` needs names after it.`, USAGE);
  }
  return list.split(',');
}
