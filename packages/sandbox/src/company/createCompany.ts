import { createAwsOrganization, createDeployments } from './aws';
import { characters } from './characters';
import { completeAlerts, ServiceDefinition } from './definition';
import { readExamples } from './examples';
import { generateDefinitions } from './generated';
import {
  createIdentity,
  createObjectives,
  createServiceLevels,
  createTransactions,
  newRelicAccounts,
} from './newRelic';
import { createRandom } from './random';
import { serviceDefinitions } from './services';
import { Company, Service, System } from './types';

/** The seed of the company that a laptop sees. */
export const defaultSeed = 'cordillera';

/**
 * Makes the sample company. The same seed is the same company, number for number;
 * the people, the services and what they are like do not depend on it, their
 * identifiers and sizes do.
 */
export function createCompany(options?: {
  seed?: string;
  /**
   * How many services it has; the ones that are written down unless said. Others
   * are drawn from the seed, and known to New Relic alone: neither to the git
   * host nor to AWS.
   */
  services?: number;
}): Company {
  const seed = options?.seed ?? defaultSeed;
  const { teams, people, domains, systems } = readExamples();
  const definitions = new Map(
    [
      ...serviceDefinitions,
      ...generateDefinitions({
        seed,
        known: serviceDefinitions,
        count: (options?.services ?? 0) - serviceDefinitions.length,
      }),
    ].map(definition => [definition.name, definition]),
  );
  const systemsByName = new Map(systems.map(system => [system.name, system]));
  const services = [...definitions.values()].map(definition =>
    createService({ seed, definition, definitions, systems: systemsByName }),
  );
  return {
    seed,
    organization: 'cordillera',
    newRelicAccounts,
    teams,
    people,
    domains,
    systems,
    services,
    aws: createAwsOrganization({ seed, services }),
  };
}

function createService(options: {
  seed: string;
  definition: ServiceDefinition;
  /** All services, by name. */
  definitions: ReadonlyMap<string, ServiceDefinition>;
  systems: ReadonlyMap<string, System>;
}): Service {
  const { seed, definition, definitions, systems } = options;
  const { name, repository } = definition;
  const system = systems.get(definition.system);
  const character = characters.get(definition.character);
  if (!system || !character) {
    throw new Error(
      `The sample company's service ${name} names a system or a character that does not exist`,
    );
  }
  const random = createRandom(seed, 'service', name);
  const transactions = createTransactions({
    service: definition,
    services: definitions,
  });
  return {
    name,
    description: definition.description,
    language: definition.language,
    team: definition.team,
    system: system.name,
    domain: system.domain,
    tier: definition.tier,
    lifecycle: definition.lifecycle ?? 'production',
    clientFacing: definition.clientFacing ?? false,
    declaration: repository && {
      annotations: repository.annotations ?? 'none',
      provisionedProduct: repository.provisionedProduct ?? false,
      openApi: repository.openApi ?? false,
      docs: repository.docs ?? false,
    },
    newRelic: createIdentity(seed, definition),
    transactions,
    traffic: {
      shape: definition.shape ?? 'consumer',
      peakPerHour: definition.peakPerHour,
      hosts: Math.max(1, Math.ceil(definition.peakPerHour / 120_000)),
    },
    character,
    deploymentsPerWeek: definition.deploymentsPerWeek,
    objectives: createObjectives(definition),
    alerts: completeAlerts(definition.alerts),
    serviceLevels: createServiceLevels(seed, definition),
    testCoverage:
      definition.coverage === undefined
        ? undefined
        : {
            linesTotal: 2_000 + Math.floor(random() * 22_000),
            percentage: definition.coverage,
          },
    dependsOn: [
      ...new Set([
        ...transactions.flatMap(({ calls }) => calls.map(call => call.service)),
        ...(definition.dependsOn ?? []),
      ]),
    ],
    deployments: createDeployments({ seed, service: definition }),
  };
}
