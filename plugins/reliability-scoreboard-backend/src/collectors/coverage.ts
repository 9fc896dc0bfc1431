import { nrql } from '@rocket/nrql';
import { aggregate, facet } from '@rocket/plugin-newrelic-node';
import type { CoverageFacts } from '@rocket/plugin-reliability-scoreboard-common';
import type { Collector } from './Collector';
import { ofEntity } from './ofEntity';

const latest = facet({
  covered: aggregate,
  total: aggregate,
  reportedAt: aggregate,
});

/**
 * The last test coverage that a build of the main branch reported by the Event
 * API, as event `RocketTestCoverage`.
 */
export const coverageCollector: Collector<CoverageFacts> = {
  absent: {},

  async collect({ newRelic, accountId, guid, signal }) {
    const { result } = await newRelic.nrql(
      {
        query: nrql`SELECT latest(linesCovered) AS 'covered', latest(linesTotal) AS 'total', latest(timestamp) AS 'reportedAt' FROM RocketTestCoverage WHERE branch IN ('main', 'master') AND ${ofEntity(
          'serviceGuid',
          guid,
        )} FACET serviceGuid SINCE 30 days ago LIMIT MAX`,
        result: latest,
        partitionBy: 'serviceGuid',
        accountId,
      },
      { signal },
    );
    const facts = new Map<string, CoverageFacts>();
    for (const { facet: entity, values } of result.groups) {
      const { covered, total, reportedAt } = values;
      if (
        covered !== undefined &&
        total !== undefined &&
        reportedAt !== undefined
      ) {
        facts.set(entity, {
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
