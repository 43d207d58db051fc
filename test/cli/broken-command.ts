// Loaded before qmm: makes `qmm explain` fail as only a fault of ours can.
import { registerHooks } from 'node:module';

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('/cli/commands/explain.ts')) return nextLoad(url, context);
    return {
      format: 'module',
      shortCircuit: true,
      source:
        'export const explainCommand = { options: (y) => y.positional("code", {}), run() { throw new RangeError("broken on purpose"); } };',
    };
  },
});
