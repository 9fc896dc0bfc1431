import { createCompany } from '@rocket/sandbox';
import { bucketsQuery } from '../../plugins/critical-paths-backend/src/collectors/queries';
import type { Signal } from '../../plugins/critical-paths-backend/src/service/signals';
import { coverageCollector } from '../../plugins/reliability-scoreboard-backend/src/collectors/coverage';
import { everyService } from '../../plugins/reliability-scoreboard-backend/src/collectors/entities';
import { qualityCollector } from '../../plugins/reliability-scoreboard-backend/src/collectors/quality';
import { recoveryCollector } from '../../plugins/reliability-scoreboard-backend/src/collectors/recovery';
import { atMost, median, type Benchmark } from '../benchmark';
import { NerdGraph } from './NerdGraph';
import { oneAtATime } from './oneAtATime';
import { startSandbox } from './startSandbox';

const SERVICES = 20_000;
const LONGEST_MILLIS = 1000;
const MOST_MEGABYTES = 2000;
/** Of card authorizations, in the busiest hour of a week. */
const TRANSACTIONS_AN_HOUR = 3_000_000;
/** Of the scoreboard, as they ask about all services of an account. */
const collectors = {
  quality: qualityCollector,
  'test coverage': coverageCollector,
  recovery: recoveryCollector,
};

const HOUR = 3600;
const WEEK = 7 * 24 * HOUR;

export const benchmark: Benchmark = {
  description: `The sandbox with ${SERVICES.toLocaleString('en')} services: its answers to what the portal's collectors ask, its memory, its start`,

  async run({ report }) {
    report('starting the sandbox');
    const company = createCompany();
    const accountId = company.newRelicAccounts[0].id;
    const sandbox = await startSandbox(SERVICES);
    const nerdGraph = new NerdGraph({ url: sandbox.url, accountId });
    const found = new Map<string, number>();
    for (const [subject, collector] of Object.entries(collectors)) {
      report(subject);
      const newRelic = oneAtATime({ nerdGraph, accountId, subject });
      const now = Date.now();
      const facts = await collector.collect({ newRelic, accountId, now });
      found.set(subject, facts.size);
    }
    report('entities');
    const entities = await nerdGraph.entities('entities', everyService);
    found.set('entities', entities.length);
    report('alert conditions');
    const conditions = await nerdGraph.alertConditions('alert conditions');
    found.set('alert conditions', conditions.length);

    const end = Math.floor(Date.now() / 1000 / 60) * 60;
    const signal = authorizationsOf(company);
    const path = async (subject: string, begin: number, resolution: number) => {
      report(subject);
      const newRelic = oneAtATime({ nerdGraph, accountId, subject });
      const { result } = await newRelic.nrql(
        bucketsQuery(signal, { begin, end }, resolution),
      );
      found.set(subject, result.buckets.length);
      return result.buckets;
    };
    await path('critical path, minutes', end - 6 * HOUR, 60);
    const week = await path('critical path, hours', end - WEEK, HOUR);
    const busiest = Math.max(...week.map(({ values }) => values.valid ?? 0));
    const megabytes = sandbox.peakBytes() / 1e6;
    await sandbox.stop();

    const times = [...nerdGraph.times];
    return {
      figures: [
        { name: 'start', unit: 's', value: sandbox.startupMillis / 1000 },
        {
          name: 'card authorizations, busiest hour',
          unit: 'million',
          value: busiest / 1e6,
        },
        ...times.flatMap(([subject, millis]) => [
          { name: `${subject}: found`, unit: '', value: found.get(subject)! },
          { name: `${subject}: answers`, unit: '', value: millis.length },
          { name: `${subject}: median`, unit: 'ms', value: median(millis) },
        ]),
      ],
      goals: [
        ...times.map(([subject, millis]) =>
          atMost(
            `${subject}: slowest, ms`,
            Math.max(...millis),
            LONGEST_MILLIS,
          ),
        ),
        atMost('memory, MB', megabytes, MOST_MEGABYTES),
        atMost(
          'minutes for three million authorizations',
          (60 * TRANSACTIONS_AN_HOUR) / busiest,
          60,
        ),
      ],
    };
  },
};

/** The entry of the path of card authorizations. */
function authorizationsOf({
  services,
}: ReturnType<typeof createCompany>): Signal {
  const gateway = services.find(({ name }) => name === 'api-gateway')!;
  const entry = gateway.transactions.find(
    ({ path }) => path === '/v1/authorizations',
  )!;
  return {
    id: 'authorizations',
    guid: gateway.newRelic.entityGuid,
    accountId: gateway.newRelic.accountId,
    transactions: [entry.name],
    downBelow: 95,
  };
}
