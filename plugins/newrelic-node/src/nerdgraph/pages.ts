import type { z } from 'zod';
import { NewRelicError } from '../NewRelicError';
import { ask, type AskOptions, type Nullable } from './ask';
import type { NerdGraphDocument } from './operation';

export interface Page<T> {
  items: T[];
  nextCursor: string | undefined;
}

interface PagedQuestion<Data, Variables, Item, Input> extends AskOptions {
  document: NerdGraphDocument<Data, Variables & { cursor?: string | null }>;
  variables: Variables;
  page: z.ZodType<Page<Item>, Input>;
  /** What is asked for, in error messages. */
  subject: string;
  signal?: AbortSignal;
}

/**
 * All pages of a paged question, or an error: half of a listing would look as
 * if the rest had been deleted.
 */
export async function readAllPages<
  Data extends Nullable<Input>,
  Variables,
  Item,
  Input,
>(question: PagedQuestion<Data, Variables, Item, Input>): Promise<Item[]> {
  const { document, variables, page: answer, signal, ...options } = question;
  const items: Item[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await ask(
      { document, variables: { ...variables, cursor }, answer, signal },
      options,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor !== undefined && seen.has(cursor)) {
      throw new NewRelicError(
        `New Relic's pages of ${options.subject} go round in circles`,
        { kind: 'unexpected-shape', accountId: options.accountId },
      );
    }
    if (cursor !== undefined) {
      seen.add(cursor);
    }
  } while (cursor !== undefined);
  return items;
}
