import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { setTimeout as sleep } from 'node:timers/promises';
import { HUB, PRODUCTION, REGION } from './__testUtils__/company';
import { component, PROVIDER_ID } from './__testUtils__/portal';
import { databases, fxRates, limits, useStage } from './__testUtils__/useStage';

describe.each(databases.eachSupportedId())('two replicas on %s', databaseId => {
  const stage = useStage(databaseId);

  it('share the work', async () => {
    const aws = await stage.startAws([fxRates, limits]);
    await stage.repositories().write('limits', component('limits'));
    const [first, second] = [
      await stage.startPortal(),
      await stage.startPortal(),
    ];
    await first.expectEntity('component:default/limits');
    // The scheduler gives every task to one of them at a time, to either by turns.
    await first.sync(HUB);
    await second.sync(PRODUCTION);
    await Promise.all([first.reconcile(), second.reconcile()]);
    for (const portal of [first, second]) {
      await portal.expectEntity('component:default/limits', {
        spec: { inventory: { origin: 'both' } },
      });
      await portal.expectEntity('component:default/fx-rates', {
        spec: { inventory: { origin: 'aws' } },
      });
    }
    await aws.setFaults({ kind: 'vanish', ratio: 0.5 });
    for (const portal of [first, second, first]) {
      await portal.sync(PRODUCTION);
    }
    const emitted = await stage
      .knex()('aws_service_catalog__emitted')
      .where('entity_ref', 'like', '%production%');
    expect(emitted).toHaveLength(1);
  });

  it('list each account and region once, and the other goes on when one stops', async () => {
    const aws = await stage.startAws([fxRates]);
    const settings = {
      schedule: {
        frequency: { minutes: 15 },
        timeout: { minutes: 10 },
        initialDelay: { seconds: 0 },
      },
    };
    const options = { scheduler: schedulerServiceFactory };
    const first = await stage.startPortal(settings, options);
    const second = await stage.startPortal(settings, options);
    await first.expectEntity('component:default/fx-rates');
    await second.expectEntity('component:default/fx-rates');
    await sleep(2000);
    expect(await aws.takeRequests()).toMatchObject({
      SearchProvisionedProducts: [HUB, PRODUCTION].length,
    });

    await stage.stopPortal(first);
    const answer = await second.request(
      `aws-service-catalog/scopes/${PROVIDER_ID}/${PRODUCTION}/${REGION}/refresh`,
      { method: 'POST' },
    );
    expect(answer.status).toBe(202);
    await vi.waitFor(
      async () =>
        expect(await aws.takeRequests()).toMatchObject({
          SearchProvisionedProducts: 1,
        }),
      { timeout: 20_000, interval: 1000 },
    );
  });
});
