import { seedOf } from '../../telemetry';
import { RequestContext } from '../context';
import { Entity, serviceLevelEntity } from '../entities';
import { notFound, validationError } from '../errors';
import { encodeGuid } from '../guid';
import {
  ServiceLevelIndicator,
  ServiceLevelObjective,
  ServiceLevelSettings,
  validateServiceLevel,
} from '../serviceLevels';
import { Nullable, withoutNulls } from './inputs';
import { Resolver, ResolverMap } from './types';

const create: Resolver<
  unknown,
  { entityGuid: string; indicator: ServiceLevelSettings }
> = (_source, { entityGuid, indicator: settings }, { state, mayRead }) => {
  const entity = state.entities.get(entityGuid);
  if (!entity || !mayRead(entity.accountId)) {
    throw notFound(`Entity ${entityGuid}`);
  }
  const errors = validateServiceLevel(withoutNulls(settings));
  if (errors.length > 0) {
    throw validationError(errors);
  }
  const { accountId } = entity;
  const createdAt = state.clock();
  const id = String(
    10_000_000 + (seedOf(entityGuid, settings.name, createdAt) % 80_000_000),
  );
  const indicator = ServiceLevelIndicator.create({
    id,
    guid: encodeGuid({
      accountId,
      domain: 'EXT',
      type: 'SERVICE_LEVEL',
      domainId: id,
    }),
    entityGuid,
    settings,
    createdAt,
  });
  entity.serviceLevels.push(indicator);
  state.entities.set(
    serviceLevelEntity({
      company: state.company,
      accountId,
      associatedGuid: entityGuid,
      level: { guid: indicator.guid, name: settings.name },
      firstIndexedAt: createdAt,
    }),
  );
  return indicator;
};

interface IndicatorKey {
  guid?: string | null;
  id?: string | null;
}

type IndicatorUpdate = Nullable<
  Pick<ServiceLevelSettings, 'description' | 'name' | 'objectives'>
> & { events?: Omit<ServiceLevelSettings['events'], 'accountId'> | null };

const update: Resolver<
  unknown,
  IndicatorKey & { indicator: IndicatorUpdate }
> = (_source, { indicator: input, ...key }, context) => {
  const { entity, indicator } = find(key, context);
  const { events, ...plain } = withoutNulls(input);
  const settings: ServiceLevelSettings = {
    ...indicator.settings,
    ...plain,
    events: events
      ? { accountId: indicator.settings.events.accountId, ...events }
      : indicator.settings.events,
  };
  const errors = validateServiceLevel(settings);
  if (errors.length > 0) {
    throw validationError(errors);
  }
  const updated = indicator.with(settings, context.state.clock());
  entity.serviceLevels = entity.serviceLevels.map(candidate =>
    candidate === indicator ? updated : candidate,
  );
  const own = context.state.entities.get(indicator.guid);
  if (own) {
    own.name = settings.name;
    context.state.entities.set(own);
  }
  return updated;
};

const remove: Resolver<unknown, IndicatorKey> = (_source, key, context) => {
  const { entity, indicator } = find(key, context);
  entity.serviceLevels = entity.serviceLevels.filter(
    candidate => candidate !== indicator,
  );
  context.state.entities.delete(indicator.guid);
  return indicator;
};

/** @throws GraphQLError when there is none */
function find(
  { guid, id }: IndicatorKey,
  { state, mayRead }: RequestContext,
): { entity: Entity; indicator: ServiceLevelIndicator } {
  for (const entity of state.entities.all()) {
    const indicator = entity.serviceLevels.find(
      candidate => candidate.guid === guid || candidate.id === id,
    );
    if (indicator && mayRead(entity.accountId)) {
      return { entity, indicator };
    }
  }
  throw notFound(`Service level ${guid ?? id}`);
}

/** How good it is, in percent, over the time that a reader adds. */
function complianceQuery(guid: string): string {
  return `FROM Metric SELECT clamp_max(sum(newrelic.sli.good) / sum(newrelic.sli.valid) * 100, 100) AS 'SLI' WHERE sli.guid = '${guid}'`;
}

function attainmentQuery(
  guid: string,
  { timeWindow }: ServiceLevelObjective,
): string {
  const { count, unit } = timeWindow.rolling;
  return `${complianceQuery(guid)} SINCE ${count} ${unit.toLowerCase()}s AGO`;
}

function sumQuery(metric: string, guid: string): string {
  return `FROM Metric SELECT sum(${metric}) AS 'Events' WHERE sli.guid = '${guid}'`;
}

const fields: Record<string, Resolver<ServiceLevelIndicator>> = {
  name: ({ settings }) => settings.name,
  description: ({ settings }) => settings.description,
  slug: ({ settings, id }) => settings.slug ?? `service-level-${id}`,
  objectives: ({ guid, settings }) =>
    (settings.objectives ?? []).map(objective => ({
      ...objective,
      resultQueries: { attainment: { nrql: attainmentQuery(guid, objective) } },
    })),
  resultQueries: ({ guid }) => ({
    goodEvents: { nrql: sumQuery('newrelic.sli.good', guid) },
    indicator: { nrql: complianceQuery(guid) },
    validEvents: { nrql: sumQuery('newrelic.sli.valid', guid) },
  }),
  events: ({ settings }, _args, { state }) => {
    const { accountId, ...events } = settings.events;
    return {
      ...events,
      account: state.company.newRelicAccounts.find(
        account => account.id === accountId,
      ),
    };
  },
  createdBy: () => null,
  updatedBy: () => null,
};

export const serviceLevelResolvers: ResolverMap = {
  ServiceLevelIndicator: fields,
  RootMutationType: {
    serviceLevelCreate: create,
    serviceLevelUpdate: update,
    serviceLevelDelete: remove,
  },
};
