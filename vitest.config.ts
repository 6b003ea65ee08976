import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A test without an assertion cannot fail.
    expect: { requireAssertions: true },
    // Most tests wait: one worker for each processor, not one less.
    maxWorkers: '100%',
    // Whole processes and real HTTP need more than the default on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
