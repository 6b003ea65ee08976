import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A test without an assertion cannot fail.
    expect: { requireAssertions: true },
    // Whole processes and real HTTP need more than the default on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
