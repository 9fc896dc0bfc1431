import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { createCompany } from './createCompany';
import { examplesDirectory } from './examples';

const company = createCompany();
const byName = new Map(
  company.services.map(service => [service.name, service]),
);

describe('createCompany', () => {
  it('is the same company for the same seed, and another one for another', () => {
    expect(createCompany({ seed: 'a' })).toEqual(createCompany({ seed: 'a' }));
    const identifiers = (seed: string) => {
      const { services } = createCompany({ seed });
      return services.map(({ newRelic }) => newRelic.entityGuid);
    };
    expect(identifiers('a')).not.toEqual(identifiers('b'));
  });

  it('names nothing that does not exist', () => {
    const teams = new Set(company.teams.map(team => team.name));
    const products = new Map(
      company.aws.products.map(({ key, versions }) => [
        key,
        versions.map(version => version.name),
      ]),
    );
    expect(teams.size).toBe(8);
    for (const service of company.services) {
      expect(teams).toContain(service.team);
      for (const name of service.dependsOn) {
        expect(byName.has(name), `${service.name} needs ${name}`).toBe(true);
      }
    }
    for (const person of company.people) {
      for (const team of person.teams) {
        expect(teams).toContain(team);
      }
    }
    for (const deployment of company.aws.deployments) {
      expect(products.get(deployment.product)).toContain(deployment.version);
    }
  });

  it('gives every entity and every resource an identifier of its own', () => {
    const unique = (values: Array<string | number>) =>
      expect(new Set(values).size).toBe(values.length);
    unique(company.services.map(({ name }) => name));
    unique(company.services.map(({ newRelic }) => newRelic.applicationId));
    unique(
      company.services.flatMap(({ serviceLevels }) =>
        serviceLevels.map(({ guid }) => guid),
      ),
    );
    unique(company.aws.deployments.map(({ arn }) => arn));
    unique(company.aws.deployments.map(({ id }) => id));
  });

  it('divides the traffic of every service among its transactions', () => {
    for (const { name, transactions } of company.services) {
      const total = transactions.reduce((sum, { share }) => sum + share, 0);
      expect(total, name).toBeCloseTo(1, 9);
    }
  });

  it('never answers faster than what it waits for', () => {
    let calls = 0;
    for (const { name, transactions } of company.services) {
      for (const transaction of transactions) {
        for (const call of transaction.calls) {
          const callee = byName
            .get(call.service)
            ?.transactions.find(other => other.name === call.transaction);
          calls += 1;
          expect(
            transaction.latencyMillis,
            `${name} ${transaction.name} → ${call.service}`,
          ).toBeGreaterThan(callee?.latencyMillis ?? Infinity);
        }
      }
    }
    expect(calls).toBeGreaterThan(30);
  });

  it('has traffic on every step of every critical path', () => {
    const text = readFileSync(
      join(examplesDirectory, 'critical-paths.yaml'),
      'utf8',
    );
    const paths = parseAllDocuments(text).map(document => document.toJS());
    expect(paths.length).toBeGreaterThanOrEqual(5);
    for (const path of paths) {
      for (const step of path.spec.steps) {
        const service = byName.get(step.component.split('/')[1]);
        expect(service?.traffic.peakPerHour).toBeGreaterThan(0);
        for (const pattern of step.transactions as string[]) {
          const prefix = pattern.replace(/%$/, '');
          const matching = service!.transactions.filter(({ name }) =>
            pattern.endsWith('%') ? name.startsWith(prefix) : name === pattern,
          );
          expect(matching.length, `${step.id}: ${pattern}`).toBeGreaterThan(0);
        }
      }
    }
    const { traffic, transactions } = byName.get('api-gateway')!;
    const authorizations = traffic.peakPerHour * transactions[0].share;
    expect(authorizations).toBeGreaterThan(3e6);
    expect(authorizations).toBeLessThan(4e6);
  });

  it('has services that only AWS knows, and services that report nothing', () => {
    const undeclared = company.services.filter(
      ({ declaration }) => !declaration,
    );
    expect(undeclared.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'chargeback-importer',
        'fx-rates',
        'legacy-statement-printer',
        'atm-switch',
        'dispute-bot',
      ]),
    );
    for (const { deployments } of undeclared) {
      expect(deployments.length).toBeGreaterThan(0);
    }
    expect(
      company.services.filter(({ newRelic }) => !newRelic.reporting),
    ).toHaveLength(2);
  });

  it('has services whose tags in AWS name another team than the repository', () => {
    const teams = new Set(company.teams.map(({ name }) => name));
    const moved = company.services.filter(({ team, deployments }) =>
      deployments.some(({ tags }) => tags.team && tags.team !== team),
    );
    expect(moved.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['bill-payments', 'event-relay']),
    );
    for (const { declaration, deployments } of moved) {
      expect(declaration).toBeDefined();
      for (const { tags } of deployments) {
        expect(teams).toContain(tags.team);
      }
    }
  });
});

describe('createCompany with more services', () => {
  const large = createCompany({ services: 3_000 });

  it('keeps the company as it is, and a smaller one within a larger one', () => {
    expect(large.services).toHaveLength(3_000);
    expect(large.services.slice(0, company.services.length)).toEqual(
      company.services,
    );
    expect(large.aws).toEqual(company.aws);
    expect(createCompany({ services: 500 }).services).toEqual(
      large.services.slice(0, 500),
    );
  });

  it('draws services that differ, with identifiers of their own', () => {
    const added = large.services.slice(company.services.length);
    const guids = large.services.flatMap(({ newRelic, serviceLevels }) => [
      newRelic.entityGuid,
      ...serviceLevels.map(({ guid }) => guid),
    ]);
    expect(new Set(guids).size).toBe(guids.length);
    expect(new Set(large.services.map(({ name }) => name)).size).toBe(3_000);
    const partOf = (matches: (service: (typeof added)[number]) => boolean) =>
      added.filter(matches).length / added.length;
    expect(new Set(added.map(({ team }) => team)).size).toBe(8);
    expect(partOf(({ newRelic }) => newRelic.reporting)).toBeGreaterThan(0.95);
    const hasAll = partOf(({ alerts }) =>
      Object.values(alerts).every(state => state === 'standard'),
    );
    expect(hasAll).toBeGreaterThan(0.2);
    expect(hasAll).toBeLessThan(0.6);
    expect(partOf(({ testCoverage }) => !testCoverage)).toBeGreaterThan(0.2);
    for (const { transactions, declaration, deployments } of added) {
      const shares = transactions.reduce((sum, { share }) => sum + share, 0);
      expect(shares).toBeCloseTo(1, 9);
      expect([declaration, deployments]).toEqual([undefined, []]);
    }
  });
});
