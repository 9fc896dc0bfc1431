import { USER_KEY } from '../NerdGraph';

/** The account of production, which the services report to. */
export const ACCOUNT = 3812041;

export interface Answer {
  status: number;
  headers: Headers;
  // Tests look into whatever comes; a wrong shape fails them.
  data: Json;
  errors: { message: string; path?: (string | number)[]; extensions?: Json }[];
}

/** JSON that a test reaches into. */
export interface Json {
  [key: string]: Json;
}

/** Speaks to a stand-in as a client does. Where that is may be known only when it is asked. */
export function createClient(url: () => string) {
  const post = (path: string, body: unknown, headers = {}) =>
    fetch(`${url()}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const graphql = async (
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Answer> => {
    const response = await post(
      '/graphql',
      { query, variables },
      { 'API-Key': USER_KEY },
    );
    const body = (await response.json()) as Partial<Answer>;
    return {
      status: response.status,
      headers: response.headers,
      data: body.data ?? ({} as Json),
      errors: body.errors ?? [],
    };
  };
  return {
    post,
    graphql,
    /** The data of an answer that has no errors. */
    async ask(query: string, variables = {}): Promise<Json> {
      const { data, errors } = await graphql(query, variables);
      expect(errors).toEqual([]);
      return data;
    },
    /** Rows of one NRQL question. @throws Error when it fails */
    async nrql<Row = Record<string, number | string>>(
      query: string,
      accountId = ACCOUNT,
    ): Promise<Row[]> {
      const { data, errors } = await graphql(
        `
          query Nrql($id: Int!, $query: Nrql!) {
            actor {
              account(id: $id) {
                nrql(query: $query, timeout: 60) {
                  results
                }
              }
            }
          }
        `,
        { id: accountId, query },
      );
      if (errors.length > 0) {
        throw new Error(errors[0].message);
      }
      return data.actor.account.nrql.results as unknown as Row[];
    },
    faults: (...faults: object[]) => post('/__control/faults', faults),
    clearFaults: () => fetch(`${url()}/__control/faults`, { method: 'DELETE' }),
  };
}
