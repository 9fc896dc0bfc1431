import { seedOf } from '../../telemetry';
import { encodeGuid } from '../guid';
import {
  Condition,
  ConditionSettings,
  ConditionVersion,
  Policy,
} from './types';

/** The alert policies and conditions of all accounts, and every version that a condition had. */
export class AlertStore {
  readonly #clock: () => number;
  readonly #policies = new Map<string, Policy>();
  readonly #conditions = new Map<string, Condition>();
  readonly #versions: ConditionVersion[] = [];
  #created = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  policies(accountId: number): Policy[] {
    return [...this.#policies.values()].filter(
      policy => policy.accountId === accountId,
    );
  }

  policy(accountId: number, id: string): Policy | undefined {
    const policy = this.#policies.get(id);
    return policy?.accountId === accountId ? policy : undefined;
  }

  conditions(accountId: number): Condition[] {
    return [...this.#conditions.values()].filter(
      condition => condition.accountId === accountId,
    );
  }

  condition(accountId: number, id: string): Condition | undefined {
    const condition = this.#conditions.get(id);
    return condition?.accountId === accountId ? condition : undefined;
  }

  /** Every version of the conditions of an account, ended ones and those of deleted conditions too. */
  versions(accountId: number): readonly ConditionVersion[] {
    return this.#versions.filter(
      ({ condition }) => condition.accountId === accountId,
    );
  }

  createPolicy(
    accountId: number,
    policy: Pick<Policy, 'name' | 'incidentPreference'>,
  ): Policy {
    const id = this.#newId('policy', accountId, policy.name);
    const created = {
      ...policy,
      id,
      accountId,
      entityGuid: encodeGuid({
        accountId,
        domain: 'AIOPS',
        type: 'POLICY',
        domainId: id,
      }),
    };
    this.#policies.set(id, created);
    return created;
  }

  updatePolicy(
    policy: Policy,
    changes: Partial<Pick<Policy, 'name' | 'incidentPreference'>>,
  ): Policy {
    const updated = { ...policy, ...changes };
    this.#policies.set(policy.id, updated);
    return updated;
  }

  /** Deletes a policy with its conditions. */
  deletePolicy(policy: Policy): void {
    for (const condition of this.conditions(policy.accountId)) {
      if (condition.policyId === policy.id) {
        this.deleteCondition(condition);
      }
    }
    this.#policies.delete(policy.id);
  }

  createCondition(options: {
    policy: Policy;
    type: Condition['type'];
    settings: ConditionSettings;
    /** Default: now. */
    createdAt?: number;
    /** Default: false. */
    isTended?: boolean;
  }): Condition {
    const { policy, type, settings } = options;
    const createdAt = options.createdAt ?? this.#clock();
    const id = this.#newId('condition', policy.id, settings.name);
    const condition: Condition = {
      ...settings,
      id,
      accountId: policy.accountId,
      policyId: policy.id,
      type,
      entityGuid: encodeGuid({
        accountId: policy.accountId,
        domain: 'AIOPS',
        type: 'CONDITION',
        domainId: id,
      }),
      createdAt,
      updatedAt: createdAt,
      isTended: options.isTended ?? false,
    };
    this.#conditions.set(id, condition);
    this.#versions.push({ condition, since: createdAt });
    return condition;
  }

  updateCondition(
    condition: Condition,
    settings: ConditionSettings,
  ): Condition {
    const time = this.#clock();
    const updated = {
      ...condition,
      ...settings,
      updatedAt: time,
      isTended: false,
    };
    this.#conditions.set(condition.id, updated);
    this.#end(
      condition,
      time,
      condition.enabled && !updated.enabled
        ? 'CONDITION_DISABLED'
        : 'CONDITION_MODIFIED',
    );
    this.#versions.push({ condition: updated, since: time });
    return updated;
  }

  deleteCondition(condition: Condition): void {
    this.#conditions.delete(condition.id);
    this.#end(condition, this.#clock(), 'CONDITION_DELETED');
  }

  #end(
    condition: Condition,
    time: number,
    cause: NonNullable<ConditionVersion['ended']>['cause'],
  ): void {
    for (const version of this.#versions) {
      if (version.condition.id === condition.id && !version.ended) {
        version.ended = { time, cause };
      }
    }
  }

  /** A number as text, as New Relic's ids are; no two alike, the same in every run. */
  #newId(...parts: (string | number)[]): string {
    const taken = (id: string) =>
      this.#policies.has(id) || this.#conditions.has(id);
    let id: string;
    do {
      this.#created += 1;
      id = String(20_000_000 + (seedOf(...parts, this.#created) % 70_000_000));
    } while (taken(id));
    return id;
  }
}
