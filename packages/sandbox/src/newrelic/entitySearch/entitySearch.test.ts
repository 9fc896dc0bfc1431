import fc from 'fast-check';
import {
  EntitySearchSyntaxError,
  matchEntity,
  parseEntitySearch,
  SearchableEntity,
} from '.';

function entity(
  properties: Record<string, string>,
  tags: Record<string, string[]> = {},
): SearchableEntity {
  return {
    property: name => properties[name],
    tags: Object.entries(tags).map(([key, values]) => ({ key, values })),
  };
}

const authorizer = entity(
  {
    name: 'card-authorizer',
    domain: 'APM',
    type: 'APPLICATION',
    reporting: 'true',
    accountId: '3812041',
    alertSeverity: 'NOT_ALERTING',
  },
  {
    team: ['Cards'],
    'rocket.dev/entity-ref': ['component:default/card-authorizer'],
    region: ['us-east-1', 'sa-east-1'],
  },
);

const matches = (
  query: string,
  options = { caseSensitiveTagMatching: false },
) => matchEntity(authorizer, parseEntitySearch(query), options);

describe('entity search', () => {
  it.each([
    "name = 'card-authorizer'",
    'name = "card-authorizer" AND domain = "APM"',
    "domain IN ('INFRA', 'APM') and type in ('APPLICATION')",
    "reporting = 'true'",
    'reporting = true AND accountId = 3812041',
    "name LIKE 'AUTHORIZER'",
    "name LIKE '%card%'",
    "name LIKE ':card:'",
    "name LIKE 'card_author'",
    "tags.team = 'cards'",
    "tags.`team` = 'Cards'",
    "`tags.team` = 'Cards'",
    "tags.`rocket.dev/entity-ref` = 'component:default/card-authorizer'",
    "tags.region = 'sa-east-1'",
    "tags.region IN ('eu-west-1', 'us-east-1')",
    'tags.nobody IS NULL AND tags.team IS NOT NULL',
    "NOT (domain = 'BROWSER' OR type = 'HOST')",
    "domain = 'BROWSER' OR domain = 'APM' AND type = 'APPLICATION'",
    "name NOT LIKE 'limits' AND domain NOT IN ('EXT')",
    "alertSeverity != 'CRITICAL'",
    "domainType != 'APM-APPLICATION' OR accountId > 1000",
  ])('%s', query => {
    expect(matches(query)).toBe(true);
  });

  it.each([
    "name = 'Card-Authorizer'",
    "name = 'card'",
    "name LIKE 'card limits'",
    "domain = 'BROWSER' AND domain = 'APM' OR type = 'HOST'",
    "tags.region = 'us'",
    "tags.region != 'us-east-1'",
    "reporting = 'false'",
  ])('not: %s', query => {
    expect(matches(query)).toBe(false);
  });

  it('looks at the case of tags when asked to', () => {
    const caseSensitiveTagMatching = true;
    expect(matches("tags.team = 'Cards'", { caseSensitiveTagMatching })).toBe(
      true,
    );
    expect(matches("tags.team = 'cards'", { caseSensitiveTagMatching })).toBe(
      false,
    );
    expect(matches("tags.Team = 'Cards'", { caseSensitiveTagMatching })).toBe(
      false,
    );
  });

  it.each([
    ['', 1],
    ["name 'x'", 6],
    ["name = 'x", 8],
    ["name = 'x' domain = 'APM'", 12],
    ["(name = 'x'", 12],
    ["name IN 'x'", 9],
    ['name IN ()', 10],
    ["language = 'java'", 1],
    ["name == 'x'", 7],
    ["AND name = 'x'", 1],
    ["name = 'x' # y", 12],
    ['name = card', 8],
  ])('refuses %s at position %d', (query, position) => {
    const error = (() => {
      try {
        parseEntitySearch(query);
        return undefined;
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toBeInstanceOf(EntitySearchSyntaxError);
    expect((error as EntitySearchSyntaxError).position).toBe(position);
  });

  it('reads any value back out of its quotes', () => {
    fc.assert(
      fc.property(fc.string(), value => {
        const quoted = value.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
        const named = entity({ name: value });
        expect(
          matchEntity(named, parseEntitySearch(`name = '${quoted}'`), {
            caseSensitiveTagMatching: false,
          }),
        ).toBe(true);
      }),
    );
  });
});
