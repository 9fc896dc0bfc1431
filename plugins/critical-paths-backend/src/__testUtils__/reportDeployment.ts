import { USER_KEY } from '@rocket/sandbox';

/** Tells New Relic of a deployment in the newer way, which is an event of another type. */
export async function reportDeployment(
  newRelicUrl: string,
  deployment: { name: string; at: number },
): Promise<void> {
  const response = await fetch(`${newRelicUrl}/graphql`, {
    method: 'POST',
    headers: { 'API-Key': USER_KEY, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      query: `mutation ($event: ChangeTrackingCreateEventInput!) {
        changeTrackingCreateEvent(changeTrackingEvent: $event) { messages }
      }`,
      variables: {
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
    }),
  });
  const { errors } = (await response.json()) as { errors?: unknown };
  if (errors) {
    throw new Error(JSON.stringify(errors));
  }
}
