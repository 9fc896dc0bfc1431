import fc from 'fast-check';
import { createCompany } from '../company';
import { EventTable, ReadOptions } from '../nrql-engine/source';
import { sourceOf } from './__testUtils__/sourceOf';
import { DAY, HOUR, MINUTE } from './calendar';

const NOW = Date.UTC(2026, 10, 24, 18, 7, 31);
const company = createCompany({ seed: 'transactions' });
const source = sourceOf(company, NOW);
const accountId = company.newRelicAccounts[0].id;

function read(options: Partial<ReadOptions>): EventTable {
  return source.read({
    accountId,
    eventType: 'Transaction',
    begin: NOW - HOUR,
    end: NOW,
    attributes: new Set(),
    ...options,
  })!;
}

function total(table: EventTable, matches = (_row: number) => true): number {
  let sum = 0;
  for (let row = 0; row < table.length; row++) {
    sum += matches(row) ? table.weight[row] : 0;
  }
  return sum;
}

const only = (name: string) =>
  new Map([['appName', (value: string) => value === name]]);

function flags(table: EventTable, name: string): Int8Array {
  const column = table.columns.get(name);
  if (column?.type !== 'boolean') {
    throw new Error(`No flags ${name}`);
  }
  return column.values;
}

describe('transactionTable', () => {
  it('counts the same requests however time is cut and whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 * DAY }),
        fc.integer({ min: 1, max: 9 * HOUR }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 20_000, max: 5 * HOUR }),
        (age, length, share, bucketMillis) => {
          const begin = NOW - age - length;
          const end = begin + length;
          const middle = begin + Math.floor(length * share);
          const count = (from: number, to: number, more = {}) =>
            total(
              read({
                begin: from,
                end: to,
                accepts: only('payment-orchestrator'),
                ...more,
              }),
            );
          const whole = count(begin, end);
          expect(count(begin, middle) + count(middle, end)).toBe(whole);
          expect(count(begin, end, { bucketMillis })).toBe(whole);
          for (const attributes of [
            new Set(['duration']),
            new Set(['host', 'http.statusCode']),
            new Set(['host', 'duration', 'error']),
          ]) {
            expect(count(begin, end, { attributes })).toBe(whole);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives rows of whole requests within the window, each in its bucket', () => {
    const begin = NOW - 2 * HOUR;
    const bucketMillis = 5 * MINUTE;
    const table = read({
      begin,
      bucketMillis,
      attributes: 'all',
      accepts: only('api-gateway'),
    });
    expect(table.length).toBeGreaterThan(100);
    for (let row = 0; row < table.length; row++) {
      expect(table.timestamp[row]).toBeGreaterThanOrEqual(begin);
      expect(table.timestamp[row]).toBeLessThan(NOW);
      expect(Number.isInteger(table.weight[row])).toBe(true);
      expect(table.weight[row]).toBeGreaterThan(0);
    }
    const rows = (from: number) =>
      total(
        table,
        row =>
          table.timestamp[row] >= from &&
          table.timestamp[row] < from + bucketMillis,
      );
    for (let from = begin; from < NOW; from += bucketMillis) {
      const alone = read({
        begin: from,
        end: from + bucketMillis,
        accepts: only('api-gateway'),
      });
      expect(rows(from)).toBe(total(alone));
    }
  });

  it('has nothing of the future, and nothing of services that are silent', () => {
    expect(read({ begin: NOW, end: NOW + DAY }).length).toBe(0);
    expect(total(read({ end: NOW + DAY }))).toBe(total(read({})));
    const silent = company.services.filter(
      ({ newRelic }) => !newRelic.reporting,
    );
    expect(silent.map(({ name }) => name)).toContain('atm-switch');
    for (const { newRelic } of silent) {
      expect(read({ accepts: only(newRelic.appName) }).length).toBe(0);
    }
  });

  it('counts failures as Transaction, TransactionError and Metric alike', () => {
    const window = { begin: NOW - 6 * HOUR, end: NOW };
    for (const appName of ['issuer-connector', 'notification-sender']) {
      const accepts = only(appName);
      const transactions = read({
        ...window,
        accepts,
        attributes: new Set(['error']),
      });
      const errors = flags(transactions, 'error');
      const failures = total(transactions, row => errors[row] === 1);
      expect(failures).toBeGreaterThan(0);

      const events = read({
        ...window,
        accepts,
        eventType: 'TransactionError',
        attributes: new Set(['error.expected']),
      });
      const expected = flags(events, 'error.expected');
      expect(total(events, row => expected[row] === 0)).toBe(failures);

      const metrics = read({
        ...window,
        accepts,
        eventType: 'Metric',
        attributes: new Set([
          'apm.service.error.count',
          'apm.service.transaction.duration',
        ]),
      });
      const column = (name: string) => {
        const found = metrics.columns.get(name);
        return found?.type === 'number' ? found.values : new Float64Array();
      };
      const errorCount = column('apm.service.error.count');
      const duration = column('apm.service.transaction.duration');
      expect(total(metrics, row => !Number.isNaN(errorCount[row]))).toBe(
        failures,
      );
      expect(total(metrics, row => !Number.isNaN(duration[row]))).toBe(
        total(transactions),
      );
    }
  });

  it('is the same company after a restart, and another one with another seed', () => {
    const build = (seed: string) => {
      const other = createCompany({ seed });
      return sourceOf(other, NOW).read({
        accountId,
        eventType: 'Transaction',
        begin: NOW - 3 * HOUR,
        end: NOW,
        bucketMillis: 10 * MINUTE,
        attributes: new Set(['duration', 'name']),
      });
    };
    expect(build('one')).toEqual(build('one'));
    expect(build('one')).not.toEqual(build('two'));
  });
});
