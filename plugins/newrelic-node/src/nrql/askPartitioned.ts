import { NewRelicError } from '../NewRelicError';
import { divide, everything, PartitionedQuery, type Part } from './partition';
import type { RawNrqlResult } from './readAlias';

/** As many groups as New Relic gives (`LIMIT MAX`). */
const mostGroups = 5000;

/**
 * All groups of a question, none of them twice. Without too many groups it is
 * one query.
 *
 * @param options - `attribute`: the FACET to divide by; `ask`: asks one query
 * @throws what `ask` throws; NewRelicError when names are too alike to divide them
 */
export async function askPartitioned(options: {
  query: string;
  attribute: string;
  accountId: number;
  ask: (query: string) => Promise<RawNrqlResult>;
}): Promise<RawNrqlResult> {
  const { query, attribute, accountId, ask } = options;
  const partitioned = new PartitionedQuery({ query, attribute });

  async function askPart(part: Part): Promise<RawNrqlResult[]> {
    const answer = await ask(
      part === everything ? query : partitioned.textOf(part),
    );
    if (groupsOf(answer) < mostGroups) {
      return [answer];
    }
    const parts = divide(part);
    if (parts.length === 0) {
      throw new NewRelicError(
        `More than ${mostGroups} groups whose ${attribute} cannot be told apart: ${query}`,
        { kind: 'bad-request', query, accountId },
      );
    }
    return (await Promise.all(parts.map(askPart))).flat();
  }

  const answers = await askPart(everything);
  return {
    rows: answers.flatMap(({ rows }) => rows),
    timeWindow: {
      begin: Math.min(...answers.map(({ timeWindow }) => timeWindow.begin)),
      end: Math.max(...answers.map(({ timeWindow }) => timeWindow.end)),
    },
    messages: [...new Set(answers.flatMap(({ messages }) => messages))],
  };
}

/** With TIMESERIES a group has many rows. */
function groupsOf({ rows }: RawNrqlResult): number {
  return new Set(
    rows.map(row =>
      typeof row === 'object' && row && 'facet' in row
        ? JSON.stringify(row.facet)
        : undefined,
    ),
  ).size;
}
