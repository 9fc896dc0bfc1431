import { DAY, EventRow, seedOf } from '../../telemetry';
import { RequestContext } from '../context';
import { Entity } from '../entities';
import { nerdGraphError, notFound } from '../errors';
import { search } from './entitySearch';
import { Resolver, ResolverMap } from './types';

interface DeploymentInput {
  entityGuid: string;
  version: string;
  changelog?: string | null;
  commit?: string | null;
  deepLink?: string | null;
  deploymentType?: string | null;
  description?: string | null;
  groupId?: string | null;
  timestamp?: number | null;
  user?: string | null;
}

const createDeployment: Resolver<unknown, { deployment: DeploymentInput }> = (
  _source,
  { deployment },
  context,
) => {
  const { state, mayRead } = context;
  const entity = state.entities.get(deployment.entityGuid);
  if (!entity || !mayRead(entity.accountId)) {
    throw notFound(`Entity ${deployment.entityGuid}`);
  }
  const timestamp = timeOf(deployment.timestamp, context);
  const deploymentId = changeId(entity.guid, deployment.version, timestamp);
  const created = {
    ...deployment,
    deploymentId,
    deploymentType: deployment.deploymentType ?? 'BASIC',
    timestamp,
  };
  record(context, entity, 'Deployment', created);
  return created;
};

interface EventInput {
  categoryAndTypeData: {
    kind: { category: string; type: string };
    categoryFields?: {
      deployment?: {
        version: string;
        changelog?: string | null;
        commit?: string | null;
        deepLink?: string | null;
      } | null;
      featureFlag?: { featureFlagId: string } | null;
    } | null;
  };
  customAttributes?: Record<string, unknown> | null;
  description?: string | null;
  entitySearch: { query: string };
  groupId?: string | null;
  shortDescription?: string | null;
  timestamp?: number | null;
  user?: string | null;
}

const DEPLOYMENT_TYPES = [
  'basic',
  'blue green',
  'canary',
  'other',
  'rolling',
  'shadow',
];

const createEvent: Resolver<unknown, { changeTrackingEvent: EventInput }> = (
  _source,
  { changeTrackingEvent: input },
  context,
) => {
  const { kind, categoryFields } = input.categoryAndTypeData;
  if (kind.category.toLowerCase() !== 'deployment') {
    throw nerdGraphError(
      `Category ${kind.category} is not supported here: only Deployment is`,
      { errorClass: 'BAD_USER_INPUT' },
    );
  }
  if (!DEPLOYMENT_TYPES.includes(kind.type.toLowerCase())) {
    throw nerdGraphError(
      `Type ${kind.type} is not one of category ${kind.category}`,
      { errorClass: 'BAD_USER_INPUT' },
    );
  }
  const deployment = categoryFields?.deployment;
  if (!deployment) {
    throw nerdGraphError('categoryFields.deployment.version must be given', {
      errorClass: 'BAD_USER_INPUT',
    });
  }
  const [entity, ...others] = search(input.entitySearch.query, {}, context);
  if (!entity || others.length > 0) {
    throw nerdGraphError(
      `The entity search must find exactly one entity, not ${others.length + (entity ? 1 : 0)}`,
      { errorClass: 'BAD_USER_INPUT' },
    );
  }
  const timestamp = timeOf(input.timestamp, context);
  const deploymentType = kind.type.toUpperCase().replaceAll(' ', '_');
  const { customAttributes, description, shortDescription, user, groupId } =
    input;
  const created = {
    __typename: 'ChangeTrackingDeploymentEvent',
    changeTrackingId: changeId(entity.guid, deployment.version, timestamp),
    category: kind.category,
    type: kind.type,
    categoryAndType: `DEPLOYMENT__${deploymentType}`,
    ...deployment,
    customAttributes,
    description,
    shortDescription,
    user,
    groupId,
    timestamp,
    entity: { entity },
  };
  // New Relic keeps these apart from the deployments of the older mutation.
  record(context, entity, 'ChangeTrackingEvent', {
    ...customAttributes,
    ...deployment,
    changeTrackingId: created.changeTrackingId,
    category: 'Deployment',
    type: kind.type,
    categoryAndType: created.categoryAndType,
    description,
    shortDescription,
    user,
    groupId,
    timestamp,
  });
  return { changeTrackingEvent: created, messages: [] };
};

/** The time of a change: at most a day away. @throws GraphQLError */
function timeOf(
  timestamp: number | null | undefined,
  { state }: RequestContext,
): number {
  const now = state.clock();
  const time = timestamp ?? now;
  if (Math.abs(time - now) > DAY) {
    throw nerdGraphError('timestamp must be within 24 hours of now', {
      errorClass: 'BAD_USER_INPUT',
    });
  }
  return time;
}

/** Changes are queryable as events, joined to their entity. */
function record(
  { state }: RequestContext,
  entity: Entity,
  eventType: string,
  change: Record<string, unknown> & { timestamp: number },
): void {
  const row: EventRow = {
    timestamp: change.timestamp,
    'entity.guid': entity.guid,
    'entity.name': entity.name,
  };
  for (const [name, value] of Object.entries(change)) {
    if (typeof value === 'string' || typeof value === 'number') {
      row[name] = value;
    }
  }
  state.customEvents.add(entity.accountId, eventType, row);
}

function changeId(...parts: (string | number)[]): string {
  const digits = (salt: string) =>
    seedOf(salt, ...parts)
      .toString(16)
      .padStart(8, '0');
  return `${digits('a')}-${digits('b').slice(0, 4)}-4${digits('c').slice(0, 3)}-a${digits('d').slice(0, 3)}-${digits('e')}${digits('f').slice(0, 4)}`;
}

export const changeTrackingResolvers: ResolverMap = {
  RootMutationType: {
    changeTrackingCreateDeployment: createDeployment,
    changeTrackingCreateEvent: createEvent,
  },
};
