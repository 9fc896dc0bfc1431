import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { count, createClientBench } from './__testUtils__/clientBench';
import {
  aliasesOf,
  answerAll,
  failure,
  json,
} from './__testUtils__/startNerdGraph';

describe('metrics', () => {
  const exporter = new InMemoryMetricExporter(
    AggregationTemporality.CUMULATIVE,
  );
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: 3_600_000,
  });
  const provider = new MeterProvider({ readers: [reader] });
  const { setup, stop } = createClientBench({
    meter: provider.getMeter('test'),
  });

  afterAll(async () => {
    await stop();
    await provider.shutdown();
  });

  it('tell requests, latency, retries, queues, breakers and NRQL by account', async () => {
    let times = 0;
    const { service } = await setup((request, response) => {
      times++;
      const [{ alias, accountId }] = aliasesOf(request);
      if (accountId === 2) {
        json(response, {}, 401);
      } else if (times === 1) {
        json(response, {
          data: { actor: { account: null } },
          errors: [failure(alias, 'Too many', 'TOO_MANY_REQUESTS')],
        });
      } else {
        answerAll(request, response, () => [{ n: 1 }]);
      }
    });
    await service.nrqlAll({ a: count('A'), b: count('B') });
    await service.nrqlAll({ c: count('C', 2) });
    await reader.forceFlush();

    const [{ scopeMetrics }] = exporter.getMetrics();
    const metrics = new Map(
      scopeMetrics
        .flatMap(scope => scope.metrics)
        .map(({ descriptor, dataPoints }) => [
          descriptor.name,
          dataPoints.map(({ attributes, value }) => [attributes, value]),
        ]),
    );
    const production = { 'newrelic.account.id': 1 };
    const nrql = { 'graphql.operation.name': 'RocketNrql' };
    const refused = {
      'newrelic.account.id': 2,
      ...nrql,
      'error.type': 'unauthorized',
    };
    expect(metrics.get('newrelic.client.requests')).toEqual([
      [{ ...production, ...nrql }, 2],
      [refused, 1],
    ]);
    expect(metrics.get('newrelic.client.request.duration')).toEqual([
      [{ ...production, ...nrql }, expect.objectContaining({ count: 2 })],
      [refused, expect.objectContaining({ count: 1 })],
    ]);
    expect(metrics.get('newrelic.client.retries')).toEqual([
      [{ ...production, ...nrql }, 1],
    ]);
    expect(metrics.get('newrelic.client.nrql.queries')).toEqual([
      [production, 3],
      [{ 'newrelic.account.id': 2 }, 1],
    ]);
    expect(metrics.get('newrelic.client.nrql.last_minute')).toContainEqual([
      production,
      3,
    ]);
    expect(metrics.get('newrelic.client.queued')).toContainEqual([
      { ...production, 'newrelic.queue': 'requests' },
      0,
    ]);
    expect(metrics.get('newrelic.client.breaker.state')).toEqual(
      expect.arrayContaining([
        [{ ...production, 'newrelic.breaker.state': 'closed' }, 1],
        [{ ...production, 'newrelic.breaker.state': 'open' }, 0],
      ]),
    );
  });
});
