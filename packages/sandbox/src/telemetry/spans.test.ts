import { createCompany } from '../company';
import { evaluateNrql } from '../nrql-engine';
import { sourceOf } from './__testUtils__/sourceOf';

const NOW = Date.UTC(2026, 10, 24, 18, 7, 31);
const company = createCompany();
const source = sourceOf(company, NOW);

function ask(query: string) {
  return evaluateNrql({
    query,
    accountId: company.newRelicAccounts[0].id,
    source,
    now: NOW,
  }).results;
}

describe('Span', () => {
  it('has a server span for each request, failed where it failed, as long as it took', () => {
    const spans = ask(
      "SELECT count(*) AS n, filter(count(*), WHERE otel.status_code = 'ERROR') AS bad, percentile(duration.ms, 50, 95) AS p FROM Span WHERE span.kind = 'server' AND service.name = 'card-authorizer' SINCE 3 hours ago",
    );
    const transactions = ask(
      "SELECT count(*) AS n, filter(count(*), WHERE error IS TRUE) AS bad, percentile(duration * 1000, 50, 95) AS p FROM Transaction WHERE appName = 'card-authorizer' SINCE 3 hours ago",
    );
    expect(spans[0].n).toBe(transactions[0].n);
    expect(spans[0].bad).toBe(transactions[0].bad);
    const [a, b] = [spans[0].p, transactions[0].p] as Record<string, number>[];
    expect(a['50'] / b['50']).toBeCloseTo(1, 1);
    expect(a['95'] / b['95']).toBeCloseTo(1, 1);
  });

  it('has a client span for each call, which says who depends on whom', () => {
    const peers = ask(
      "SELECT count(*) AS n FROM Span WHERE span.kind = 'client' AND transaction.name = 'WebTransaction/SpringController/v1/authorizations (POST)' FACET peer.service SINCE 1 hour ago",
    );
    expect(new Set(peers.map(({ facet }) => facet))).toEqual(
      new Set(['fraud-scorer', 'limits', 'ledger-writer', 'issuer-connector']),
    );
    const [{ n }] = ask(
      "SELECT count(*) AS n FROM Transaction WHERE name = 'WebTransaction/SpringController/v1/authorizations (POST)' SINCE 1 hour ago",
    );
    for (const peer of peers) {
      expect(peer.n).toBe(n);
    }
    for (const service of company.services) {
      const called = new Set(
        service.newRelic.reporting
          ? service.transactions.flatMap(({ calls }) =>
              calls.map(call => call.service),
            )
          : [],
      );
      const [{ peersOf }] = ask(
        `SELECT uniques(peer.service) AS peersOf FROM Span WHERE entity.guid = '${service.newRelic.entityGuid}' SINCE 1 day ago`,
      );
      expect(new Set(peersOf as string[]), service.name).toEqual(called);
    }
  });
});
