import {
  accountOf,
  type NewRelicEntity,
  type NewRelicService,
} from '@rocket/plugin-newrelic-node';
import type { ComponentFacts } from './components';

/** Names in one search: the query has to stay short enough for an URL's worth of text. */
const NAMES_A_SEARCH = 50;

/**
 * Joins components to New Relic: by the GUID of their annotation, else by the name
 * under which they report. What was found once is remembered and not searched again
 * as long as the annotations stay the same; what New Relic could not tell this time
 * is asked for the next time.
 *
 * @param options - What the catalog says, what was joined before (by entity reference), and where to search.
 */
export async function joinComponents(options: {
  components: readonly ComponentFacts[];
  before: ReadonlyMap<string, ComponentFacts>;
  newRelic: NewRelicService;
  signal?: AbortSignal;
}): Promise<ComponentFacts[]> {
  const { components, before, newRelic, signal } = options;
  const remembered = components.map(facts => remember(facts, before));
  const names = new Set<string>();
  const guids = new Set<string>();
  for (const { annotations, newRelic: joined } of remembered) {
    if (joined?.permalink === undefined) {
      if (annotations.guid) {
        guids.add(annotations.guid);
      } else if (annotations.appName) {
        names.add(annotations.appName);
      }
    }
  }
  const byGuid = await search(newRelic, 'id', [...guids], signal);
  const byName = await search(newRelic, 'name', [...names], signal);
  return remembered.map(facts =>
    facts.annotations.guid
      ? joinByGuid(facts, byGuid.entities, newRelic)
      : joinByName(facts, byName, newRelic),
  );
}

function remember(
  facts: ComponentFacts,
  before: ReadonlyMap<string, ComponentFacts>,
): ComponentFacts {
  const known = before.get(facts.entityRef);
  const same =
    known?.annotations.guid === facts.annotations.guid &&
    known?.annotations.appName === facts.annotations.appName &&
    known?.annotations.accountId === facts.annotations.accountId;
  return same ? { ...facts, newRelic: known?.newRelic } : facts;
}

function joinByGuid(
  facts: ComponentFacts,
  found: readonly NewRelicEntity[],
  newRelic: NewRelicService,
): ComponentFacts {
  const guid = facts.annotations.guid ?? '';
  const account = accountOf({ guid }, newRelic.accounts);
  if (account.status === 'failed') {
    return { ...facts, newRelic: undefined, missing: account.reason };
  }
  const { accountId } = account;
  const permalink =
    found.find(entity => entity.guid === guid)?.permalink ??
    facts.newRelic?.permalink;
  return { ...facts, newRelic: { guid, accountId, permalink } };
}

function joinByName(
  facts: ComponentFacts,
  found: SearchOutcome,
  newRelic: NewRelicService,
): ComponentFacts {
  const { appName, accountId } = facts.annotations;
  if (!appName) {
    return {
      ...facts,
      newRelic: undefined,
      missing:
        'it has neither the annotation newrelic.com/entity-guid nor newrelic.com/app-name',
    };
  }
  if (facts.newRelic?.permalink !== undefined) {
    return facts;
  }
  const account = accountOf({ accountId }, newRelic.accounts);
  if (account.status === 'failed') {
    return { ...facts, newRelic: undefined, missing: account.reason };
  }
  // A key may see more accounts than those that may be asked.
  const named = found.entities.filter(
    entity =>
      entity.name === appName &&
      accountOf({ guid: entity.guid }, newRelic.accounts).status === 'ok',
  );
  // Without an account of its own the default one comes first; a name can be in several.
  const entity =
    named.find(candidate => candidate.accountId === account.accountId) ??
    (accountId === undefined ? named[0] : undefined);
  if (entity) {
    const { guid, permalink } = entity;
    return {
      ...facts,
      newRelic: { guid, accountId: entity.accountId, permalink },
    };
  }
  if (facts.newRelic) {
    return facts;
  }
  return {
    ...facts,
    missing:
      found.failure === undefined
        ? `New Relic knows no application named ${appName}`
        : `New Relic could not be asked for an application named ${appName}: ${found.failure}`,
  };
}

interface SearchOutcome {
  entities: NewRelicEntity[];
  failure?: string;
}

async function search(
  newRelic: NewRelicService,
  attribute: 'id' | 'name',
  values: string[],
  signal: AbortSignal | undefined,
): Promise<SearchOutcome> {
  const outcome: SearchOutcome = { entities: [] };
  for (let from = 0; from < values.length; from += NAMES_A_SEARCH) {
    const list = values
      .slice(from, from + NAMES_A_SEARCH)
      .map(value => `'${value.replace(/[\\']/g, '\\$&')}'`)
      .join(', ');
    try {
      outcome.entities.push(
        ...(await newRelic.searchEntities({
          query: `domain IN ('APM', 'EXT') AND type IN ('APPLICATION', 'SERVICE') AND ${attribute} IN (${list})`,
          signal,
        })),
      );
    } catch (error) {
      outcome.failure = error instanceof Error ? error.message : String(error);
    }
  }
  return outcome;
}
