// Made from *.graphql by `yarn generate`.
/* eslint-disable import/newline-after-import -- not written by hand */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  | T
  | {
      [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never;
    };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AlertsNrqlConditionThresholdOccurrences = 'ALL' | 'AT_LEAST_ONCE';

export type AlertsNrqlConditionType = 'BASELINE' | 'OUTLIER' | 'STATIC';

export type AlertsNrqlConditionPriority = 'CRITICAL' | 'WARNING';

export type AlertsNrqlBaselineDirection =
  'LOWER_ONLY' | 'UPPER_AND_LOWER' | 'UPPER_ONLY';

export type AlertsNrqlConditionTermsOperator =
  | 'ABOVE'
  | 'ABOVE_OR_EQUALS'
  | 'BELOW'
  | 'BELOW_OR_EQUALS'
  | 'EQUALS'
  | 'NOT_EQUALS';

export type EntityAlertSeverity =
  'CRITICAL' | 'NOT_ALERTING' | 'NOT_CONFIGURED' | 'WARNING';

export type ServiceLevelObjectiveRollingTimeWindowUnit = 'DAY';

export type RocketAlertConditionsQueryVariables = Exact<{
  accountId: number;
  cursor?: string | null | undefined;
}>;

export type RocketAlertConditionsQuery = {
  actor: {
    account: {
      alerts: {
        nrqlConditionsSearch: {
          nextCursor: string | null;
          nrqlConditions: Array<
            | {
                id: string;
                name: string;
                enabled: boolean;
                type: AlertsNrqlConditionType;
                policyId: string;
                targetEntity: string | null;
                updatedAt: number | null;
                runbookUrl: string | null;
                nrql: { query: string };
                signal: { aggregationWindow: number | null };
                expiration: { openViolationOnExpiration: boolean | null };
                terms: Array<{
                  operator: AlertsNrqlConditionTermsOperator;
                  priority: AlertsNrqlConditionPriority;
                  threshold: number;
                  thresholdDuration: number;
                  thresholdOccurrences: AlertsNrqlConditionThresholdOccurrences;
                }>;
              }
            | {
                baselineDirection: AlertsNrqlBaselineDirection;
                id: string;
                name: string;
                enabled: boolean;
                type: AlertsNrqlConditionType;
                policyId: string;
                targetEntity: string | null;
                updatedAt: number | null;
                runbookUrl: string | null;
                nrql: { query: string };
                signal: { aggregationWindow: number | null };
                expiration: { openViolationOnExpiration: boolean | null };
                terms: Array<{
                  operator: AlertsNrqlConditionTermsOperator;
                  priority: AlertsNrqlConditionPriority;
                  threshold: number;
                  thresholdDuration: number;
                  thresholdOccurrences: AlertsNrqlConditionThresholdOccurrences;
                }>;
              }
          >;
        } | null;
      } | null;
    } | null;
  } | null;
};

export type RocketEntitySearchQueryVariables = Exact<{
  query: string;
  cursor?: string | null | undefined;
}>;

export type RocketEntitySearchQuery = {
  actor: {
    entitySearch: {
      results: {
        nextCursor: string | null;
        entities: Array<
          | {
              alertSeverity: EntityAlertSeverity | null;
              language: string | null;
              guid: string | null;
              name: string | null;
              accountId: number | null;
              domain: string | null;
              type: string | null;
              permalink: string | null;
              reporting: boolean | null;
              tags: Array<{
                key: string | null;
                values: Array<string | null> | null;
              } | null> | null;
              serviceLevel: {
                indicators: Array<{
                  guid: string;
                  name: string;
                  objectives: Array<{
                    target: number;
                    timeWindow: {
                      rolling: {
                        count: number;
                        unit: ServiceLevelObjectiveRollingTimeWindowUnit;
                      } | null;
                    };
                  }> | null;
                }> | null;
              } | null;
            }
          | {
              alertSeverity: EntityAlertSeverity | null;
              guid: string | null;
              name: string | null;
              accountId: number | null;
              domain: string | null;
              type: string | null;
              permalink: string | null;
              reporting: boolean | null;
              tags: Array<{
                key: string | null;
                values: Array<string | null> | null;
              } | null> | null;
              serviceLevel: {
                indicators: Array<{
                  guid: string;
                  name: string;
                  objectives: Array<{
                    target: number;
                    timeWindow: {
                      rolling: {
                        count: number;
                        unit: ServiceLevelObjectiveRollingTimeWindowUnit;
                      } | null;
                    };
                  }> | null;
                }> | null;
              } | null;
            }
          | null
        > | null;
      } | null;
    } | null;
  } | null;
};

export type NrqlAnswerFragment = {
  results: Array<unknown> | null;
  metadata: {
    messages: Array<string | null> | null;
    timeWindow: { begin: number | null; end: number | null } | null;
  } | null;
};

export type NrqlProgressFragment = {
  queryProgress: {
    queryId: string | null;
    completed: boolean | null;
    retryAfter: number | null;
  } | null;
};

export type RocketNrqlProgressQueryVariables = Exact<{
  account: number;
  queryId: string;
}>;

export type RocketNrqlProgressQuery = {
  actor: {
    account: { q0: (NrqlAnswerFragment & NrqlProgressFragment) | null } | null;
  } | null;
};

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<
    DocumentTypeDecoration<TResult, TVariables>['__apiType']
  >;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const NrqlAnswerFragmentDoc = new TypedDocumentString(
  `
    fragment NrqlAnswer on NrdbResultContainer {
  results
  metadata {
    messages
    timeWindow {
      begin
      end
    }
  }
}
    `,
  { fragmentName: 'NrqlAnswer' },
) as unknown as TypedDocumentString<NrqlAnswerFragment, unknown>;
export const NrqlProgressFragmentDoc = new TypedDocumentString(
  `
    fragment NrqlProgress on NrdbResultContainer {
  queryProgress {
    queryId
    completed
    retryAfter
  }
}
    `,
  { fragmentName: 'NrqlProgress' },
) as unknown as TypedDocumentString<NrqlProgressFragment, unknown>;
export const RocketAlertConditionsDocument = new TypedDocumentString(`
    query RocketAlertConditions($accountId: Int!, $cursor: String) {
  actor {
    account(id: $accountId) {
      alerts {
        nrqlConditionsSearch(cursor: $cursor) {
          nextCursor
          nrqlConditions {
            id
            name
            enabled
            type
            policyId
            targetEntity
            updatedAt
            runbookUrl
            nrql {
              query
            }
            signal {
              aggregationWindow
            }
            expiration {
              openViolationOnExpiration
            }
            terms {
              operator
              priority
              threshold
              thresholdDuration
              thresholdOccurrences
            }
            ... on AlertsNrqlBaselineCondition {
              baselineDirection
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<
  RocketAlertConditionsQuery,
  RocketAlertConditionsQueryVariables
>;
export const RocketEntitySearchDocument = new TypedDocumentString(`
    query RocketEntitySearch($query: String!, $cursor: String) {
  actor {
    entitySearch(query: $query) {
      results(cursor: $cursor) {
        nextCursor
        entities {
          guid
          name
          accountId
          domain
          type
          permalink
          reporting
          tags {
            key
            values
          }
          serviceLevel {
            indicators {
              guid
              name
              objectives {
                target
                timeWindow {
                  rolling {
                    count
                    unit
                  }
                }
              }
            }
          }
          ... on AlertableEntityOutline {
            alertSeverity
          }
          ... on ApmApplicationEntityOutline {
            language
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<
  RocketEntitySearchQuery,
  RocketEntitySearchQueryVariables
>;
export const RocketNrqlProgressDocument = new TypedDocumentString(`
    query RocketNrqlProgress($account: Int!, $queryId: ID!) {
  actor {
    account(id: $account) {
      q0: nrqlQueryProgress(queryId: $queryId) {
        ...NrqlAnswer
        ...NrqlProgress
      }
    }
  }
}
    fragment NrqlAnswer on NrdbResultContainer {
  results
  metadata {
    messages
    timeWindow {
      begin
      end
    }
  }
}
fragment NrqlProgress on NrdbResultContainer {
  queryProgress {
    queryId
    completed
    retryAfter
  }
}`) as unknown as TypedDocumentString<
  RocketNrqlProgressQuery,
  RocketNrqlProgressQueryVariables
>;
