import { seedOf } from '../../telemetry';
import { RequestContext } from '../context';
import { Rollup, StaticStatus, Workload, WorkloadQuery } from '../workloads';
import { search } from './entitySearch';

interface QueryInput {
  id?: number;
  query: string;
}

/** What a client says of a workload, when it makes or changes it. */
export interface WorkloadInput {
  name?: string;
  description?: string;
  entityGuids?: string[];
  entitySearchQueries?: QueryInput[];
  scopeAccounts?: { accountIds: number[] };
  statusConfig?: {
    automatic?: {
      enabled: boolean;
      rules?: {
        id?: number;
        entityGuids?: string[];
        entitySearchQueries?: QueryInput[];
        rollup: Rollup;
      }[];
      remainingEntitiesRule?: {
        rollup: Rollup & { groupBy: 'ENTITY_TYPE' | 'NONE' };
      };
    };
    static?: (Omit<StaticStatus, 'id'> & { id?: number })[];
  };
}

/** The workload with what an input says. @throws GraphQLError for a query that is none */
export function changeWorkload(
  before: Workload,
  input: WorkloadInput,
  context: RequestContext,
): Workload {
  const now = context.state.clock();
  const newId = (...parts: (string | number)[]) =>
    1 + (seedOf(before.id, now, ...parts) % 9e6);
  const queriesOf = (inputs: QueryInput[], of: string): WorkloadQuery[] =>
    inputs.map(({ id, query }, index) => {
      // A query that cannot be read is refused now, not when somebody looks.
      search(query, {}, context);
      return { id: id ?? newId(of, index), query, createdAt: now };
    });
  const { statusConfig, scopeAccounts } = input;
  const automatic = statusConfig?.automatic;
  const remaining = automatic?.remainingEntitiesRule?.rollup;
  return {
    ...before,
    description: input.description ?? before.description,
    entityGuids: input.entityGuids ?? before.entityGuids,
    entitySearchQueries: input.entitySearchQueries
      ? queriesOf(input.entitySearchQueries, 'queries')
      : before.entitySearchQueries,
    scopeAccountIds: scopeAccounts?.accountIds ?? before.scopeAccountIds,
    automatic: automatic
      ? {
          enabled: automatic.enabled,
          rules: (automatic.rules ?? []).map((rule, index) => ({
            id: rule.id ?? newId('rule', index),
            entityGuids: rule.entityGuids ?? [],
            entitySearchQueries: queriesOf(
              rule.entitySearchQueries ?? [],
              `rule ${index}`,
            ),
            rollup: rule.rollup,
          })),
          remaining: remaining && {
            groupBy: remaining.groupBy,
            rollup: remaining,
          },
        }
      : before.automatic,
    static:
      statusConfig?.static?.map((fixed, index) => ({
        ...fixed,
        id: fixed.id ?? newId('static', index),
      })) ?? before.static,
    updatedAt: now,
  };
}
