/** One alias of a batch. */
export interface NrqlQuestion {
  query: string;
  timeoutSeconds: number;
}

export interface Operation {
  document: string;
  variables: Record<string, unknown>;
}

export function aliasOf(index: number): string {
  return `q${index}`;
}

const answerFields = 'results metadata { messages timeWindow { begin end } }';
const progressFields =
  'queryProgress { queryId completed retryAfter retryDeadline }';

/**
 * One GraphQL document for many NRQL queries of an account. Queries travel as
 * variables, so that nothing in them can change the document.
 *
 * @param options - `async`: what is not done within its timeout goes on alone,
 * and its answer is fetched by {@link nrqlProgressOperation}
 */
export function nrqlOperation(
  questions: readonly NrqlQuestion[],
  options: { accountId: number; async: boolean },
): Operation {
  const { accountId, async } = options;
  const declarations: string[] = ['$account: Int!'];
  const fields: string[] = [];
  const variables: Record<string, unknown> = { account: accountId };
  for (const [index, { query, timeoutSeconds }] of questions.entries()) {
    declarations.push(`$nrql${index}: Nrql!, $timeout${index}: Seconds`);
    fields.push(
      `      ${aliasOf(index)}: nrql(query: $nrql${index}, timeout: $timeout${index}${
        async ? ', async: true' : ''
      }) {
        ${answerFields}${async ? `\n        ${progressFields}` : ''}
      }`,
    );
    variables[`nrql${index}`] = query;
    variables[`timeout${index}`] = timeoutSeconds;
  }
  return {
    document: `query RocketNrql(${declarations.join(', ')}) {
  actor {
    account(id: $account) {
${fields.join('\n')}
    }
  }
}`,
    variables,
  };
}

/** Asks for the answer of a query that goes on alone. */
export function nrqlProgressOperation(options: {
  accountId: number;
  queryId: string;
}): Operation {
  return {
    document: `query RocketNrqlProgress($account: Int!, $queryId: ID!) {
  actor {
    account(id: $account) {
      ${aliasOf(0)}: nrqlQueryProgress(queryId: $queryId) {
        ${answerFields}
        ${progressFields}
      }
    }
  }
}`,
    variables: { account: options.accountId, queryId: options.queryId },
  };
}
