import { seedOf } from '../../telemetry';
import { encodeGuid } from '../guid';
import {
  Condition,
  ConditionSettings,
  ConditionVersion,
  Policy,
} from './types';
import { byId, Indexed } from './Indexed';

/** The alert policies and conditions of all accounts, and every version that a condition had. */
export class AlertStore {
  readonly #clock: () => number;
  readonly #policies = new Indexed<Policy>(() => []);
  readonly #conditions = new Indexed<Condition>(
    ({ policyId, targetEntity }) => [
      `policy ${policyId}`,
      `target ${targetEntity ?? ''}`,
    ],
  );
  /** The version of each condition that is in force, by the condition's id. */
  readonly #current = new Map<string, ConditionVersion>();
  readonly #versions = new Map<number, ConditionVersion[]>();
  #created = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** In the order of their ids. */
  policies(accountId: number): readonly Policy[] {
    return this.#policies.all(accountId);
  }

  policy(accountId: number, id: string): Policy | undefined {
    return this.#policies.get(accountId, id);
  }

  /** In the order of their ids. */
  conditions(accountId: number): readonly Condition[] {
    return this.#conditions.all(accountId);
  }

  condition(accountId: number, id: string): Condition | undefined {
    return this.#conditions.get(accountId, id);
  }

  /** In the order of their ids. */
  conditionsOf(accountId: number, policyId: string): readonly Condition[] {
    return [...this.#conditions.having(accountId, `policy ${policyId}`)].sort(
      byId,
    );
  }

  /** Every version of the conditions of an account, ended ones and those of deleted conditions too. */
  versions(accountId: number): readonly ConditionVersion[] {
    return this.#versions.get(accountId) ?? [];
  }

  /** Accounts that have, or had, conditions. */
  accounts(): Iterable<number> {
    return this.#versions.keys();
  }

  hasVersions(accountId: number): boolean {
    return this.#versions.has(accountId);
  }

  /** The versions that are in force, of the conditions that were made for an entity; undefined: for none. */
  *versionsFor(
    accountId: number,
    entityGuid: string | undefined,
  ): Generator<ConditionVersion> {
    const trait = `target ${entityGuid ?? ''}`;
    for (const { id } of this.#conditions.having(accountId, trait)) {
      yield this.#current.get(id)!;
    }
  }

  /** The versions that are in force. */
  *currentVersions(accountId: number): Generator<ConditionVersion> {
    for (const { id } of this.conditions(accountId)) {
      yield this.#current.get(id)!;
    }
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
    this.#policies.set(created);
    return created;
  }

  updatePolicy(
    policy: Policy,
    changes: Partial<Pick<Policy, 'name' | 'incidentPreference'>>,
  ): Policy {
    const updated = { ...policy, ...changes };
    this.#policies.set(updated);
    return updated;
  }

  /** Deletes a policy with its conditions. */
  deletePolicy(policy: Policy): void {
    for (const condition of this.conditionsOf(policy.accountId, policy.id)) {
      this.deleteCondition(condition);
    }
    this.#policies.delete(policy);
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
    this.#conditions.set(condition);
    this.#begin(condition, createdAt);
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
    this.#conditions.set(updated);
    this.#end(
      condition,
      time,
      condition.enabled && !updated.enabled
        ? 'CONDITION_DISABLED'
        : 'CONDITION_MODIFIED',
    );
    this.#begin(updated, time);
    return updated;
  }

  deleteCondition(condition: Condition): void {
    this.#conditions.delete(condition);
    this.#end(condition, this.#clock(), 'CONDITION_DELETED');
  }

  #begin(condition: Condition, since: number): void {
    const version = { condition, since };
    this.#current.set(condition.id, version);
    const versions = this.#versions.get(condition.accountId) ?? [];
    this.#versions.set(condition.accountId, versions);
    versions.push(version);
  }

  #end(
    { id }: Condition,
    time: number,
    cause: NonNullable<ConditionVersion['ended']>['cause'],
  ): void {
    const version = this.#current.get(id);
    if (version) {
      version.ended = { time, cause };
      this.#current.delete(id);
    }
  }

  /** A number as text, as New Relic's ids are; no two alike, the same in every run. */
  #newId(...parts: (string | number)[]): string {
    let id: string;
    do {
      this.#created += 1;
      id = String(20_000_000 + (seedOf(...parts, this.#created) % 70_000_000));
    } while (this.#policies.has(id) || this.#conditions.has(id));
    return id;
  }
}
