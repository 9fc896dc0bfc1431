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
 * A small company: three services of both worlds, one that is only declared, two
 * that only AWS knows, and what they run on.
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
  // Its drift is that of card-authorizer, and is counted there.
  anEntity({
    kind: 'Resource',
    name: 'card-authorizer-production-1249eee3',
    inventory: {
      origin: 'aws',
      deployments: [aDeployment({ name: 'card-authorizer-production' })],
      belongsTo: ['component:default/card-authorizer'],
      drift: [aDrift({ kind: 'version-deprecated' })],
    },
  }),
  anEntity({
    kind: 'Resource',
    name: 'card-authorizer-staging-ffb82b7c',
    inventory: {
      origin: 'aws',
      deployments: [
        aDeployment({ name: 'card-authorizer-staging', ...staging }),
      ],
      belongsTo: ['component:default/card-authorizer'],
    },
  }),
  anEntity({
    kind: 'Resource',
    name: 'archive-5a0f12aa',
    type: 'bucket',
    owner: 'ledger',
    inventory: {
      origin: 'aws',
      deployments: [
        aDeployment({ name: 'archive', region: 'sa-east-1', isService: false }),
      ],
      drift: [aDrift({ kind: 'tainted', message: 'Its last change failed.' })],
    },
  }),
  // A product is not something that runs.
  anEntity({
    kind: 'Resource',
    name: 'java-service-on-ecs-d7bc0bba',
    type: 'service-catalog-product',
    inventory: {
      origin: 'aws',
      deployments: [aDeployment({ account: '111122223333' })],
    },
  }),
];
