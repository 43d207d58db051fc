import { parse } from '../../grammar/index.ts';
import { UnreadableText } from './unreadable-text.ts';

/**
 * A text in the one form that all .qmm files have: two spaces, 100 columns, `\n` at line ends. Formatting a second time
 * changes nothing.
 *
 * @throws UnreadableText where the text has syntax errors
 */
export async function formatText(text: string): Promise<string> {
  // Prettier is large, and most who import the compiler never format.
  const [{ format }, plugin] = await Promise.all([
    import('prettier/standalone'),
    import('./plugin.ts'),
  ]);
  try {
    return await format(text.replace(/^\uFEFF/, ''), {
      parser: 'qmm',
      plugins: [plugin],
      printWidth: 100,
      endOfLine: 'lf',
    });
  } catch (error) {
    // Prettier counts in a text whose line ends it has made its own.
    if (error instanceof UnreadableText) throw new UnreadableText(parse(text).problems);
    throw error;
  }
}
