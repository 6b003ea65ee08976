import { defineConfig, mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** `npm run test:with sandbox`: the tests that need programs of the system. */
export default defineConfig({ test: { ...mergeConfig(config, {}).test, include: ['test/sandbox/*.sandbox.ts'] } });
