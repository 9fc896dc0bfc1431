import {
  NewRelicError,
  type NewRelicService,
  type NrqlQuery,
  type RowOf,
} from '@rocket/plugin-newrelic-node';
import { nrql, type NrqlFragment } from '@rocket/nrql';
import { largestAnswer } from './Collector';

/**
 * Rows of several queries, or the first error.
 *
 * @throws NewRelicError also when an answer is as long as New Relic lets it be:
 * who is missing from it would look like a service without data
 */
export async function askAll<
  T extends Record<string, NrqlQuery<unknown>>,
>(options: {
  newRelic: NewRelicService;
  queries: T;
  signal?: AbortSignal;
}): Promise<{ [K in keyof T]: Array<RowOf<T[K]>> }> {
  const { newRelic, queries, signal } = options;
  const answers = await newRelic.nrqlAll(queries, { signal });
  const rows = Object.entries(answers).map(([name, answer]) => {
    if (answer.status === 'failed') {
      throw answer.error;
    }
    if (answer.rows.length >= largestAnswer) {
      throw new NewRelicError(
        `New Relic's answer stops at ${largestAnswer} rows, more than that are there`,
        { kind: 'unexpected-shape', query: queries[name]?.query },
      );
    }
    return [name, answer.rows];
  });
  // Object.fromEntries forgets which name has which row type.
  return Object.fromEntries(rows) as { [K in keyof T]: Array<RowOf<T[K]>> };
}

/** A WHERE clause for one entity, or nothing. */
export function whereGuid(attribute: string, guid?: string): NrqlFragment {
  return nrql.raw(
    guid === undefined
      ? ''
      : nrql`WHERE ${nrql.attribute(attribute)} = ${guid}`,
  );
}
