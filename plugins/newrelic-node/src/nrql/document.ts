import {
  NrqlAnswerFragmentDoc,
  NrqlProgressFragmentDoc,
} from '../nerdgraph/operations.generated';

/** One alias of a batch. */
export interface NrqlQuestion {
  query: string;
  timeoutSeconds: number;
}

export const nrqlOperationName = 'RocketNrql';

export function aliasOf(index: number): string {
  return `q${index}`;
}

/**
 * One GraphQL document for many NRQL queries of an account. Queries travel as
 * variables, so that nothing in them can change the document.
 *
 * @param options - `async`: what is not done within its timeout goes on alone,
 * and its answer is fetched later
 */
export function nrqlOperation(
  questions: readonly NrqlQuestion[],
  options: { accountId: number; async: boolean },
): { document: string; variables: Record<string, unknown> } {
  const { accountId, async } = options;
  const declarations: string[] = ['$account: Int!'];
  const fields: string[] = [];
  const variables: Record<string, unknown> = { account: accountId };
  for (const [index, { query, timeoutSeconds }] of questions.entries()) {
    declarations.push(`$nrql${index}: Nrql!, $timeout${index}: Seconds`);
    const queried = `nrql(query: $nrql${index}, timeout: $timeout${index}`;
    fields.push(
      async
        ? `${aliasOf(index)}: ${queried}, async: true) { ...NrqlAnswer ...NrqlProgress }`
        : `${aliasOf(index)}: ${queried}) { ...NrqlAnswer }`,
    );
    variables[`nrql${index}`] = query;
    variables[`timeout${index}`] = timeoutSeconds;
  }
  return {
    document: `query ${nrqlOperationName}(${declarations.join(', ')}) {
  actor {
    account(id: $account) {
      ${fields.join('\n      ')}
    }
  }
}${NrqlAnswerFragmentDoc}${async ? NrqlProgressFragmentDoc : ''}`,
    variables,
  };
}
