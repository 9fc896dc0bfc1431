import { application, fakeNewRelic } from '../__testUtils__/fakeNewRelic';
import { factsOf, type ComponentFacts } from './components';
import { joinComponents } from './joinComponents';

const facts = (
  name: string,
  annotations: Record<string, string> = {},
): ComponentFacts =>
  factsOf({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    relations: [
      { type: 'dependsOn', targetRef: 'component:default/x' },
      { type: 'ownedBy', targetRef: 'group:default/x' },
    ],
  });

const byRef = (list: ComponentFacts[]) =>
  new Map(list.map(entry => [entry.entityRef, entry]));

describe('joining components to New Relic', () => {
  it('takes the GUID of the annotation, even when New Relic cannot be searched', async () => {
    const { guid } = application('gateway');
    const [joined] = await joinComponents({
      components: [facts('gateway', { 'newrelic.com/entity-guid': guid })],
      before: new Map(),
      newRelic: fakeNewRelic({
        searchEntities: async () => {
          throw new Error('no answer');
        },
      }),
    });
    expect(joined).toMatchObject({
      entityRef: 'component:default/gateway',
      dependsOn: ['component:default/x'],
      newRelic: { guid, accountId: 1, permalink: undefined },
    });
    expect(joined.missing).toBeUndefined();
  });

  it('searches for names once, remembers, and searches again when the annotation changes', async () => {
    const searchEntities = vi.fn(async () => [
      application('gateway', { accountId: 2 }),
      application('gateway'),
    ]);
    const newRelic = fakeNewRelic({ searchEntities });
    const named = (name: string) =>
      facts('gateway', { 'newrelic.com/app-name': name });
    const first = await joinComponents({
      components: [named('gateway')],
      before: new Map(),
      newRelic,
    });
    // The default account goes before another one with the same name.
    expect(first[0].newRelic).toMatchObject({
      guid: application('gateway').guid,
      accountId: 1,
    });
    expect(searchEntities).toHaveBeenCalledTimes(1);
    expect(searchEntities).toHaveBeenCalledWith({
      query:
        "domain IN ('APM', 'EXT') AND type IN ('APPLICATION', 'SERVICE') AND name IN ('gateway')",
      signal: undefined,
    });

    const second = await joinComponents({
      components: [named('gateway')],
      before: byRef(first),
      newRelic,
    });
    expect(second).toEqual(first);
    expect(searchEntities).toHaveBeenCalledTimes(1);

    const [renamed] = await joinComponents({
      components: [named("gate'way")],
      before: byRef(second),
      newRelic,
    });
    expect(renamed.newRelic).toBeUndefined();
    expect(renamed.missing).toBe(
      "New Relic knows no application named gate'way",
    );
    expect(searchEntities.mock.lastCall).toMatchObject([
      { query: expect.stringContaining("name IN ('gate\\'way')") },
    ]);
  });

  it('keeps to the account of the annotation', async () => {
    const [joined] = await joinComponents({
      components: [
        facts('gateway', {
          'newrelic.com/app-name': 'gateway',
          'newrelic.com/account-id': '3',
        }),
      ],
      before: new Map(),
      newRelic: fakeNewRelic({
        searchEntities: async () => [
          application('gateway'),
          application('gateway', { accountId: 3 }),
        ],
      }),
    });
    expect(joined).toMatchObject({
      newRelic: undefined,
      missing: 'Account 3 of New Relic is not configured',
    });
  });

  it('says why a component is not joined', async () => {
    const list = await joinComponents({
      components: [
        facts('none'),
        facts('bad', { 'newrelic.com/entity-guid': 'gateway' }),
        facts('unasked', { 'newrelic.com/app-name': 'unasked' }),
      ],
      before: new Map(),
      newRelic: fakeNewRelic({
        searchEntities: async () => {
          throw new Error('no answer');
        },
      }),
    });
    expect(list.map(({ missing }) => missing)).toEqual([
      'it has neither the annotation newrelic.com/entity-guid nor newrelic.com/app-name',
      'its annotation newrelic.com/entity-guid holds no GUID',
      'New Relic could not be asked for an application named unasked: no answer',
    ]);
  });
});
