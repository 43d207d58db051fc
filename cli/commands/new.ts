import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UserProblem } from '../../runtime/program/problem.ts';
import { defineCommand } from '../command.ts';
import { nodeHost } from '../host.ts';
import { packagePath } from '../package.ts';

/** Each is an example of the package that makes its own data. */
const templates = {
  moons: 'two half moons told apart by two features',
  scenes: 'a picture and a sound, and only both together tell the scene',
  valence: 'a score from sound and words',
} as const;

type Template = keyof typeof templates;

export const newCommand = defineCommand({
  options: (yargs) =>
    yargs
      .positional('dir', { type: 'string', demandOption: true, describe: 'folder to make' })
      .option('template', {
        choices: Object.keys(templates) as Template[],
        default: 'moons' as const,
        requiresArg: true,
        describe: 'what to start from',
      }),
  run: ({ dir, template }) => {
    refuseFilledFolder(dir);
    const host = nodeHost();
    const files = Object.entries(projectFiles(dir, template)).map(([name, content]) => {
      const path = join(dir, name);
      host.write(path, content);
      return path;
    });
    const steps = dir === '.' ? [] : [`cd ${dir}`];
    const next = [...steps, 'qmm train main.qmm'].map((line) => `  ${line}`);
    const made = files.map((file) => `  ${file}`);
    return { fields: { files }, text: ['Made', ...made, '', 'Next', ...next].join('\n') };
  },
});

function projectFiles(dir: string, template: Template): Record<string, string> {
  const example = readFileSync(packagePath(`examples/${template}/main.qmm`), 'utf8');
  return {
    'main.qmm': example,
    'README.md': readme(basename(resolve(dir)), template),
    '.gitignore':
      '# What training leaves; every run can be made again from its source and seed.\nruns/\n',
  };
}

function readme(name: string, template: Template): string {
  return `# ${name}

A quantum model in one file, \`main.qmm\`: ${templates[template]}. The data is made by qmm, from a seed.

| what | command |
| --- | --- |
| what is wrong, and the sizes | \`qmm check main.qmm\` |
| train it | \`qmm train main.qmm\` |
| how good is it? | \`qmm eval last\` |
| the circuit | \`qmm draw main.qmm\` |
| as OpenQASM | \`qmm compile main.qmm --to openqasm3 --out main.qasm\` |

A run goes to \`runs/\`, with its checkpoint, its metrics and a \`report.html\` that opens offline.

For data of your own, replace \`synthetic(...)\` in \`main.qmm\` by \`csv("table.csv")\`: a column for each modality and
label, or a path to a picture or a sound in its cells.
`;
}

function refuseFilledFolder(dir: string): void {
  const place = statSync(dir, { throwIfNoEntry: false });
  if (!place) return;
  const inside = place.isDirectory() ? readdirSync(dir) : undefined;
  if (inside?.length === 0) return;
  throw new UserProblem({
    code: 'argument-invalid',
    message: `\`${dir}\` is there already${inside ? `, with \`${inside[0] ?? ''}\` in it` : ' and is a file'}.`,
    help: 'Name a folder that is empty or not there yet; nothing is ever overwritten.',
    file: dir,
  });
}
