import { nrql } from '@rocket/nrql';
import type { CoverageFacts } from '@rocket/plugin-reliability-scoreboard-common';
import { z } from 'zod';
import { askByGuid } from './askByGuid';
import type { Collector } from './Collector';

const row = z.object({
  facet: z.string(),
  covered: z.number().nullable(),
  total: z.number().nullable(),
  reportedAt: z.number().nullable(),
});

/**
 * The last test coverage that a build of the main branch reported by the Event
 * API, as event `RocketTestCoverage`.
 */
export const coverageCollector: Collector<CoverageFacts> = {
  absent: {},

  async collect(options) {
    const latest = await askByGuid({
      ...options,
      attribute: 'serviceGuid',
      row,
      query: condition =>
        nrql`SELECT latest(linesCovered) AS 'covered', latest(linesTotal) AS 'total', latest(timestamp) AS 'reportedAt' FROM RocketTestCoverage WHERE branch IN ('main', 'master') AND ${condition} FACET serviceGuid SINCE 30 days ago LIMIT MAX`,
    });
    const facts = new Map<string, CoverageFacts>();
    for (const { facet, covered, total, reportedAt } of latest) {
      if (covered !== null && total !== null && reportedAt !== null) {
        facts.set(facet, {
          report: {
            linesCovered: covered,
            linesTotal: total,
            reportedAt: new Date(reportedAt).toISOString(),
          },
        });
      }
    }
    return facts;
  },
};
