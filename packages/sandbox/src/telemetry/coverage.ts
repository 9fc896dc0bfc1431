import { Service } from '../company/types';
import { localDay, MINUTE, startOfLocalDay } from './calendar';
import { integerBetween, noise, seedOf, uniform } from './hash';
import { EventRow } from './TableBuilder';

/** Part of the days on which a service's main branch is built. */
const BUILD_SHARE = 0.85;

/**
 * `RocketTestCoverage` events, as the company's CI sends them through the Event
 * API: at most one a day and service; none from services whose CI does not report.
 */
export function testCoverageEvents(
  services: readonly Service[],
  begin: number,
  end: number,
): EventRow[] {
  const rows: EventRow[] = [];
  for (const service of services) {
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
      rows.push({
        timestamp,
        serviceGuid: service.newRelic.entityGuid,
        serviceName: service.name,
        linesTotal,
        linesCovered: Math.round((linesTotal * percentage) / 100),
        branch: 'main',
        commit: Math.floor(uniform(seed + 4, day) * 0xfffffff)
          .toString(16)
          .padStart(7, '0'),
      });
    }
  }
  return rows;
}
