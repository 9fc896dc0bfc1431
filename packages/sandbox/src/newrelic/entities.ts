import { Company, Service } from '../company';
import { DAY, monitorOf } from '../telemetry';
import { ServiceLevelIndicator } from './serviceLevels';
import { Workload } from './workloads';

export interface EntityTag {
  key: string;
  values: { value: string; mutable: boolean }[];
}

export type EntityDetails =
  | { kind: 'ApmApplication'; applicationId: number; language: string }
  | { kind: 'SyntheticMonitor'; monitorId: string; monitoredUrl: string }
  | { kind: 'Dashboard'; dashboard: Dashboard }
  | { kind: 'Workload'; workload: Workload }
  | { kind: 'External' };

/** A dashboard as it was sent; times are ISO 8601. */
export interface Dashboard {
  description: string | undefined;
  permissions: string;
  createdAt: string;
  updatedAt: string;
  pages: DashboardPage[];
  variables: DashboardVariable[];
}

/** A template variable as it was sent. */
export interface DashboardVariable {
  name: string;
  nrqlQuery?: { query: string } | null;
}

export interface DashboardPage {
  guid: string;
  name: string;
  description: string | undefined;
  createdAt: string;
  updatedAt: string;
  widgets: DashboardWidget[];
}

export interface DashboardWidget {
  id: string;
  title: string | undefined;
  layout: { column?: number; row?: number; width?: number; height?: number };
  visualization: { id: string };
  rawConfiguration: unknown;
}

export interface Entity {
  guid: string;
  accountId: number;
  domain: string;
  type: string;
  name: string;
  reporting: boolean;
  tags: EntityTag[];
  /** Epoch milliseconds. */
  firstIndexedAt: number;
  details: EntityDetails;
  serviceLevels: ServiceLevelIndicator[];
}

const NAMES = new Intl.Collator('en');

/** Everything that New Relic knows of, by guid. */
export class EntityStore {
  readonly #entities = new Map<string, Entity>();
  readonly #applications = new Map<string, Entity>();
  /** Sorted when it is asked for, until something changes. */
  #sorted: readonly Entity[] | undefined;

  get size(): number {
    return this.#entities.size;
  }

  all(): Iterable<Entity> {
    return this.#entities.values();
  }

  /** In the order of their names, without case. */
  byName(): readonly Entity[] {
    this.#sorted ??= [...this.#entities.values()]
      .map(entity => ({ entity, key: entity.name.toLowerCase() }))
      .sort(
        (a, b) =>
          NAMES.compare(a.key, b.key) ||
          (a.entity.guid < b.entity.guid ? -1 : 1),
      )
      .map(({ entity }) => entity);
    return this.#sorted;
  }

  get(guid: string): Entity | undefined {
    return this.#entities.get(guid);
  }

  /** An application by its name. */
  application(accountId: number, name: string): Entity | undefined {
    return this.#applications.get(`${accountId} ${name}`);
  }

  /** Adds an entity, or takes note that it has another name. */
  set(entity: Entity): void {
    this.#sorted = undefined;
    this.#entities.set(entity.guid, entity);
    if (entity.details.kind === 'ApmApplication') {
      this.#applications.set(`${entity.accountId} ${entity.name}`, entity);
    }
  }

  delete(guid: string): void {
    this.#sorted = undefined;
    this.#entities.delete(guid);
  }
}

/** The value of `EntityType` for an entity. */
export function entityType({ details }: Entity): string {
  switch (details.kind) {
    case 'ApmApplication':
      return 'APM_APPLICATION_ENTITY';
    case 'SyntheticMonitor':
      return 'SYNTHETIC_MONITOR_ENTITY';
    case 'Dashboard':
      return 'DASHBOARD_ENTITY';
    case 'Workload':
      return 'WORKLOAD_ENTITY';
    default:
      return 'EXTERNAL_ENTITY';
  }
}

/** The entities of the sample company: its services, their monitors and service levels. */
export function createEntities(company: Company, now: number): EntityStore {
  const store = new EntityStore();
  for (const service of company.services) {
    const { accountId, applicationId, appName, entityGuid, reporting } =
      service.newRelic;
    const firstIndexedAt = now - 400 * DAY;
    store.set({
      guid: entityGuid,
      accountId,
      domain: 'APM',
      type: 'APPLICATION',
      name: appName,
      reporting,
      tags: tagsOf(company, service),
      firstIndexedAt,
      details: {
        kind: 'ApmApplication',
        applicationId,
        language: service.language === 'react' ? 'nodejs' : service.language,
      },
      serviceLevels: service.serviceLevels.map(level =>
        ServiceLevelIndicator.ofCompany(service, level, firstIndexedAt),
      ),
    });
    for (const level of service.serviceLevels) {
      store.set(
        serviceLevelEntity({
          company,
          accountId,
          associatedGuid: entityGuid,
          level,
          firstIndexedAt,
        }),
      );
    }
    const monitor = monitorOf(service);
    if (monitor) {
      store.set({
        guid: monitor.guid,
        accountId,
        domain: 'SYNTH',
        type: 'MONITOR',
        name: monitor.name,
        reporting: true,
        tags: accountTags(company, accountId),
        firstIndexedAt,
        details: {
          kind: 'SyntheticMonitor',
          monitorId: monitor.id,
          monitoredUrl: `https://${service.name}.cordillera.example/health`,
        },
        serviceLevels: [],
      });
    }
  }
  return store;
}

/** A service level is an entity of its own. */
export function serviceLevelEntity(options: {
  company: Company;
  accountId: number;
  /** The entity that promises. */
  associatedGuid: string;
  level: { guid: string; name: string };
  firstIndexedAt: number;
}): Entity {
  const { company, accountId, associatedGuid, level, firstIndexedAt } = options;
  return {
    guid: level.guid,
    accountId,
    domain: 'EXT',
    type: 'SERVICE_LEVEL',
    name: level.name,
    reporting: true,
    tags: [
      ...accountTags(company, accountId),
      fixedTag('nr.associatedEntityGuid', associatedGuid),
    ],
    firstIndexedAt,
    details: { kind: 'External' },
    serviceLevels: [],
  };
}

/** The tags that New Relic puts on every entity of an account. */
export function accountTags(
  { newRelicAccounts }: Pick<Company, 'newRelicAccounts'>,
  accountId: number,
): EntityTag[] {
  const account = newRelicAccounts.find(({ id }) => id === accountId);
  return [
    fixedTag('account', account?.name ?? String(accountId)),
    fixedTag('accountId', String(accountId)),
    fixedTag('trustedAccountId', String(newRelicAccounts[0].id)),
  ];
}

/** New Relic's own tags, and those of teams that keep their house in order. */
function tagsOf(company: Company, service: Service): EntityTag[] {
  const agentLanguage =
    service.language === 'react' ? 'nodejs' : service.language;
  const wellKept = service.declaration?.annotations === 'guid';
  return [
    ...accountTags(company, service.newRelic.accountId),
    fixedTag('language', agentLanguage),
    ...(service.declaration
      ? [ownTag('environment', 'production'), ownTag('team', service.team)]
      : []),
    ...(wellKept
      ? [
          ownTag('system', service.system),
          ownTag('tier', String(service.tier)),
          ownTag('rocket.dev/entity-ref', `component:default/${service.name}`),
        ]
      : []),
  ];
}

function fixedTag(key: string, value: string): EntityTag {
  return { key, values: [{ value, mutable: false }] };
}

function ownTag(key: string, value: string): EntityTag {
  return { key, values: [{ value, mutable: true }] };
}
