import { Entity } from '../entities';
import { EntitySource } from './entities';
import { Resolver, ResolverMap } from './types';

interface GoldenMetric {
  name: string;
  metricName: string;
  title: string;
  unit: string;
  select: string;
}

/** New Relic's own definitions for APM applications. */
const APM_METRICS: GoldenMetric[] = [
  {
    name: 'responseTimeMs',
    metricName: 'newrelic.goldenmetrics.apm.application.responseTimeMs',
    title: 'Response time (ms)',
    unit: 'MS',
    select:
      "average(apm.service.transaction.duration) * 1000 AS 'Response time (ms)'",
  },
  {
    name: 'throughput',
    metricName: 'newrelic.goldenmetrics.apm.application.throughput',
    title: 'Throughput',
    unit: 'REQUESTS_PER_MINUTE',
    select:
      "rate(count(apm.service.transaction.duration), 1 minute) AS 'Throughput'",
  },
  {
    name: 'errorRate',
    metricName: 'newrelic.goldenmetrics.apm.application.errorRate',
    title: 'Error rate',
    unit: 'PERCENTAGE',
    select:
      "count(apm.service.error.count) / count(apm.service.transaction.duration) * 100 AS 'Error rate'",
  },
];

interface GoldenSource {
  entity: Entity;
}

const metrics: Resolver<GoldenSource> = ({ entity }) =>
  entity.details.kind === 'ApmApplication'
    ? APM_METRICS.map(({ select, ...metric }) => ({
        ...metric,
        query: `SELECT ${select} FROM Metric WHERE entity.guid = '${entity.guid}'`,
      }))
    : [];

const context: Resolver<EntitySource> = ({ entity: { accountId, guid } }) => ({
  account: accountId,
  guid,
});

export const goldenMetricResolvers: ResolverMap = {
  EntityGoldenContextScopedGoldenMetrics: { metrics, context },
};
