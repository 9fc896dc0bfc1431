import { readFileSync } from 'node:fs';
import path from 'node:path';
import { USER_KEY } from '@rocket/sandbox';

const client = path.join(__dirname, '../../plugins/newrelic-node/src');
const searchDocument = read('entities/entitySearch.graphql');
const conditionsDocument = read('alerts/alertConditions.graphql');

export type Row = Record<string, unknown>;

/** Asks one question after the other, and times each answer. */
export class NerdGraph {
  readonly #url: string;
  readonly #accountId: number;
  #last: Promise<unknown> = Promise.resolve();
  /** Of each answer, in milliseconds, by what was asked. */
  readonly times = new Map<string, number[]>();

  constructor(options: { url: string; accountId: number }) {
    this.#url = options.url;
    this.#accountId = options.accountId;
  }

  async nrql(subject: string, query: string): Promise<Row[]> {
    const { account } = await this.#ask(
      subject,
      'query ($account: Int!, $query: Nrql!) { actor { account(id: $account) { nrql(query: $query, timeout: 60) { results } } } }',
      { account: this.#accountId, query },
    );
    return account.nrql.results;
  }

  /** @returns the guids of all pages */
  entities(subject: string, query: string): Promise<string[]> {
    return allPages(async cursor => {
      const actor = await this.#ask(subject, searchDocument, { query, cursor });
      const { entities, nextCursor } = actor.entitySearch.results;
      return { nextCursor, ids: idsOf(entities, 'guid') };
    });
  }

  /** @returns the ids of all pages */
  alertConditions(subject: string): Promise<string[]> {
    return allPages(async cursor => {
      const { account } = await this.#ask(subject, conditionsDocument, {
        accountId: this.#accountId,
        cursor,
      });
      const page = account.alerts.nrqlConditionsSearch;
      return {
        nextCursor: page.nextCursor,
        ids: idsOf(page.nrqlConditions, 'id'),
      };
    });
  }

  #ask(subject: string, query: string, variables: object) {
    const answer = this.#last.then(() =>
      this.#askNow(subject, query, variables),
    );
    this.#last = answer.catch(() => {});
    return answer;
  }

  async #askNow(subject: string, query: string, variables: object) {
    const started = performance.now();
    const response = await fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers: { 'api-key': USER_KEY, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    const millis = performance.now() - started;
    if (errors) {
      throw new Error(`${subject}: ${JSON.stringify(errors)}`);
    }
    const times = this.times.get(subject);
    if (times) {
      times.push(millis);
    } else {
      this.times.set(subject, [millis]);
    }
    return data.actor;
  }
}

async function allPages(
  ask: (
    cursor: string | undefined,
  ) => Promise<{ nextCursor: string | null; ids: string[] }>,
): Promise<string[]> {
  const all: string[] = [];
  let cursor: string | undefined;
  do {
    const { ids, nextCursor } = await ask(cursor);
    all.push(...ids);
    cursor = nextCursor ?? undefined;
  } while (cursor);
  return all;
}

function idsOf(items: Row[], name: string): string[] {
  return items.map(item => String(item[name]));
}

function read(file: string): string {
  return readFileSync(path.join(client, file), 'utf8');
}
