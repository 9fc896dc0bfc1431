import { SeverityLookup } from '../alertSeverity';
import { Entity, entityType } from '../entities';
import { Resolver } from './types';

/** A search that was made: its entities in order. */
export interface Search {
  query: string;
  entities: Entity[];
  limit: number;
  tagFilter?: readonly string[];
}

/** What `counts` calls its facets. */
const FACET_NAMES: Record<string, string> = {
  ACCOUNT_ID: 'accountId',
  ALERT_SEVERITY: 'alertSeverity',
  DOMAIN: 'domain',
  DOMAIN_TYPE: 'domainType',
  NAME: 'name',
  REPORTING: 'reporting',
  TYPE: 'type',
};

/** How many entities of a search have each value of some facets, the most first. */
export const counts: Resolver<
  Search,
  { facet?: string[] | null; facetTags?: string[] | null }
> = ({ entities }, { facet, facetTags }, { severityOf }) => {
  const found = new Map<string, { facet: object; count: number }>();
  for (const entity of entities) {
    const dimensions = [
      ...(facet ?? []).map(name => ({
        name: FACET_NAMES[name],
        values: [facetValue(entity, name, severityOf)],
      })),
      ...(facetTags ?? []).map(key => ({
        name: `tags.${key}`,
        values: tagValues(entity, key),
      })),
    ];
    for (const combination of combinations(dimensions)) {
      const key = JSON.stringify(combination);
      const counted = found.get(key) ?? { facet: combination, count: 0 };
      counted.count += 1;
      found.set(key, counted);
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
};

function facetValue(
  entity: Entity,
  facet: string,
  severityOf: SeverityLookup,
): string | number | boolean | undefined {
  switch (facet) {
    case 'ACCOUNT_ID':
      return entity.accountId;
    case 'ALERT_SEVERITY':
      return severityOf(entity);
    case 'DOMAIN':
      return entity.domain;
    case 'DOMAIN_TYPE':
      return `${entity.domain}-${entity.type}`;
    case 'NAME':
      return entity.name;
    case 'REPORTING':
      return entity.reporting;
    default:
      return entity.type;
  }
}

/** Every way to take one value of each dimension; none when one has no value. */
function combinations(
  dimensions: { name: string; values: unknown[] }[],
): Record<string, unknown>[] {
  return dimensions.reduce<Record<string, unknown>[]>(
    (taken, { name, values }) =>
      taken.flatMap(combination =>
        values.map(value => ({ ...combination, [name]: value })),
      ),
    [{}],
  );
}

/** The types of the entities of a search. */
export const types: Resolver<Search> = ({ entities }) => {
  const found = new Map<string, { entity: Entity; count: number }>();
  for (const entity of entities) {
    const key = `${entity.domain} ${entity.type}`;
    found.set(key, { entity, count: (found.get(key)?.count ?? 0) + 1 });
  }
  return [...found.values()].map(({ entity, count }) => ({
    count,
    domain: entity.domain,
    type: entity.type,
    entityType: entityType(entity),
  }));
};

/** All values of a tag, whose key is looked up without case. */
export function tagValues({ tags }: Entity, key: string): string[] {
  return tags
    .filter(tag => tag.key.toLowerCase() === key.toLowerCase())
    .flatMap(({ values }) => values.map(({ value }) => value));
}
