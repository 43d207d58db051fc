import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import qmm from '../../importer/rollup.ts';
import type { Report, Row } from '../bench.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * What the package weighs: on disk, and in a page that imports a model to predict, or to train too. Comes after
 * `npm run build`.
 */
export async function run(): Promise<Report> {
  const dist = join(ROOT, 'dist');
  if (!existsSync(join(dist, 'index.js'))) throw new Error('`npm run build` comes first.');
  const model = join(ROOT, 'examples', 'moons', 'main.qmm');
  const predict = `import { Moons } from '${model}';
console.log(Moons.predict({ point: [0, 1] }, Moons.load(globalThis.checkpoint)));`;
  const train = `${predict}\nvoid Moons.fit(globalThis.samples);`;
  return {
    notes: [
      'Files of `dist` as they are published, without source maps, and gzipped each for itself.',
      'Pages: bundled and minified by Rolldown, which Vite bundles with, for `examples/moons`.',
    ],
    rows: [
      filesRow('the program, all commands', dist, (name) => name.endsWith('.js')),
      filesRow('the library', dist, (name) => name === 'index.js'),
      filesRow('the library, parsed before', dist, (name) => name === 'library.json'),
      await pageRow('a page that predicts', predict),
      await pageRow('a page that trains too', train),
    ],
  };
}

function filesRow(what: string, folder: string, counts: (name: string) => boolean): Row {
  const paths = readdirSync(folder)
    .filter(counts)
    .map((name) => join(folder, name));
  const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  const packed = paths.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0);
  return sizeRow(what, bytes, packed);
}

async function pageRow(what: string, code: string): Promise<Row> {
  const page = 'page.js';
  const bundle = await rolldown({
    input: page,
    platform: 'browser',
    logLevel: 'silent',
    resolve: { alias: { qmm: join(ROOT, 'dist', 'index.js') } },
    plugins: [
      qmm({ declarations: false }),
      {
        name: 'page',
        resolveId: (id) => (id === page ? join(ROOT, page) : null),
        load: (id) => (id === join(ROOT, page) ? code : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'es', minify: true });
  await bundle.close();
  const codes = output.flatMap((one) => (one.type === 'chunk' ? [one.code] : []));
  const bytes = codes.reduce((sum, each) => sum + each.length, 0);
  return sizeRow(
    what,
    bytes,
    codes.reduce((sum, each) => sum + gzipSync(each).length, 0),
  );
}

function sizeRow(what: string, bytes: number, packed: number): Row {
  return { what, kB: Math.round(bytes / 1000), gzipKB: Math.round(packed / 1000) };
}
