import { nrql, type NrqlFragment } from '@rocket/nrql';
import { facet, percentiles } from '@rocket/plugin-newrelic-node';
import type { QualityFacts } from '@rocket/plugin-reliability-scoreboard-common';
import { z } from 'zod';
import type { Collector } from './Collector';
import { ofEntity } from './ofEntity';

const counts = { valid: z.number(), bad: z.number() };
const lastWeek = facet({ ...counts, p95: percentiles(95) });
const last28Days = facet(counts);

/** Requests and their failures over 7 and 28 days, latency over 7. */
export const qualityCollector: Collector<QualityFacts> = {
  absent: {
    lastWeek: { valid: 0, bad: 0 },
    last28Days: { valid: 0, bad: 0 },
  },

  async collect({ newRelic, accountId, guid, signal }) {
    const common = {
      accountId,
      partitionBy: 'entityGuid',
      timeoutSeconds: 60,
    };
    const condition = ofEntity('entityGuid', guid);
    const [week, month] = await Promise.all([
      newRelic.nrql(
        { ...common, query: weekQuery(condition), result: lastWeek },
        { signal },
      ),
      newRelic.nrql(
        { ...common, query: monthQuery(condition), result: last28Days },
        { signal },
      ),
    ]);
    const weeks = new Map(
      week.result.groups.map(({ facet: entity, values }) => [entity, values]),
    );
    return new Map(
      month.result.groups.map(({ facet: entity, values: { valid, bad } }) => {
        const recent = weeks.get(entity);
        const seconds = recent?.p95[95];
        return [
          entity,
          {
            lastWeek: {
              valid: recent?.valid ?? 0,
              bad: recent?.bad ?? 0,
              p95Milliseconds:
                seconds === undefined ? undefined : seconds * 1000,
            },
            last28Days: { valid, bad },
          },
        ];
      }),
    );
  },
};

function weekQuery(condition: NrqlFragment): string {
  return nrql`SELECT count(*) AS 'valid', filter(count(*), WHERE error IS TRUE) AS 'bad', percentile(duration, 95) AS 'p95' FROM Transaction WHERE ${condition} FACET entityGuid SINCE 7 days ago LIMIT MAX`;
}

function monthQuery(condition: NrqlFragment): string {
  return nrql`SELECT count(*) AS 'valid', filter(count(*), WHERE error IS TRUE) AS 'bad' FROM Transaction WHERE ${condition} FACET entityGuid SINCE 28 days ago LIMIT MAX`;
}
