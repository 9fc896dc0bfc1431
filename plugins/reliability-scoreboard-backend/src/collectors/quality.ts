import { nrql } from '@rocket/nrql';
import type { QualityFacts } from '@rocket/plugin-reliability-scoreboard-common';
import { z } from 'zod';
import { askByGuid } from './askByGuid';
import type { Collector } from './Collector';

const weekRow = z.object({
  facet: z.string(),
  valid: z.number(),
  bad: z.number(),
  p95: z.object({ '95': z.number().nullable() }),
});
const monthRow = weekRow.omit({ p95: true });

/** Requests and their failures over 7 and 28 days, latency over 7. */
export const qualityCollector: Collector<QualityFacts> = {
  absent: {
    lastWeek: { valid: 0, bad: 0 },
    last28Days: { valid: 0, bad: 0 },
  },

  async collect(options) {
    const common = {
      ...options,
      attribute: 'entityGuid',
      timeoutSeconds: 60,
    };
    const [week, month] = await Promise.all([
      askByGuid({
        ...common,
        row: weekRow,
        query: condition =>
          nrql`SELECT count(*) AS 'valid', filter(count(*), WHERE error IS TRUE) AS 'bad', percentile(duration, 95) AS 'p95' FROM Transaction WHERE ${condition} FACET entityGuid SINCE 7 days ago LIMIT MAX`,
      }),
      askByGuid({
        ...common,
        row: monthRow,
        query: condition =>
          nrql`SELECT count(*) AS 'valid', filter(count(*), WHERE error IS TRUE) AS 'bad' FROM Transaction WHERE ${condition} FACET entityGuid SINCE 28 days ago LIMIT MAX`,
      }),
    ]);
    const weeks = new Map(week.map(row => [row.facet, row]));
    return new Map(
      month.map(({ facet, valid, bad }) => {
        const recent = weeks.get(facet);
        const seconds = recent?.p95['95'];
        return [
          facet,
          {
            lastWeek: {
              valid: recent?.valid ?? 0,
              bad: recent?.bad ?? 0,
              p95Milliseconds:
                typeof seconds === 'number' ? seconds * 1000 : undefined,
            },
            last28Days: { valid, bad },
          },
        ];
      }),
    );
  },
};
