import { arnOf, HUB, PRODUCTION } from './__testUtils__/company';
import {
  databases,
  fxRates,
  limits,
  resourceRef,
  useStage,
} from './__testUtils__/useStage';

describe.each(databases.eachSupportedId())(
  'when AWS fails or answers half, on %s',
  databaseId => {
    const stage = useStage(databaseId);

    it('believes no listing that lost a page or said one twice', async () => {
      const many = Array.from({ length: 12 }, (_, index) => ({
        ...fxRates,
        name: `fx-rates-${index}`,
      }));
      const aws = await stage.startAws(many);
      const portal = await stage.startPortal({ limits: { pageSize: 5 } });
      await portal.syncAll();
      const count = async () =>
        (await portal.entities('kind=resource,spec.type=deployment')).length;
      await vi.waitFor(async () => expect(await count()).toBe(12), {
        timeout: 20_000,
      });
      for (const kind of ['lose-page', 'duplicate', 'truncate']) {
        for (let round = 0; round < 4; round++) {
          await aws.setFaults({
            kind,
            times: 1,
            operation: 'SearchProvisionedProducts',
          });
          await portal.sync();
        }
        const scope = (await portal.scopes())[1];
        expect(scope.failures).toBeGreaterThan(0);
        expect(scope.reason).toMatch(/AWS counts 12 .* listed \d/);
      }
      expect(await count()).toBe(12);
      await portal.expectEntity(resourceRef(many[3]), {
        spec: { inventory: { drift: [{ kind: 'scope-stale' }] } },
      });
      await portal.sync();
      expect((await portal.scopes())[1]).toMatchObject({
        failures: 0,
        reason: null,
      });
    });

    it('keeps a product in its portfolios while half a listing says otherwise', async () => {
      // Its product is in a small portfolio too, and on the second page of this one.
      const aws = await stage.startAws(
        [{ ...fxRates, product: 'aurora-postgresql' }],
        { moreProducts: 20 },
      );
      const portal = await stage.startPortal({
        mapping: {
          rules: [
            {
              name: 'golden',
              when: { portfolio: 'Golden paths' },
              set: { as: 'service' },
            },
            { name: 'others', set: { as: 'ignored' } },
          ],
        },
      });
      await portal.syncAll();
      await portal.expectEntity('component:default/fx-rates');
      const emitted = () =>
        stage.knex()('aws_service_catalog__emitted').where({
          entity_ref: 'component:default/fx-rates',
        });
      for (const kind of ['lose-page', 'duplicate', 'truncate']) {
        await aws.setFaults({ kind, operation: 'SearchProductsAsAdmin' });
        await portal.sync(HUB);
        await portal.sync(HUB);
        expect(await emitted()).toHaveLength(1);
        await aws.clearFaults();
        await portal.sync(HUB);
      }
      await portal.expectEntity('component:default/fx-rates');
    });

    it('removes nothing when 40 % vanish, and what is gone after its grace', async () => {
      const many = Array.from({ length: 10 }, (_, index) => ({
        ...fxRates,
        name: `fx-rates-${index}`,
      }));
      const aws = await stage.startAws(many);
      const portal = await stage.startPortal();
      await portal.syncAll();
      const count = async () =>
        (await portal.entities('kind=resource,spec.type=deployment')).length;
      await vi.waitFor(async () => expect(await count()).toBe(10), {
        timeout: 20_000,
      });

      await aws.setFaults({ kind: 'vanish', ratio: 0.4 });
      for (let round = 0; round < 4; round++) {
        await portal.sync();
      }
      expect(await count()).toBe(10);
      expect((await portal.scopes())[1].notice).toMatch(/4 of 10/);

      await aws.clearFaults();
      await aws.setFaults({ kind: 'vanish', ratio: 0.2 });
      await portal.sync();
      await portal.sync();
      expect(await count()).toBe(10);
      await portal.sync();
      await vi.waitFor(async () => expect(await count()).toBe(8));
      expect((await portal.scopes())[1].notice).toBeNull();
    });

    it('loses nothing while AWS throttles or refuses', async () => {
      const aws = await stage.startAws([fxRates]);
      const portal = await stage.startPortal({ limits: { attempts: 1 } });
      await portal.syncAll();
      await portal.expectEntity('component:default/fx-rates');
      for (const [kind, reason] of [
        ['throttle', /ThrottlingException/],
        ['deny', /AccessDeniedException.*not authorized/],
        ['break', /InternalFailure/],
      ] as const) {
        await aws.setFaults({ kind });
        await portal.sync();
        await portal.sync();
        expect((await portal.scopes())[1].reason).toMatch(reason);
        await aws.clearFaults();
      }
      await portal.expectEntity('component:default/fx-rates', {
        spec: {
          inventory: {
            drift: [{ kind: 'not-declared' }, { kind: 'scope-stale' }],
          },
        },
      });
    });

    it('takes what an account does not have for nothing, not for a failure', async () => {
      const aws = await stage.startAws([fxRates]);
      const portal = await stage.startPortal();
      await aws.setFaults(
        {
          kind: 'error',
          code: 'OperationNotSupportedException',
          operation: 'ListAcceptedPortfolioShares',
        },
        {
          kind: 'error',
          code: 'TagOptionNotMigratedException',
          operation: 'ListConstraintsForPortfolio',
        },
      );
      await portal.syncAll();
      expect((await portal.scopes()).map(({ failures }) => failures)).toEqual([
        0, 0,
      ]);
      await portal.expectEntity('component:default/fx-rates');
    });

    it('says that a role may not be assumed, and syncs the other accounts', async () => {
      const aws = await stage.startAws([fxRates]);
      const portal = await stage.startPortal({ limits: { attempts: 1 } });
      await aws.setFaults({
        kind: 'deny',
        operation: 'AssumeRole',
        accountId: PRODUCTION,
      });
      await portal.syncAll();
      const [hub, production] = await portal.scopes();
      expect(hub.failures).toBe(0);
      expect(production.reason).toContain(
        `not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${PRODUCTION}:role/rocket-inventory-reader`,
      );
    });

    it('fails where a region is not in use, and takes it for no empty one', async () => {
      await stage.startAws([fxRates]);
      const portal = await stage.startPortal({
        accounts: [PRODUCTION],
        regions: ['eu-south-2'],
        limits: { attempts: 1 },
      });
      await portal.sync(PRODUCTION, { region: 'eu-south-2' });
      expect((await portal.scopes())[0]).toMatchObject({
        last_success_at: null,
        reason: expect.stringMatching(
          /UnrecognizedClient|InvalidClientTokenId/,
        ),
      });
    });

    it('waits out a throttled moment by itself', async () => {
      const aws = await stage.startAws([fxRates]);
      const portal = await stage.startPortal();
      await aws.setFaults({
        kind: 'throttle',
        operation: 'SearchProvisionedProducts',
        times: 2,
      });
      await portal.syncAll();
      await portal.expectEntity('component:default/fx-rates');
      expect((await portal.scopes()).map(({ failures }) => failures)).toEqual([
        0, 0,
      ]);
    });

    it('keeps what it had through an hour of throttling, and recovers', async () => {
      const aws = await stage.startAws([fxRates]);
      const portal = await stage.startPortal({ limits: { attempts: 2 } });
      // The clock of the portal and of AWS goes on as the schedule has it.
      const begun = Date.now();
      vi.useFakeTimers({
        toFake: ['Date'],
        now: begun,
        shouldAdvanceTime: true,
      });
      try {
        await portal.syncAll();
        await portal.expectEntity('component:default/fx-rates');
        const told = async () => {
          const answer = await portal.request('aws-service-catalog/scopes');
          const { scopes } = await answer.json();
          const { status, reason, lastSuccessAt, items } = scopes[1];
          return {
            status,
            reason,
            items,
            age: Date.now() - Date.parse(lastSuccessAt),
          };
        };
        const minutes = (count: number) => count * 60_000;
        expect(await told()).toMatchObject({ status: 'fresh', items: 1 });

        await aws.setFaults({ kind: 'throttle' });
        const statuses: string[] = [];
        for (let minute = 15; minute <= 60; minute += 15) {
          vi.setSystemTime(begun + minutes(minute));
          await portal.sync();
          const scope = await told();
          statuses.push(scope.status);
          expect(scope.items).toBe(1);
          expect(scope.reason).toMatch(/ThrottlingException: Rate exceeded/);
          expect(scope.age).toBeGreaterThanOrEqual(minutes(minute - 1));
        }
        expect(statuses).toEqual(['fresh', 'stale', 'stale', 'stale']);
        await portal.expectEntity('component:default/fx-rates', {
          spec: {
            inventory: {
              deployments: [{ arn: arnOf(fxRates) }],
              drift: [{ kind: 'not-declared' }, { kind: 'scope-stale' }],
            },
          },
        });

        await aws.clearFaults();
        vi.setSystemTime(begun + minutes(75));
        await portal.sync();
        const recovered = await told();
        expect(recovered).toMatchObject({ status: 'fresh', items: 1 });
        expect(recovered.reason).toBeUndefined();
        expect(recovered.age).toBeLessThan(minutes(1));
        await portal.expectEntity('component:default/fx-rates', {
          spec: { inventory: { drift: [{ kind: 'not-declared' }] } },
        });
      } finally {
        vi.useRealTimers();
      }
    });

    it('says when a sync takes longer than its time, and goes on with what it read', async () => {
      const many = Array.from({ length: 60 }, (_, index) => ({
        ...fxRates,
        name: `fx-rates-${index}`,
      }));
      const aws = await stage.startAws(many);
      const portal = await stage.startPortal({
        allowedOutputs: ['Url'],
        schedule: { frequency: { minutes: 15 }, timeout: { seconds: 5 } },
      });
      await portal.sync(HUB);
      await aws.takeRequests();
      let asked = 0;
      const takeAsked = async () => {
        const requests = await aws.takeRequests();
        asked += requests.GetProvisionedProductOutputs ?? 0;
        return asked;
      };
      const syncing = portal.sync();
      await vi.waitFor(async () =>
        expect(await takeAsked()).toBeGreaterThan(0),
      );
      await aws.setFaults({
        kind: 'hang',
        operation: 'GetProvisionedProductOutputs',
      });
      await syncing;
      expect((await portal.scopes())[1]).toMatchObject({
        failures: 1,
        last_success_at: null,
        reason: expect.stringContaining('schedule.timeout'),
      });

      await aws.clearFaults();
      await portal.sync();
      expect((await portal.scopes())[1]).toMatchObject({ failures: 0 });
      // Each once, and once more what hung.
      expect(await takeAsked()).toBeLessThanOrEqual(61);
      await portal.expectEntity(resourceRef(many[0]));
    });

    it('goes on after a stop in the middle of a sync', async () => {
      const aws = await stage.startAws([fxRates, limits]);
      const first = await stage.startPortal({ limits: { pageSize: 1 } });
      await first.sync(HUB);
      await aws.takeRequests();
      // The second page never comes; the portal stops while it waits for it.
      await aws.setFaults({
        kind: 'hang',
        operation: 'ScanProvisionedProducts',
      });
      const stopping = new AbortController();
      const syncing = first.sync(PRODUCTION, {
        signal: stopping.signal,
      });
      await vi.waitFor(async () =>
        expect(await aws.takeRequests()).toMatchObject({
          ScanProvisionedProducts: 1,
        }),
      );
      stopping.abort();
      await syncing;
      expect(await first.scopes()).toHaveLength(1);
      expect(
        await stage.knex()('aws_service_catalog__items').where({
          kind: 'provisioned-product',
        }),
      ).toEqual([]);
      await stage.stopPortal(first);
      await aws.clearFaults();

      const second = await stage.startPortal();
      await second.syncAll();
      await second.expectEntity('component:default/fx-rates', {
        spec: { inventory: { origin: 'aws' } },
      });
      await second.expectEntity(resourceRef(limits));
    });
  },
);
