import {
  databases,
  fxRates,
  limits,
  resourceRef,
  useStage,
} from './__testUtils__/useStage';

const TEN_MINUTES = 10 * 60_000;

describe.each(databases.eachSupportedId())(
  'what the catalog shows beyond AWS’s answers, on %s',
  databaseId => {
    const stage = useStage(databaseId);

    it('gives the catalog again what it lost', async () => {
      await stage.startAws([fxRates, limits]);
      const portal = await stage.startPortal();
      await portal.syncAll();
      const { metadata } = await portal.expectEntity(resourceRef(limits));
      await portal.expectEntity('component:default/limits');
      await portal.expectEntity(resourceRef(fxRates));
      await portal.expectEntity('component:default/fx-rates');
      await portal.reconcile();

      const deleted = await portal.request(`entities/by-uid/${metadata.uid}`, {
        method: 'DELETE',
      });
      expect(deleted.status).toBe(204);
      expect(await portal.entity(resourceRef(limits))).toBeUndefined();
      const begun = Date.now();
      vi.useFakeTimers({
        toFake: ['Date'],
        now: begun + TEN_MINUTES,
        shouldAdvanceTime: true,
      });
      try {
        await portal.reconcile(); // sees that it is gone
        await portal.reconcile(); // and that it stays so
        await portal.expectEntity(resourceRef(limits));
      } finally {
        vi.useRealTimers();
      }
    });

    it('excludes at once what the configuration excludes, even while AWS refuses', async () => {
      const aws = await stage.startAws([fxRates, limits]);
      const first = await stage.startPortal({ allowedOutputs: ['Url'] });
      await first.syncAll();
      const before = await first.expectEntity(resourceRef(limits));
      expect(JSON.stringify(before)).toContain('"Url"');
      await stage.stopPortal(first);

      await aws.setFaults({ kind: 'deny' });
      const second = await stage.startPortal({ allowedOutputs: [] });
      await second.syncAll();
      await vi.waitFor(
        async () =>
          expect(
            JSON.stringify(await second.entity(resourceRef(limits))),
          ).not.toContain('"Url"'),
        { timeout: 20_000 },
      );
      await stage.stopPortal(second);

      await aws.clearFaults();
      const third = await stage.startPortal({ excludeTypes: ['CFN_STACK'] });
      await third.syncAll();
      expect(
        await stage.knex()('aws_service_catalog__items').where({
          kind: 'provisioned-product',
        }),
      ).toEqual([]);
      expect((await third.scopes())[1].notice).toBeNull();
    });
  },
);
