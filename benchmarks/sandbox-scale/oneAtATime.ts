import type { NewRelicService, NrqlQuery } from '@rocket/plugin-newrelic-node';
import { askPartitioned } from '../../plugins/newrelic-node/src/nrql/askPartitioned';
import type { NerdGraph } from './NerdGraph';

/**
 * What the collectors ask of New Relic, sent one question after the other and
 * not in batches, so that each answer has a time of its own.
 */
export function oneAtATime(options: {
  nerdGraph: NerdGraph;
  accountId: number;
  /** Under which the times are kept. */
  subject: string;
}): NewRelicService {
  const { nerdGraph, accountId, subject } = options;
  const ask = async (query: string) => ({
    rows: await nerdGraph.nrql(subject, query),
    timeWindow: { begin: 0, end: 0 },
    messages: [],
  });

  async function nrql<Result>(question: NrqlQuery<Result>) {
    const { query, partitionBy: attribute } = question;
    const { rows, ...rest } = attribute
      ? await askPartitioned({ query, attribute, accountId, ask })
      : await ask(query);
    return { ...rest, result: question.result.parse(rows) };
  }

  const nrqlAll = async (questions: Record<string, NrqlQuery<unknown>>) =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(questions).map(async ([name, question]) => [
          name,
          { status: 'ok', ...(await nrql(question)) },
        ]),
      ),
    );

  // Nothing else of the service is asked for.
  return { nrql, nrqlAll } as unknown as NewRelicService;
}
