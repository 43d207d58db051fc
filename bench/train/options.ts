import { peers } from '../peers/peers.ts';

export interface TrainOptions {
  /** Sections (`steps`, `states`, `noise`, `figures`, `whole`) and cases, by the name in the table; undefined for all. */
  readonly only: readonly string[] | undefined;
  readonly peers: readonly string[] | undefined;
  readonly quick: boolean;
}

const USAGE =
  'usage: npm run bench -- train [--only NAME,…] [--peers NAME,…] [--quick] [--json | --markdown]';

/** @throws Error that says what is wrong and what there is */
export function readOptions(words: readonly string[]): TrainOptions {
  let only: string[] | undefined;
  let asked: string[] | undefined;
  let quick = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '--quick') quick = true;
    else if (word === '--only') only = listAfter(words, i++);
    else if (word === '--peers') asked = listAfter(words, i++);
    else throw new Error(`\`${word}\` means nothing here\n${USAGE}`);
  }
  const names = peers.map(({ name }) => name);
  const unknown = asked?.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Error(`no peer is called \`${unknown}\`; there are ${names.join(', ')}`);
  }
  return { only, peers: asked, quick };
}

function listAfter(words: readonly string[], place: number): string[] {
  const list = words[place + 1];
  if (list === undefined || list.startsWith('--')) {
    throw new Error(`\`${words[place]!}\` needs names after it\n${USAGE}`);
  }
  return list.split(',');
}
