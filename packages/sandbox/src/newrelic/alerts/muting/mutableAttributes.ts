import { parseNrql } from '@rocket/nrql';
import { Incident } from '../evaluation/Incident';

type Readable = Pick<Incident, 'condition' | 'target'> & {
  policyName: string | undefined;
};

/** What a muting rule can look at, beside `tags.…`. */
export const MUTABLE_ATTRIBUTES: Record<
  string,
  ((incident: Readable) => string | undefined) | undefined
> = {
  accountId: ({ condition }) => String(condition.accountId),
  conditionId: ({ condition }) => condition.id,
  conditionName: ({ condition }) => condition.name,
  conditionRunbookUrl: ({ condition }) => condition.runbookUrl,
  conditionType: ({ condition }) => condition.type.toLowerCase(),
  'entity.guid': ({ target }) => target.guid,
  nrqlEventType: ({ condition }) =>
    parseNrql(condition.nrql.query)
      .from.flatMap(from => (from.kind === 'eventType' ? [from.name] : []))
      .join(),
  nrqlQuery: ({ condition }) => condition.nrql.query,
  policyId: ({ condition }) => condition.policyId,
  policyName: ({ policyName }) => policyName,
  product: () => 'NRQL',
  targetId: ({ target }) => target.guid,
  targetName: ({ target }) => target.name,
};
