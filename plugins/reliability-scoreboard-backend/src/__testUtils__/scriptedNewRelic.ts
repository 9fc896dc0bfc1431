import type {
  NewRelicService,
  NrqlOutcome,
} from '@rocket/plugin-newrelic-node';

/** Answers NRQL by a function; for answers that no real company gives. */
export function scriptedNewRelic(
  answer: (query: string) => unknown[],
): NewRelicService & { queries: string[] } {
  const queries: string[] = [];
  const unasked = () => Promise.reject(new Error('Nobody should ask this'));
  return {
    queries,
    accounts: [{ id: 1, name: 'Production', default: true }],
    nrql: unasked,
    searchEntities: unasked,
    alertConditions: unasked,
    async nrqlAll<T extends Parameters<NewRelicService['nrqlAll']>[0]>(
      asked: T,
    ) {
      const outcomes = Object.entries(asked).map(([name, { query, row }]) => {
        queries.push(query);
        const outcome: NrqlOutcome<unknown> = {
          status: 'ok',
          rows: answer(query).map(item => row.parse(item)),
          timeWindow: { begin: 0, end: 0 },
          messages: [],
        };
        return [name, outcome];
      });
      return Object.fromEntries(outcomes) as never;
    },
  };
}
