import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'threads',
    // All cores: the default leaves one free, which on a machine of two is half of them.
    maxWorkers: '100%',
    testTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['{cli,grammar,compiler,runtime,editor}/**/*.ts'],
    },
  },
});
