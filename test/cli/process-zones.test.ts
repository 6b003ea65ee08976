import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { processTables } from '../../src/cli/process-zones.ts';
import { intlTables } from '../../src/schedule/zone-tables.ts';
import { folder } from '../support/cli.ts';

const day = 86_400;
const from = Date.UTC(2026, 0, 1) / 1000;
/** Every twelve days of five years: each season of a clock that changes twice a year. */
const instants = Array.from({ length: 152 }, (_, index) => from + index * 12 * day);

describe('the clock of the process and the formatter show the same tables', () => {
  test('every zone that is listed', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    expect(zones.length).toBeGreaterThan(400);
    for (const zone of zones) {
      const [fast, slow] = [processTables, intlTables].map((tables) => tables.withZone(zone, (offsetAt) => instants.map(offsetAt)));
      expect(fast, zone).toEqual(slow);
      expect(processTables.canonicalName(zone), zone).toBe(intlTables.canonicalName(zone));
    }
  });

  test('the second at which a clock changes', () => {
    // London: 29 March 2026, 01:00 UTC.
    const change = Date.UTC(2026, 2, 29, 1) / 1000;
    for (const tables of [processTables, intlTables])
      expect(tables.withZone('Europe/London', (offsetAt) => [offsetAt(change - 1), offsetAt(change)])).toEqual([0, 3600]);
  });

  test('aliases, other casings and names of no zone', () => {
    for (const name of ['US/Eastern', 'asia/shanghai', 'UTC', 'Mars/Olympus', ''])
      expect(processTables.canonicalName(name)).toBe(intlTables.canonicalName(name));
    expect(processTables.withZone('US/Eastern', (offsetAt) => offsetAt(from))).toBe(-5 * 3600);
    for (const tables of [processTables, intlTables])
      expect(() => tables.withZone('Mars/Olympus', (offsetAt) => offsetAt(from))).toThrow(RangeError);
  });
});

test('the process keeps its own zone, also where what asks fails', () => {
  const own = (): string => new Date(2026, 6, 1).toString();
  for (const zone of [undefined, 'America/New_York']) {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    const before = own();
    processTables.withZone('Asia/Tokyo', (offsetAt) => offsetAt(from));
    expect(() =>
      processTables.withZone('Asia/Tokyo', () => {
        throw new Error('failed');
      }),
    ).toThrow('failed');
    expect([own(), process.env['TZ']]).toEqual([before, zone]);
  }
  delete process.env['TZ'];
});

describe('in a worker, which cannot change its zone, the tables are those of the formatter', () => {
  // Zones that a single question about one of them could take for it: Kolkata and Kathmandu had one offset in 1970.
  test.each(['Asia/Kathmandu', 'Asia/Kolkata', 'Asia/Tokyo', 'America/Phoenix', 'UTC'])('of a process in %s', async (TZ) => {
    const cwd = folder();
    const outfile = join(cwd, 'zones.cjs');
    await build({ entryPoints: [join(import.meta.dirname, '../../src/cli/process-zones.ts')], bundle: true, outfile, platform: 'node' });
    const asked = `const { processTables } = require(${JSON.stringify(outfile)});
      require('node:worker_threads').parentPort.postMessage(processTables.withZone('Europe/London', (offsetAt) => offsetAt(${from + 180 * day})));`;
    const run = `new (require('node:worker_threads').Worker)(${JSON.stringify(asked)}, { eval: true }).on('message', (said) => console.log(said));`;
    expect(execFileSync(process.execPath, ['-e', run], { env: { TZ }, encoding: 'utf8' })).toBe('3600\n');
  });
});
