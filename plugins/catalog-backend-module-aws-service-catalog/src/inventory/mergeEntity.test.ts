import { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { providerSchema } from '../config/schema';
import { mergeEntity } from './mergeEntity';
import { readDrift } from './drift';
import { Deployment, ObservedFields, Placement } from './types';

const settings = (merge: object = {}) =>
  providerSchema.parse({
    accounts: ['222233334444'],
    regions: ['sa-east-1'],
    merge,
  });

const placement = (
  name: string,
  options: Partial<Deployment> = {},
  ambiguous = false,
): Placement => ({
  arn: `arn:${name}`,
  itemId: `pp-${name}`,
  entityRef: 'component:default/limits',
  via: 'tag',
  ambiguous,
  deployment: {
    arn: `arn:${name}`,
    id: `pp-${name}`,
    name,
    account: '222233334444',
    region: 'sa-east-1',
    environment: 'production',
    isService: true,
    status: 'AVAILABLE',
    type: 'service',
    versionState: 'current',
    outputs: {},
    tags: {},
    resourceRef: `resource:default/${name}`,
    consoleUrl: 'https://console.example',
    observed: {},
    ownerUnknown: false,
    stale: false,
    ...options,
  },
});

const entityWith = (spec: ObservedFields = {}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'limits', ...(spec.title ? { title: spec.title } : {}) },
  spec: {
    ...(spec.type ? { type: spec.type } : {}),
    ...(spec.owner ? { owner: spec.owner } : {}),
    ...(spec.system ? { system: spec.system } : {}),
    ...(spec.lifecycle ? { lifecycle: spec.lifecycle } : {}),
  },
});

const merge = (
  entity: Entity,
  placements: Placement[],
  options: Partial<Parameters<typeof mergeEntity>[0]> = {},
) =>
  mergeEntity({
    entity,
    placements,
    rivals: new Map(),
    settings: settings(),
    isDeclared: true,
    isSnapshotComplete: false,
    ...options,
  });

const kinds = (entity: Entity) =>
  (entity.spec!.inventory as { drift: Array<{ kind: string }> }).drift.map(
    ({ kind }) => kind,
  );

