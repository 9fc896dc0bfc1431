import { localDay, MINUTE, startOfLocalDay } from './calendar';
import { integerBetween, noise, seedOf, uniform } from './hash';
import { TableBuilder } from './TableBuilder';
import { Stream } from './transactions';

/** Part of the days on which a service's main branch is built. */
const BUILD_SHARE = 0.85;

/**
 * `RocketTestCoverage` events, as the company's CI sends them through the Event
 * API: at most one a day and service; none from services whose CI does not report.
 */
export function writeTestCoverage(
  table: TableBuilder,
  options: { streams: readonly Stream[]; begin: number; end: number },
): void {
  const { streams, begin, end } = options;
  const columns = {
    serviceGuid: table.text('serviceGuid'),
    serviceName: table.text('serviceName'),
    linesTotal: table.number('linesTotal'),
    linesCovered: table.number('linesCovered'),
    branch: table.text('branch'),
    commit: table.text('commit'),
  };
  for (const { service } of streams) {
    const { testCoverage } = service;
    if (!testCoverage) {
      continue;
    }
    const seed = seedOf(service.name, 'coverage');
    for (let day = localDay(begin); startOfLocalDay(day) < end; day++) {
      const timestamp =
        startOfLocalDay(day) + integerBetween(seed, day, 540, 1170) * MINUTE;
      if (
        uniform(seed + 1, day) > BUILD_SHARE ||
        timestamp < begin ||
        timestamp >= end
      ) {
        continue;
      }
      const linesTotal = Math.round(
        testCoverage.linesTotal * (1 + 0.04 * noise(seed + 2, day / 21)),
      );
      const percentage = Math.min(
        100,
        testCoverage.percentage + 1.6 * noise(seed + 3, day / 9),
      );
      table.add(timestamp, 1);
      columns.serviceGuid?.set(service.newRelic.entityGuid);
      columns.serviceName?.set(service.name);
      columns.linesTotal?.set(linesTotal);
      columns.linesCovered?.set(Math.round((linesTotal * percentage) / 100));
      columns.branch?.set('main');
      columns.commit?.set(
        Math.floor(uniform(seed + 4, day) * 0xfffffff)
          .toString(16)
          .padStart(7, '0'),
      );
    }
  }
}
