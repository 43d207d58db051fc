import { format, resolveConfig } from 'prettier';
import { markdownTable } from './table.ts';
import type { Table } from './table.ts';

/** Names of the tables that a README marks: `<!-- table NAME -->`, the table, `<!-- end -->`. */
export function markedTables(readme: string): string[] {
  return [...readme.matchAll(MARKED)].map(([, name]) => name!);
}

/**
 * A README with its marked tables replaced, in prettier's form.
 * @param tables by name; a table that is not among them stays as it is
 * @param path of the README, for prettier's settings
 */
export async function withTables(
  readme: string,
  tables: ReadonlyMap<string, Table>,
  path: string,
): Promise<string> {
  const text = readme.replaceAll(MARKED, (whole, name: string) => {
    const table = tables.get(name);
    return table ? `<!-- table ${name} -->\n\n${markdownTable(table)}\n\n<!-- end -->` : whole;
  });
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

const MARKED = /<!-- table (\S+) -->[^]*?<!-- end -->/g;
