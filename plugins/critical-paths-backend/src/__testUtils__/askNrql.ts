import { askNerdGraph } from './askNerdGraph';

/** Rows of one NRQL query. @throws Error when it fails */
export async function askNrql(
  newRelicUrl: string,
  query: string,
): Promise<Array<Record<string, number>>> {
  const { actor } = await askNerdGraph<{
    actor: { account: { nrql: { results: Array<Record<string, number>> } } };
  }>(
    newRelicUrl,
    'query ($nrql: Nrql!) { actor { account(id: 3812041) { nrql(query: $nrql, timeout: 60) { results } } } }',
    { nrql: query },
  );
  return actor.account.nrql.results;
}