describe('mergeEntity', () => {
  const declared = { type: 'service', owner: 'cards', lifecycle: 'production' };
  const observed = {
    owner: 'payments',
    system: 'authorizations',
    lifecycle: 'production',
    tier: '1',
  };

  it('keeps what is declared, and fills what is blank', () => {
    const merged = merge(entityWith(declared), [placement('a', { observed })]);
    expect(merged).toMatchObject({
      metadata: { annotations: { 'rocket.dev/tier': '1' } },
      spec: {
        owner: 'cards',
        system: 'authorizations',
        inventory: {
          sources: { owner: 'repository', system: 'aws', tier: 'aws' },
        },
      },
    });
    expect(kinds(merged)).toEqual(['owner-differs']);
  });

  it('says of a default that it is one', () => {
    const merged = merge(
      entityWith({}),
      [placement('a', { observed: { type: 'service' } })],
      { isDeclared: false },
    );
    expect(merged.spec).toMatchObject({
      owner: 'unknown',
      lifecycle: 'production',
      inventory: {
        sources: { type: 'aws', owner: 'default', lifecycle: 'default' },
      },
    });
  });

  it('marks what AWS did not tell lately', () => {
    const merged = merge(entityWith(declared), [
      placement('a', { observed, stale: true }),
      placement('b', { observed }),
    ]);
    const { deployments } = merged.spec!.inventory as {
      deployments: Array<{ stale?: boolean }>;
    };
    expect(deployments.map(({ stale }) => stale)).toEqual([true, undefined]);
  });

  it('lets AWS win where the configuration says so, and still shows the drift', () => {
    const merged = merge(entityWith(declared), [placement('a', { observed })], {
      settings: settings({ owner: 'aws' }),
    });
    expect(merged.spec).toMatchObject({
      owner: 'payments',
      inventory: { sources: { owner: 'aws' } },
    });
    expect(kinds(merged)).toEqual(['owner-differs']);
  });

  it.each([
    ['group:default/payments', []],
    ['Payments', []],
    ['group:finance/payments', ['owner-differs']],
    ['user:default/payments', ['owner-differs']],
  ])('compares owners as refs: %s', (owner, expected) => {
    const merged = merge(entityWith({ ...declared, owner }), [
      placement('a', { observed }),
    ]);
    expect(kinds(merged)).toEqual(expected);
  });

  describe('outside the default namespace', () => {
    const elsewhere = (spec?: ObservedFields) => {
      const entity = entityWith(spec);
      return { ...entity, metadata: { ...entity.metadata, namespace: 'core' } };
    };
    const tagged = { owner: 'cards', system: 'core-banking' };

    it('writes what tags name as refs, which mean the default namespace', () => {
      const merged = merge(elsewhere(), [placement('a', { observed: tagged })]);
      expect(merged.spec).toMatchObject({
        owner: 'group:default/cards',
        system: 'system:default/core-banking',
      });
      const jane = placement('a', { observed: { owner: 'user:Jane' } });
      expect(merge(elsewhere(), [jane]).spec).toMatchObject({
        owner: 'user:default/jane',
      });
      expect(merge(elsewhere(), []).spec).toMatchObject({
        owner: 'group:default/unknown',
      });
    });

    it.each([
      ['cards', ['owner-differs']],
      ['core/cards', ['owner-differs']],
      ['default/cards', []],
      ['group:default/cards', []],
    ])(
      'takes a declared owner for one of its own namespace: %s',
      (owner, expected) => {
        const merged = merge(elsewhere({ ...declared, owner }), [
          placement('a', { observed: tagged }),
        ]);
        expect(kinds(merged)).toEqual(expected);
        expect(merged.spec).toMatchObject({ owner });
      },
    );

    it('says both in full where they only look alike', () => {
      const merged = merge(elsewhere({ ...declared, owner: 'cards' }), [
        placement('a', { observed: tagged }),
      ]);
      expect(readDrift(merged)?.[0].message).toContain(
        'says owner “group:core/cards”, the tag in AWS says “group:default/cards”',
      );
    });
  });

  it('lets production speak for the service, and shows all places', () => {
    const staging = placement('a-staging', {
      environment: 'staging',
      observed: { owner: 'platform' },
    });
    const production = placement('b-production', {
      observed: { owner: 'payments' },
    });
    const merged = merge(entityWith(), [staging, production], {
      isDeclared: false,
    });
    expect(merged.spec).toMatchObject({
      owner: 'payments',
      inventory: {
        deployments: [{ name: 'b-production' }, { name: 'a-staging' }],
      },
    });
    expect(kinds(merged)).toEqual(['deployments-differ', 'not-declared']);
    expect(readDrift(merged)?.[0]).toEqual({
      kind: 'deployments-differ',
      level: 'info',
      message:
        'AWS tells different values of owner: “group:default/payments” for b-production (222233334444, sa-east-1); “group:default/platform” for a-staging (222233334444, sa-east-1). Correct the tags that are wrong.',
    });
  });

  it.each<[ObservedFields, ObservedFields, string[]]>([
    [{ owner: 'payments' }, { owner: 'Group:default/payments' }, []],
    [{ owner: 'payments' }, {}, []],
    [{ lifecycle: 'production' }, { lifecycle: 'Production' }, []],
    [{ tier: '1' }, { tier: '2' }, ['tier']],
    [
      { system: 'core', lifecycle: 'production', type: 'service' },
      { system: 'edge', lifecycle: 'deprecated', type: 'website' },
      ['lifecycle', 'system', 'type'],
    ],
    [{ title: 'Limits' }, { title: 'Limits (staging)' }, []],
  ])('tells what places disagree about: %j and %j', (one, other, fields) => {
    const merged = merge(entityWith(declared), [
      placement('a', { observed: { ...one } }),
      placement('b', { observed: { ...other } }),
      placement('db', { isService: false, observed: { tier: '3' } }),
    ]);
    const differing = (readDrift(merged) ?? []).filter(
      ({ kind }) => kind === 'deployments-differ',
    );
    expect(
      differing.map(({ message }) => /values of (\w+):/.exec(message)?.[1]),
    ).toEqual(fields);
  });

  it('says what is wrong with the places it runs in', () => {
    const merged = merge(entityWith(declared), [
      placement('a', { status: 'TAINTED', versionState: 'deprecated' }),
      placement('b', { status: 'ERROR', versionState: 'inactive' }),
      placement('c', { ownerUnknown: true, stale: true }),
      placement('d', { status: 'SOMETHING_NEW', versionState: 'unknown' }),
    ]);
    expect(kinds(merged)).toEqual([
      'failed',
      'owner-unknown',
      'scope-stale',
      'tainted',
      'version-deprecated',
      'version-inactive',
    ]);
    expect(merged.metadata.labels!['rocket.dev/drift']).toBe('warning');
  });

  it.each([
    ['The quota is used up.', 'The quota is used up. Update'],
    ['Timed out..', 'Timed out. Update'],
    ['Rolled back', 'Rolled back. Update'],
    [undefined, 'AWS gives no reason. Update'],
  ])('ends the reason of AWS as a sentence: %s', (statusMessage, sentence) => {
    const merged = merge(entityWith(declared), [
      placement('a', { status: 'TAINTED', statusMessage }),
    ]);
    expect(readDrift(merged)?.[0].message).toContain(`failed: ${sentence}`);
  });

  it('says that it does not run only of what should, and only for certain', () => {
    const certain = { isSnapshotComplete: true };
    expect(kinds(merge(entityWith(declared), [], certain))).toEqual([
      'not-running',
    ]);
    expect(kinds(merge(entityWith(declared), []))).toEqual([]);
    for (const other of [{ type: 'library' }, { lifecycle: 'experimental' }]) {
      const entity = entityWith({ ...declared, ...other });
      expect(kinds(merge(entity, [], certain))).toEqual([]);
    }
    const database = placement('db', { isService: false });
    expect(kinds(merge(entityWith(declared), [database], certain))).toEqual([
      'not-running',
    ]);
    expect(
      kinds(merge(entityWith(declared), [database, placement('a')], certain)),
    ).toEqual([]);
  });

  it('asks the settings which lifecycles should run, not which is taken by default', () => {
    const kindsOf = (lifecycle: string, options: object) =>
      kinds(
        merge(entityWith({ ...declared, lifecycle }), [], {
          isSnapshotComplete: true,
          settings: providerSchema.parse({
            accounts: ['222233334444'],
            regions: ['sa-east-1'],
            ...options,
          }),
        }),
      );
    const byDefault = { mapping: { defaults: { lifecycle: 'experimental' } } };
    expect(kindsOf('production', byDefault)).toEqual(['not-running']);
    expect(kindsOf('experimental', byDefault)).toEqual([]);
    const both = { drift: { runnableLifecycles: ['production', 'beta'] } };
    expect(kindsOf('beta', both)).toEqual(['not-running']);
  });

  it('does not depend on the order of what it is given, and never loses what is declared', () => {
    const word = fc.constantFrom('cards', 'payments', 'ledger');
    const fields = fc.record(
      { type: word, owner: word, system: word, lifecycle: word, title: word },
      { requiredKeys: [] },
    );
    const placements = fc.uniqueArray(
      fc
        .record({
          name: fc.constantFrom('a', 'b', 'c', 'd'),
          environment: fc.constantFrom('production', 'staging'),
          isService: fc.boolean(),
          observed: fields,
          ambiguous: fc.boolean(),
        })
        .map(({ name, ambiguous, ...rest }) =>
          placement(name, rest, ambiguous),
        ),
      { selector: ({ arn }) => arn },
    );
    fc.assert(
      fc.property(fields, placements, (spec, given) => {
        const entity = entityWith(spec);
        const once = merge(entity, given);
        expect(merge(entity, [...given].reverse())).toEqual(once);
        expect(once.spec).toMatchObject(entity.spec!);
      }),
    );
  });
});
