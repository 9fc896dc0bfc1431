import { createCompany } from '../company';
import { evaluateNrql } from '../nrql-engine';
import { createNewRelicState } from './NewRelicState';

const NOW = Date.UTC(2026, 10, 24, 18, 7, 31);
const company = createCompany();
const state = createNewRelicState({ company, clock: () => NOW });
const accountId = company.newRelicAccounts[0].id;

function ask(query: string) {
  return evaluateNrql({ query, accountId, source: state.events, now: NOW })
    .results;
}

const ledger = company.services.find(({ name }) => name === 'ledger-writer')!;
const levelOf = (indicator: string) =>
  ledger.serviceLevels.find(level => level.indicator === indicator)!;

describe('service levels', () => {
  it('are metrics that add up to the events that they count', () => {
    const { guid } = levelOf('success');
    const [sums] = ask(
      `SELECT sum(newrelic.sli.valid) AS valid, sum(newrelic.sli.good) AS good, sum(newrelic.sli.bad) AS bad FROM Metric WHERE sli.guid = '${guid}' SINCE 1 day ago`,
    );
    const [events] = ask(
      `SELECT count(*) AS valid, filter(count(*), WHERE error IS TRUE) AS bad FROM Transaction WHERE entityGuid = '${ledger.newRelic.entityGuid}' SINCE 1 day ago`,
    );
    expect(sums).toEqual({
      ...events,
      good: Number(events.valid) - Number(events.bad),
    });
    const hours = ask(
      `SELECT sum(newrelic.sli.valid) AS valid FROM Metric WHERE sli.guid = '${guid}' SINCE 1 day ago TIMESERIES 1 hour`,
    );
    expect(hours).toHaveLength(24);
    const total = hours.reduce((sum, { valid }) => sum + Number(valid), 0);
    expect(total).toBe(events.valid);
    expect(
      ask(
        `SELECT count(apm.service.transaction.duration) AS n FROM Metric WHERE entity.guid = '${ledger.newRelic.entityGuid}' SINCE 1 day ago`,
      ),
    ).toEqual([{ n: events.valid }]);
  });

  it('have a snapshot an hour of how their objectives stand', () => {
    const { guid, target } = levelOf('latency');
    const rows = ask(
      `SELECT sliCompliance, remainingErrorBudget FROM ServiceLevelSnapshot WHERE entity.guid = '${guid}' SINCE 3 hours ago`,
    );
    expect(rows).toHaveLength(3);
    const hour = Number(rows[0].timestamp);
    const seconds = ledger.objectives.p95Millis / 1000;
    const [{ compliance }] = ask(
      `SELECT percentage(count(*), WHERE duration < ${seconds}) AS compliance FROM Transaction WHERE entityGuid = '${ledger.newRelic.entityGuid}' SINCE ${hour - 28 * 86_400_000} UNTIL ${hour}`,
    );
    expect(rows[0].sliCompliance).toBeCloseTo(Number(compliance), 6);
    const spent = (100 - Number(compliance)) / (100 - target);
    expect(rows[0].remainingErrorBudget).toBeCloseTo(
      Math.max(0, 100 * (1 - spent)),
      4,
    );
  });
});

describe('Entity', () => {
  it('is every entity of the account, with its tags', () => {
    expect(
      ask(
        `SELECT name, type, tags.team FROM Entity WHERE id = '${ledger.newRelic.entityGuid}'`,
      ),
    ).toMatchObject([
      {
        name: 'ledger-writer',
        type: 'APM-APPLICATION',
        'tags.team': 'ledger',
      },
    ]);
    const [{ n }] = ask(
      "SELECT uniqueCount(id) AS n FROM Entity WHERE type = 'APM-APPLICATION'",
    );
    expect(n).toBe(company.services.length);
  });
});
