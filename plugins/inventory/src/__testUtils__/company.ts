import type { Entity } from '@backstage/catalog-model';
import { aDeployment, aDrift, anEntity } from './entities';

/** A group of the catalog, with the one above it. */
export function aGroup(name: string, parent?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [], ...(parent ? { parent } : {}) },
  };
}

const staging = {
  account: '333344445555',
  region: 'sa-east-1',
  environment: 'staging',
};

/**
 * A small company, as the module leaves it in the catalog: three services of both
 * worlds, one that is only declared, and two that only AWS knows.
 */
export const company: Entity[] = [
  aGroup('engineering'),
  aGroup('cards', 'engineering'),
  aGroup('risk', 'engineering'),
  aGroup('ledger'),
  anEntity({
    name: 'limits',
    inventory: { origin: 'both', deployments: [aDeployment()] },
  }),
  anEntity({
    name: 'card-authorizer',
    tier: '0',
    inventory: {
      origin: 'both',
      deployments: [
        aDeployment({ name: 'card-authorizer-production' }),
        aDeployment({ name: 'card-authorizer-staging', ...staging }),
      ],
      drift: [
        aDrift(),
        aDrift({
          kind: 'version-deprecated',
          message: 'It is on a deprecated version. Update it.',
        }),
      ],
    },
  }),
  anEntity({
    name: 'fraud-scorer',
    owner: 'risk',
    tier: '1',
    inventory: { origin: 'both', deployments: [aDeployment()] },
  }),
  anEntity({
    name: 'rules-engine',
    owner: 'risk',
    inventory: {
      origin: 'repository',
      drift: [
        aDrift({
          kind: 'not-running',
          level: 'info',
          message: 'A repository declares it and nothing runs.',
        }),
      ],
    },
  }),
  ...['atm-switch', 'fx-rates'].map(name =>
    anEntity({
      name,
      owner: 'ledger',
      inventory: {
        origin: 'aws',
        deployments: [aDeployment({ name: `${name}-production` })],
        drift: [
          aDrift({
            kind: 'not-declared',
            message: 'No repository declares it.',
          }),
        ],
      },
    }),
  ),
];
