import { USER_KEY } from '@rocket/sandbox';

/** A query of the test's own, straight to NerdGraph: nothing of the plugin is in between. */
export async function askNrql(
  newRelicUrl: string,
  query: string,
): Promise<Array<Record<string, number>>> {
  const response = await fetch(`${newRelicUrl}/graphql`, {
    method: 'POST',
    headers: { 'API-Key': USER_KEY, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      query:
        'query ($nrql: Nrql!) { actor { account(id: 3812041) { nrql(query: $nrql, timeout: 60) { results } } } }',
      variables: { nrql: query },
    }),
  });
  const { data, errors } = (await response.json()) as {
    data?: {
      actor: { account: { nrql: { results: Array<Record<string, number>> } } };
    };
    errors?: unknown;
  };
  if (!data || errors) {
    throw new Error(`${query}: ${JSON.stringify(errors)}`);
  }
  return data.actor.account.nrql.results;
}
