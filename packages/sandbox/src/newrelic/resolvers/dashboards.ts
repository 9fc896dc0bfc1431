import { NrqlSyntaxError, parseNrql } from '@rocket/nrql';
import { seedOf } from '../../telemetry';
import {
  accountTags,
  Dashboard,
  DashboardPage,
  DashboardVariable,
  Entity,
} from '../entities';
import { encodeGuid } from '../guid';
import { RequestContext, requireAccount } from '../context';
import { Resolver, ResolverMap } from './types';

interface WidgetInput {
  id?: string | null;
  title?: string | null;
  layout?: {
    column?: number | null;
    row?: number | null;
    width?: number | null;
    height?: number | null;
  } | null;
  visualization?: { id?: string | null } | null;
  rawConfiguration?: unknown;
}

interface DashboardInput {
  name: string;
  description?: string | null;
  permissions: string;
  pages: {
    guid?: string | null;
    name: string;
    description?: string | null;
    widgets: WidgetInput[];
  }[];
  variables?: DashboardVariable[] | null;
}

const COLUMNS = 12;

const create: Resolver<
  unknown,
  { accountId: number; dashboard: DashboardInput }
> = (_source, { accountId, dashboard }, context) => {
  requireAccount(accountId, context);
  const { state } = context;
  const problem = problemOf(dashboard);
  if (problem) {
    return { entityResult: null, errors: [invalid(problem)] };
  }
  const now = state.clock();
  const id = String(
    1_000_000 + (seedOf(dashboard.name, now, state.entities.size) % 9e6),
  );
  const entity: Entity = {
    guid: encodeGuid({
      accountId,
      domain: 'VIZ',
      type: 'DASHBOARD',
      domainId: id,
    }),
    accountId,
    domain: 'VIZ',
    type: 'DASHBOARD',
    name: dashboard.name,
    reporting: true,
    tags: accountTags(state.company, accountId),
    firstIndexedAt: now,
    details: {
      kind: 'Dashboard',
      dashboard: contentOf(accountId, id, dashboard, now, now),
    },
    serviceLevels: [],
  };
  state.entities.set(entity);
  return { entityResult: resultOf(entity), errors: null };
};

const update: Resolver<unknown, { guid: string; dashboard: DashboardInput }> = (
  _source,
  { guid, dashboard },
  context,
) => {
  const entity = find(guid, context);
  const problem = entity
    ? problemOf(dashboard)
    : `Dashboard ${guid} does not exist`;
  if (!entity || problem) {
    return { entityResult: null, errors: [invalid(problem!)] };
  }
  const id = Buffer.from(guid, 'base64').toString('utf8').split('|').pop()!;
  const before = dashboardOf(entity);
  entity.name = dashboard.name;
  entity.details = {
    kind: 'Dashboard',
    dashboard: contentOf(
      entity.accountId,
      id,
      dashboard,
      Date.parse(before.createdAt),
      context.state.clock(),
    ),
  };
  context.state.entities.set(entity);
  return { entityResult: resultOf(entity), errors: null };
};

const remove: Resolver<unknown, { guid: string }> = (
  _source,
  { guid },
  context,
) => {
  if (!find(guid, context)) {
    return {
      status: 'FAILURE',
      errors: [
        {
          type: 'DASHBOARD_NOT_FOUND',
          description: `Dashboard ${guid} does not exist`,
        },
      ],
    };
  }
  context.state.entities.delete(guid);
  return { status: 'SUCCESS', errors: null };
};

function find(
  guid: string,
  { state, mayRead }: RequestContext,
): Entity | undefined {
  const entity = state.entities.get(guid);
  return entity?.details.kind === 'Dashboard' && mayRead(entity.accountId)
    ? entity
    : undefined;
}

function dashboardOf({ details }: Entity): Dashboard {
  if (details.kind !== 'Dashboard') {
    throw new Error('An entity that is no dashboard has no dashboard');
  }
  return details.dashboard;
}

