import { defineCommand } from '../command.ts';

export const lspCommand = defineCommand({
  options: (yargs) =>
    yargs.option('stdio', { type: 'boolean', describe: 'talk over standard input and output' }),
  run: async () => {
    const { startServer } = await import('../../editor/lsp/server.ts');
    startServer();
    return { fields: {}, text: '', silent: true };
  },
});
