import { seedOf } from '../../../telemetry';
import { MutingSchedule } from './schedule';

export interface MutingCondition {
  attribute: string;
  operator: string;
  values: (string | null)[];
}

/** What a client decides about a muting rule. */
export interface MutingRuleSettings {
  name: string;
  description?: string;
  enabled: boolean;
  condition: { operator: 'AND' | 'OR'; conditions: MutingCondition[] };
  schedule?: MutingSchedule;
  actionOnMutingRuleWindowEnded?: string;
}

export interface MutingRule extends MutingRuleSettings {
  id: string;
  accountId: number;
  /** Epoch milliseconds. */
  createdAt: number;
  /** Epoch milliseconds: what was muted before stays muted. Still there when undefined. */
  deletedAt?: number;
}

/** The muting rules of all accounts, deleted ones too: they muted what they muted. */
export class MutingRules {
  readonly #clock: () => number;
  readonly #rules: MutingRule[] = [];

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** All that ever were, of an account. */
  history(accountId: number): readonly MutingRule[] {
    return this.#rules.filter(rule => rule.accountId === accountId);
  }

  all(accountId: number): MutingRule[] {
    return this.history(accountId).filter(
      ({ deletedAt }) => deletedAt === undefined,
    );
  }

  get(accountId: number, id: string): MutingRule | undefined {
    return this.all(accountId).find(rule => rule.id === id);
  }

  create(accountId: number, settings: MutingRuleSettings): MutingRule {
    const number = this.#rules.length + 1;
    const rule = {
      ...settings,
      id: String(30_000_000 + (seedOf('muting', number) % 1e6) * 10 + number),
      accountId,
      createdAt: this.#clock(),
    };
    this.#rules.push(rule);
    return rule;
  }

  delete(rule: MutingRule): void {
    rule.deletedAt = this.#clock();
  }
}
