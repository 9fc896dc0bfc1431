import { askNerdGraph } from './askNerdGraph';

/** Tells New Relic of a deployment in the newer way, which is an event of another type. */
export async function reportDeployment(
  newRelicUrl: string,
  deployment: { name: string; at: number },
): Promise<void> {
  await askNerdGraph(
    newRelicUrl,
    `mutation ($event: ChangeTrackingCreateEventInput!) {
      changeTrackingCreateEvent(changeTrackingEvent: $event) { messages }
    }`,
    {
      event: {
        categoryAndTypeData: {
          kind: { category: 'Deployment', type: 'Rolling' },
          categoryFields: { deployment: { version: 'v-newer-way' } },
        },
        entitySearch: {
          query: `name = '${deployment.name}' AND domain = 'APM' AND type = 'APPLICATION'`,
        },
        timestamp: deployment.at,
      },
    },
  );
}
