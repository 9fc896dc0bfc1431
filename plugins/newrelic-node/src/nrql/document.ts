/** One alias of a batch. */
export interface NrqlQuestion {
  query: string;
  accountId: number;
  timeoutSeconds: number;
}

export function aliasOf(index: number): string {
  return `q${index}`;
}

/**
 * One GraphQL document for many NRQL queries. Queries travel as variables, so
 * that nothing in them can change the document.
 */
export function nrqlDocument(questions: readonly NrqlQuestion[]): {
  document: string;
  variables: Record<string, unknown>;
} {
  const declarations: string[] = [];
  const fields: string[] = [];
  const variables: Record<string, unknown> = {};
  for (const [index, question] of questions.entries()) {
    declarations.push(
      `$account${index}: Int!, $nrql${index}: Nrql!, $timeout${index}: Seconds`,
    );
    fields.push(
      `    ${aliasOf(index)}: account(id: $account${index}) {
      nrql(query: $nrql${index}, timeout: $timeout${index}) {
        results
        metadata { messages timeWindow { begin end } }
      }
    }`,
    );
    variables[`account${index}`] = question.accountId;
    variables[`nrql${index}`] = question.query;
    variables[`timeout${index}`] = question.timeoutSeconds;
  }
  return {
    document: `query RocketNrql(${declarations.join(', ')}) {
  actor {
${fields.join('\n')}
  }
}`,
    variables,
  };
}
