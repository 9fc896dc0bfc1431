import { SeverityLookup } from './alertSeverity';
import { unauthorized } from './errors';
import { Faults } from './faults';
import { Limits } from './limits';
import { NewRelicState } from './NewRelicState';
import { NrqlRunner } from './NrqlRunner';

/** What the resolvers of one request work with. */
export interface RequestContext {
  state: NewRelicState;
  faults: Faults;
  limits: Limits;
  nrql: NrqlRunner;
  severityOf: SeverityLookup;
  /** Name of the GraphQL operation, when it has one. */
  operation: string | undefined;
  /** Whether the user may see an account: it exists, and nothing forbids it. */
  mayRead(accountId: number): boolean;
}

/** @throws GraphQLError when the user may not see the account */
export function requireAccount(
  accountId: number,
  { mayRead }: RequestContext,
): void {
  if (!mayRead(accountId)) {
    throw unauthorized(`Account ${accountId}`);
  }
}
