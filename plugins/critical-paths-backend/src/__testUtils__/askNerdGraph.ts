import { USER_KEY } from '@rocket/sandbox';

/**
 * A question of the test's own, straight to NerdGraph: nothing of the plugin is in between.
 * @throws Error when NerdGraph tells of any error, or answers without data
 */
export async function askNerdGraph<Data>(
  newRelicUrl: string,
  query: string,
  variables: Record<string, unknown>,
): Promise<Data> {
  const response = await fetch(`${newRelicUrl}/graphql`, {
    method: 'POST',
    headers: { 'API-Key': USER_KEY, 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as {
    data?: Data;
    errors?: unknown;
  };
  if (!data || errors) {
    throw new Error(
      `${JSON.stringify(variables)}: ${response.status} ${JSON.stringify(errors)}`,
    );
  }
  return data;
}
