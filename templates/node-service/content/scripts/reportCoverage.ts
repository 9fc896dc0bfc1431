import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import packageJson from '../package.json' with { type: 'json' };

/**
 * Sends the line coverage of the last `npm run coverage` to New Relic as an event
 * `RocketTestCoverage`, where the portal's scoreboard reads it.
 */
const environment = z
  .object({
    NEW_RELIC_ACCOUNT_ID: z.string().regex(/^\d+$/),
    NEW_RELIC_LICENSE_KEY: z.string().min(1),
    NEW_RELIC_ENTITY_GUID: z.string().optional(),
    /** `https://insights-collector.eu01.nr-data.net` for the European region. */
    NEW_RELIC_EVENTS_URL: z
      .url()
      .default('https://insights-collector.newrelic.com'),
    GITHUB_REF_NAME: z.string().default('main'),
    GITHUB_SHA: z.string().default(''),
  })
  .parse(process.env);

const summary = z
  .object({
    total: z.object({
      lines: z.object({ total: z.number(), covered: z.number() }),
    }),
  })
  .parse(
    JSON.parse(
      await readFile(
        new URL('../coverage/coverage-summary.json', import.meta.url),
        'utf8',
      ),
    ),
  );

const event = {
  eventType: 'RocketTestCoverage',
  serviceName: packageJson.name,
  ...(environment.NEW_RELIC_ENTITY_GUID && {
    serviceGuid: environment.NEW_RELIC_ENTITY_GUID,
  }),
  linesTotal: summary.total.lines.total,
  linesCovered: summary.total.lines.covered,
  branch: environment.GITHUB_REF_NAME,
  commit: environment.GITHUB_SHA,
};
const response = await fetch(
  `${environment.NEW_RELIC_EVENTS_URL}/v1/accounts/${environment.NEW_RELIC_ACCOUNT_ID}/events`,
  {
    method: 'POST',
    headers: {
      'Api-Key': environment.NEW_RELIC_LICENSE_KEY,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify([event]),
  },
);
if (!response.ok) {
  throw new Error(
    `New Relic did not take the coverage: ${response.status} ${await response.text()}`,
  );
}
