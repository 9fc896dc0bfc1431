import type {
  NewRelicService,
  NrqlQuery,
  NrqlResult,
} from '@rocket/plugin-newrelic-node';

/** Answers NRQL by a function; for answers that no real company gives. */
export function scriptedNewRelic(
  answer: (query: string) => unknown[],
): NewRelicService & { queries: string[] } {
  const queries: string[] = [];
  const unasked = () => Promise.reject(new Error('Nobody should ask this'));
  const nrql = async <T>({
    query,
    result,
  }: NrqlQuery<T>): Promise<NrqlResult<T>> => {
    queries.push(query);
    return {
      result: result.parse(answer(query)),
      timeWindow: { begin: 0, end: 0 },
      messages: [],
    };
  };
  return {
    queries,
    accounts: [{ id: 1, name: 'Production', default: true }],
    nrql,
    searchEntities: unasked,
    alertConditions: unasked,
    async nrqlAll<T extends Parameters<NewRelicService['nrqlAll']>[0]>(
      asked: T,
    ) {
      const outcomes = await Promise.all(
        Object.entries(asked).map(async ([name, question]) => [
          name,
          { status: 'ok', ...(await nrql(question)) },
        ]),
      );
      return Object.fromEntries(outcomes);
    },
  };
}
