import { createCompany } from '../../../company';
import { DAY, HOUR, MINUTE } from '../../../telemetry';
import { createNewRelicState } from '../../NewRelicState';
import { Incident } from './Incident';

const NOW = Date.UTC(2026, 10, 24, 18, 7, 31);
const BEGIN = NOW - DAY;

describe('the two ways to evaluate a condition', () => {
  it('find the same incidents: over flows, and by running the query', () => {
    const company = createCompany();
    const state = createNewRelicState({ company, clock: () => NOW });
    const { alerts, incidents } = state;
    const [{ id: account }] = company.newRelicAccounts;
    const happened = ({ id }: { id: string }): Incident[] =>
      incidents
        .between(account, BEGIN, NOW)
        .filter(({ condition }) => condition.id === id);
    const troubled = alerts
      .conditions(account)
      .filter(({ name }) => name.endsWith('· Error rate'))
      .filter(condition => happened(condition).length > 0);
    expect(troubled.length).toBeGreaterThan(5);
    let compared = 0;
    for (const condition of troubled) {
      const byFlows = happened(condition);
      const copy = alerts.createCondition({
        policy: alerts.policy(account, condition.policyId)!,
        type: condition.type,
        settings: condition,
        createdAt: BEGIN,
      });
      const byQuery = happened(copy);
      alerts.deleteCondition(copy);
      // What was open when the copy was made it does not know of; an edit ends only the company's own.
      const comparable = byFlows.filter(
        ({ openTime, closeTime, closeCause }) =>
          openTime > BEGIN + HOUR && closeTime && closeCause === 'EVALUATOR',
      );
      for (const { openTime, closeTime, priority } of comparable) {
        const twin = byQuery.find(
          other =>
            other.priority === priority &&
            Math.abs(other.openTime - openTime) < 5 * MINUTE,
        );
        expect(twin, condition.name).toBeDefined();
        expect(twin!.target).toEqual(byFlows[0].target);
        expect(Math.abs(twin!.closeTime! - closeTime!)).toBeLessThan(
          5 * MINUTE,
        );
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(10);
  });
});