/** What is wrong with a dashboard, if anything is. */
function problemOf({
  name,
  pages,
  variables,
}: DashboardInput): string | undefined {
  if (name.trim() === '') {
    return 'Name must not be blank';
  }
  if (pages.length === 0) {
    return 'Dashboard must have at least one page';
  }
  for (const page of pages) {
    if (page.name.trim() === '') {
      return 'Page name must not be blank';
    }
    for (const widget of page.widgets) {
      const problem = problemOfWidget(widget);
      if (problem) {
        return problem;
      }
    }
  }
  for (const { nrqlQuery } of variables ?? []) {
    const problem = nrqlQuery && problemOfQuery(nrqlQuery.query);
    if (problem) {
      return problem;
    }
  }
  return undefined;
}

function problemOfWidget({
  layout,
  visualization,
  rawConfiguration,
}: WidgetInput): string | undefined {
  const { column, width, row, height } = layout ?? {};
  const first = column ?? 1;
  if (first < 1 || first + (width ?? 4) - 1 > COLUMNS) {
    return `Widget layout must fit into ${COLUMNS} columns`;
  }
  if ((row ?? 1) < 1 || (height ?? 1) < 1) {
    return 'Widget layout row and height must be positive';
  }
  if (!visualization?.id) {
    return 'Widget visualization id must be set with rawConfiguration';
  }
  for (const query of queriesOf(rawConfiguration)) {
    const problem = problemOfQuery(query);
    if (problem) {
      return problem;
    }
  }
  return undefined;
}

function problemOfQuery(query: string): string | undefined {
  try {
    parseNrql(query);
    return undefined;
  } catch (error) {
    if (!(error instanceof NrqlSyntaxError)) {
      throw error;
    }
    const cause = error.message.replace('NRQL Syntax Error: ', '');
    return `Error parsing: ${query}, please check nrql grammar.\nCause: ${cause}`;
  }
}

/** The queries of a widget; those with template variables are filled in by the browser, and not looked at. */
function* queriesOf(configuration: unknown): Generator<string> {
  if (
    typeof configuration !== 'object' ||
    configuration === null ||
    !('nrqlQueries' in configuration) ||
    !Array.isArray(configuration.nrqlQueries)
  ) {
    return;
  }
  for (const { query } of configuration.nrqlQueries as { query?: unknown }[]) {
    if (typeof query === 'string' && !query.includes('{{')) {
      yield query;
    }
  }
}

function contentOf(
  accountId: number,
  id: string,
  input: DashboardInput,
  createdAt: number,
  updatedAt: number,
): Dashboard {
  const times = {
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
  return {
    ...times,
    description: input.description ?? undefined,
    permissions: input.permissions,
    variables: input.variables ?? [],
    pages: input.pages.map((page, pageIndex): DashboardPage => ({
      ...times,
      guid:
        page.guid ??
        encodeGuid({
          accountId,
          domain: 'VIZ',
          type: 'DASHBOARD',
          domainId: `${id}${pageIndex + 1}`,
        }),
      name: page.name,
      description: page.description ?? undefined,
      widgets: page.widgets.map((widget, index) => ({
        id: widget.id ?? String(Number(id) * 100 + pageIndex * 50 + index),
        title: widget.title ?? undefined,
        layout: {
          column: widget.layout?.column ?? 1,
          row: widget.layout?.row ?? 1,
          width: widget.layout?.width ?? 4,
          height: widget.layout?.height ?? 3,
        },
        visualization: { id: widget.visualization?.id ?? '' },
        rawConfiguration: widget.rawConfiguration ?? {},
      })),
    })),
  };
}

function resultOf(entity: Entity) {
  const { guid, accountId, name } = entity;
  return { ...dashboardOf(entity), guid, accountId, name };
}

function invalid(description: string) {
  return { type: 'INVALID_INPUT', description };
}

export const dashboardResolvers: ResolverMap = {
  RootMutationType: {
    dashboardCreate: create,
    dashboardUpdate: update,
    dashboardDelete: remove,
  },
};
