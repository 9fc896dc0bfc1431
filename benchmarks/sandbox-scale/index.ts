import { createCompany } from '@rocket/sandbox';
import { askPartitioned } from '../../plugins/newrelic-node/src/nrql/askPartitioned';
import { atMost, median, type Benchmark } from '../benchmark';
import { NerdGraph } from './NerdGraph';
import {
  entitiesQuery,
  incidentsQuery,
  pathQuery,
  questions,
} from './questions';
import { startSandbox } from './startSandbox';

const SERVICES = 20_000;
const LONGEST_MILLIS = 1000;
const MOST_MEGABYTES = 2000;
/** Of card authorizations, in the busiest hour of a week. */
const TRANSACTIONS_AN_HOUR = 3_000_000;
/** New Relic gives no more rows at once. */
const MOST_ROWS = 5000;

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
    const collect = async (
      subject: string,
      ask: () => Promise<{ length: number }>,
    ) => {
      report(subject);
      found.set(subject, (await ask()).length);
    };

    for (const { subject, attribute, query } of questions) {
      await collect(subject, async () => {
        const { rows } = await askPartitioned({
          query,
          attribute,
          accountId,
          ask: async text => ({
            rows: await nerdGraph.nrql(subject, text),
            timeWindow: { begin: 0, end: 0 },
            messages: [],
          }),
        });
        return rows;
      });
    }
    await collect('entities', () =>
      nerdGraph.entities('entities', entitiesQuery),
    );
    await collect('alert conditions', () =>
      nerdGraph.alertConditions('alert conditions'),
    );
    await collect('incidents', () => allIncidents(nerdGraph));

    const end = Math.floor(Date.now() / 1000 / 60) * 60;
    const path = authorizationsOf(company);
    const minutes = { ...path, begin: end - 6 * HOUR, end, resolution: 60 };
    await collect('critical path, minutes', () =>
      nerdGraph.nrql('critical path, minutes', pathQuery(minutes)),
    );
    const hours = { ...path, begin: end - WEEK, end, resolution: HOUR };
    const week = await nerdGraph.nrql('critical path, hours', pathQuery(hours));
    found.set('critical path, hours', week.length);
    const busiest = Math.max(...week.map(({ valid }) => Number(valid)));
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

/** All incidents of four weeks; a time with more of them than one answer holds is halved. */
async function allIncidents(nerdGraph: NerdGraph): Promise<unknown[]> {
  const read = async (begin: number, end: number): Promise<unknown[]> => {
    const rows = await nerdGraph.nrql('incidents', incidentsQuery(begin, end));
    if (rows.length < MOST_ROWS) {
      return rows;
    }
    const middle = Math.floor((begin + end) / 2);
    return [...(await read(begin, middle)), ...(await read(middle, end))];
  };
  const now = Date.now();
  const found: unknown[] = [];
  for (let week = 1; week <= 4; week++) {
    const begin = now - week * WEEK * 1000;
    found.push(...(await read(begin, begin + WEEK * 1000)));
  }
  return found;
}

/** The entry of the path of card authorizations. */
function authorizationsOf({ services }: ReturnType<typeof createCompany>) {
  const gateway = services.find(({ name }) => name === 'api-gateway')!;
  const entry = gateway.transactions.find(
    ({ path }) => path === '/v1/authorizations',
  )!;
  return { guid: gateway.newRelic.entityGuid, transaction: entry.name };
}
