import fc from 'fast-check';
import { createCompany } from '../../company';
import { createEntities } from '../entities';
import { DAY, HOUR, MINUTE, Story, streamsOf } from '../../telemetry';
import { AlertStore } from './AlertStore';
import { Incidents } from './Incidents';
import { createStandardAlerts } from './standardConditions';
import { Targets } from './Targets';

const NOW = Date.UTC(2026, 10, 24, 18, 7, 31);
const company = createCompany();
const story = Story.create(company);
const streams = streamsOf(company);
const accountId = company.newRelicAccounts[0].id;

function incidentsAt(now: number): Incidents {
  const clock = () => now;
  const alerts = new AlertStore(clock);
  createStandardAlerts({ store: alerts, company, now: NOW });
  return new Incidents({
    alerts,
    streams,
    story,
    targets: new Targets(createEntities(company, NOW)),
    isMuted: () => false,
    clock,
  });
}

const incidents = incidentsAt(NOW);
const month = incidents.between(accountId, NOW - 28 * DAY, NOW);

describe('incidents', () => {
  it('are of every sort: open, recovered, expired, ended by an edit', () => {
    const causes = new Set(month.map(({ closeCause }) => closeCause));
    expect(causes).toEqual(
      new Set([undefined, 'EVALUATOR', 'EXPIRED', 'CONDITION_MODIFIED']),
    );
    expect(
      new Set(month.map(({ evaluationType }) => evaluationType)).size,
    ).toBe(2);
    const open = month.filter(({ closeTime }) => closeTime === undefined);
    expect(incidents.open(accountId)).toEqual(open);
  });

  it('last longer than they take to be noticed, and never beyond their limit', () => {
    for (const { openTime, closeTime = NOW, closeCause, condition } of month) {
      const limit = condition.violationTimeLimitSeconds * 1000;
      expect(openTime).toBeLessThanOrEqual(NOW);
      expect(closeTime).toBeGreaterThanOrEqual(openTime);
      const length = closeTime - openTime;
      expect(length).toBeLessThanOrEqual(limit);
      expect(length === limit).toBe(closeCause === 'EXPIRED');
    }
  });

  it('of failures begin a few minutes after a degradation of the service or of one it calls', () => {
    const failing = month.filter(
      ({ condition, evaluationType }) =>
        condition.nrql.query.includes('error IS TRUE') &&
        condition.signal.aggregationWindow === 60 &&
        evaluationType === 'Threshold',
    );
    expect(failing.length).toBeGreaterThan(20);
    for (const { openTime, target } of failing) {
      const begin = openTime - 25 * MINUTE;
      const watched = company.services.find(
        ({ newRelic }) => newRelic.entityGuid === target.guid,
      )!;
      const callees = [watched, ...calleesOf(watched)];
      const causes = callees.flatMap(service =>
        story
          .degradations(service, begin, openTime)
          .filter(({ errorRate }) => errorRate > 0),
      );
      expect(causes.length).toBeGreaterThan(0);
    }
  });

  it('follow deployments that go wrong', () => {
    const bad = company.services.flatMap(service =>
      story
        .degradations(service, NOW - 28 * DAY, NOW - 3 * HOUR)
        .filter(
          // Without any request there is nothing to fail: that is a loss of signal.
          ({ deployment, errorRate, trafficFactor, start, end }) =>
            deployment &&
            errorRate > 0.1 &&
            trafficFactor > 0 &&
            end - start > 15 * MINUTE,
        )
        .filter(() => service.alerts['error-rate'] === 'standard')
        .map(degradation => ({ service, degradation })),
    );
    expect(bad.length).toBeGreaterThan(2);
    for (const { service, degradation } of bad) {
      const { start, end, deployment } = degradation;
      expect(start - deployment!.time).toBeLessThanOrEqual(3 * MINUTE);
      const caused = month.filter(
        ({ target, openTime, closeTime = NOW }) =>
          target.guid === service.newRelic.entityGuid &&
          openTime <= end + 10 * MINUTE &&
          closeTime >= start,
      );
      expect(caused, service.name).not.toEqual([]);
    }
  });

  it('of the past are the same whichever window and moment they are asked from', () => {
    const known = new Map(month.map(incident => [incident.id, incident]));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 * DAY }),
        fc.integer({ min: MINUTE, max: 8 * DAY }),
        (age, length) => {
          const now = NOW - age;
          const begin = now - length;
          const found = incidentsAt(now).between(accountId, begin, now);
          const expected = month.filter(
            ({ openTime, closeTime }) =>
              openTime < now && (closeTime === undefined || closeTime >= begin),
          );
          expect(found.map(({ id }) => id).sort()).toEqual(
            expected.map(({ id }) => id).sort(),
          );
          for (const { id, openTime, closeTime } of found) {
            const later = known.get(id)!;
            const isClosed = (later.closeTime ?? Infinity) <= now;
            expect(openTime).toBe(later.openTime);
            expect(closeTime).toBe(isClosed ? later.closeTime : undefined);
          }
        },
      ),
      { numRuns: 3 },
    );
  });

  it('that are open are found without computing what was before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 * DAY }), age => {
        const now = NOW - age;
        const idsOf = (found: { id: string }[]) => found.map(({ id }) => id);
        const known = incidentsAt(now);
        const open = known
          .between(accountId, now, now + 1)
          .filter(({ closeTime }) => closeTime === undefined);
        expect(idsOf(incidentsAt(now).open(accountId)).sort()).toEqual(
          idsOf(open).sort(),
        );
        const ahead = incidentsAt(now);
        expect([...ahead.prepare(now - 10 * DAY)].length).toBeGreaterThan(100);
        expect(idsOf(ahead.open(accountId)).sort()).toEqual(idsOf(open).sort());
        for (const { target } of open.slice(0, 3)) {
          expect(idsOf(ahead.openFor(accountId, target.guid)).sort()).toEqual(
            idsOf(
              open.filter(other => other.target.guid === target.guid),
            ).sort(),
          );
        }
      }),
      { numRuns: 5 },
    );
  });

  it('are rows that agree with each other', () => {
    const rows = [
      ...incidents.rows({
        accountId,
        eventType: 'NrAiIncident',
        begin: NOW - 28 * DAY,
        end: NOW,
      }),
    ];
    const opened = new Map(
      rows
        .filter(({ event }) => event === 'open')
        .map(row => [row.incidentId, row]),
    );
    const closed = rows.filter(({ event }) => event === 'close');
    expect(closed.length).toBeGreaterThan(100);
    for (const row of closed) {
      expect(row.timestamp).toBe(row.closeTime);
      expect(row.durationSeconds).toBe(
        Math.round((Number(row.closeTime) - Number(row.openTime)) / 1000),
      );
      // What opened before the window has no row of its opening in it.
      const isWhole = Number(row.openTime) >= NOW - 28 * DAY;
      expect(opened.get(row.incidentId)?.timestamp).toBe(
        isWhole ? row.openTime : undefined,
      );
    }
  });
});

/** All that a service waits for, directly or not. */
function calleesOf(service: (typeof company.services)[number]) {
  const found = new Set([service]);
  for (const each of found) {
    for (const { service: name } of each.transactions.flatMap(
      ({ calls }) => calls,
    )) {
      found.add(company.services.find(other => other.name === name)!);
    }
  }
  found.delete(service);
  return [...found];
}
