import { catalogue, explain } from '../../compiler/diagnostics/catalogue.ts';
import { wrap } from '../../compiler/diagnostics/render/columns.ts';
import { defineCommand } from '../command.ts';
import { UsageError } from '../exit.ts';
import { nearest } from '../nearest.ts';

const subjects = 'a code such as `size-mismatch`, or `synthetic` for the data that qmm makes';

export const explainCommand = defineCommand({
  options: (yargs) =>
    yargs.positional('code', { type: 'string', demandOption: true, describe: subjects }),
  run: async ({ code }, session) => {
    const found = code === 'synthetic' ? await explainSynthetic() : explain(code);
    if (!found) throw unknownCode(code);
    const { title, text } = found;
    const width = Math.min(session.out.width, 90);
    const head = `${session.out.paint.strong(title)} (${code})`;
    return { fields: { code, title, text }, text: [head, '', ...wrap(text, width)].join('\n') };
  },
});

function unknownCode(code: string): UsageError {
  const near = nearest(code, [...Object.keys(catalogue), 'synthetic']);
  return new UsageError(
    `There is nothing called \`${code}\` to explain.`,
    near === undefined ? `It takes ${subjects}.` : `Did you mean \`qmm explain ${near}\`?`,
  );
}

async function explainSynthetic(): Promise<{ title: string; text: string }> {
  const { describeSynthetic } = await import('../../runtime/data/index.ts');
  return { title: 'Synthetic data sources', text: describeSynthetic() };
}
