import type { Entity } from '@backstage/catalog-model';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { parse } from 'yaml';
import { awsModule } from '../../__testUtils__/awsModule';
import { aDeployment, aDrift, anEntity } from '../../__testUtils__/entities';
import { inventoryApiRef } from '../../api/InventoryApi';
import { InventoryClient } from '../../api/InventoryClient';
import { templateRouteRef } from '../../routes';
import { ProductCard, WhereItRunsCard, WhereThisComesFromCard } from '.';

function renderCard(card: ReactElement, entity: Entity, scopes?: object[]) {
  const fetchApi = { fetch: awsModule({ drift: [], scopes }) };
  renderInTestApp(<EntityProvider entity={entity}>{card}</EntityProvider>, {
    apis: [
      [catalogApiRef, catalogApiMock()],
      [
        inventoryApiRef,
        new InventoryClient({ discoveryApi: mockApis.discovery(), fetchApi }),
      ],
      mockApis.identity(),
    ],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/create/templates/:namespace/:templateName': templateRouteRef,
    },
  });
}

/** The text of each row of the table, with single spaces. */
const rows = () =>
  screen
    .getAllByRole('row')
    .map(row => row.textContent?.replace(/\s+/g, ' ').trim());

describe('WhereItRunsCard', () => {
  it('shows places by environment, production and the service itself first', async () => {
    renderCard(
      <WhereItRunsCard />,
      anEntity({
        name: 'limits',
        inventory: {
          origin: 'both',
          deployments: [
            aDeployment({
              name: 'limits-db-production',
              isService: false,
              type: 'database',
              product: 'Aurora PostgreSQL',
            }),
            aDeployment({
              name: 'limits-staging',
              environment: 'staging',
              account: '333344445555',
              accountName: 'Staging',
              versionState: 'deprecated',
              version: 'v3.1.0',
              status: 'TAINTED',
            }),
            aDeployment({ name: 'limits-production' }),
            aDeployment({
              name: 'limits-odd',
              environment: undefined,
              status: 'SOMETHING_NEW',
              version: undefined,
            }),
          ],
        },
      }),
    );
    await screen.findByRole('heading', { name: 'Where it runs' });
    const [, ...shown] = rows();
    expect(shown).toEqual([
      'Production',
      expect.stringMatching(
        /^limits-productionJava service on ECS.*222233334444us-east-1v4\.2\.0runsConsole/,
      ),
      expect.stringMatching(/^limits-db-productionAurora PostgreSQL, database/),
      'Staging',
      expect.stringMatching(
        /^limits-staging.*Stagingus-east-1v3\.1\.0deprecatedruns, last change failed/,
      ),
      'Without environment',
      expect.stringMatching(/^limits-odd.*unknownsomething new/),
    ]);
    expect(
      screen.getByRole('link', { name: 'limits-production' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/resource/limits-production-1249eee3',
    );
    expect(
      screen.getByRole('link', { name: /Console of limits-production/ }),
    ).toHaveAttribute(
      'href',
      'https://us-east-1.console.aws.amazon.com/servicecatalog/home#limits-production',
    );
  });

  it('shows outputs, and opens only what is an address of the web', async () => {
    renderCard(
      <WhereItRunsCard />,
      anEntity({
        name: 'limits',
        inventory: {
          origin: 'both',
          deployments: [
            aDeployment({
              outputs: {
                Url: 'https://limits.example.org/',
                Queue: 'data:text/html,one',
              },
              // Not everything in the catalog was written by the module.
              consoleUrl: 'data:text/html,two',
            }),
          ],
        },
      }),
    );
    expect(
      await screen.findByRole('link', { name: /limits\.example\.org/ }),
    ).toHaveAttribute('href', 'https://limits.example.org/');
    expect(screen.getByText('data:text/html,one')).toBeInTheDocument();
    for (const link of screen.getAllByRole('link')) {
      expect(link.getAttribute('href')).not.toMatch(/^data:/);
    }
  });

  it('does not pass off as running what AWS refuses to tell', async () => {
    renderCard(
      <WhereItRunsCard />,
      anEntity({
        name: 'limits',
        inventory: {
          origin: 'both',
          deployments: [
            aDeployment({ name: 'limits-hidden', stale: true }),
            aDeployment({ name: 'limits-told', region: 'sa-east-1' }),
          ],
        },
      }),
      [
        {
          provider: 'company',
          account: '222233334444',
          region: 'us-east-1',
          status: 'stale',
          items: 1,
          lastSuccessAt: '2026-11-24T13:42:00Z',
        },
      ],
    );
    expect(
      await screen.findByText(/^as of .*, AWS has not told since$/),
    ).toBeInTheDocument();
    const colours = screen
      .getAllByText('runs')
      .map(mark => mark.getAttribute('style'));
    expect(colours).toEqual([
      expect.stringContaining('--rocket-unsure'),
      expect.stringContaining('--rocket-good'),
    ]);
  });

  it('tells what to do for what AWS does not know', async () => {
    renderCard(
      <WhereItRunsCard />,
      anEntity({ name: 'limits', inventory: { origin: 'repository' } }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Declared, not known to AWS',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('rocket:entity-ref = component:default/limits'),
    ).toBeInTheDocument();
  });

  it('says so when the inventory is of another shape', async () => {
    const entity = anEntity({
      name: 'limits',
      inventory: { origin: 'both' },
    });
    renderCard(<WhereItRunsCard />, {
      ...entity,
      spec: { ...entity.spec, inventory: { origin: 'elsewhere' } },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /has an unknown form.*origin/,
    );
  });
});

describe('WhereThisComesFromCard', () => {
  it('names the source of each field, and the serious drift first', async () => {
    renderCard(
      <WhereThisComesFromCard />,
      anEntity({
        name: 'limits',
        inventory: {
          origin: 'both',
          sources: { owner: 'default', lifecycle: 'aws' },
          drift: [
            aDrift({
              kind: 'system-differs',
              level: 'info',
              message: 'Systems differ.',
            }),
            aDrift({ kind: 'tainted', message: 'One failed.' }),
            aDrift({ kind: 'tainted', message: 'Another failed.' }),
            aDrift({ kind: 'new-kind', message: 'Something new.' }),
          ],
        },
      }),
    );
    const sources = await screen.findByLabelText('Source of each field');
    expect([...sources.children].map(field => field.textContent)).toEqual([
      'OwnercardsNobody said; the mapping’s default.default',
      'LifecycleproductionAWS',
    ]);
    const drift = screen.getByRole('region', { name: 'Drift' });
    expect(
      within(drift)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'warningLast change failedOne failed.Another failed.',
      expect.stringMatching(/^warningNew kindSomething new\.$/),
      'infoSystem differsSystems differ.',
    ]);
  });

  it('prepares the declaration of what only AWS knows', async () => {
    const user = userEvent.setup();
    renderCard(
      <WhereThisComesFromCard />,
      anEntity({
        name: 'atm-switch',
        inventory: {
          origin: 'aws',
          sources: { type: 'aws', owner: 'aws', lifecycle: 'default' },
          deployments: [
            aDeployment({ name: 'a' }),
            aDeployment({ name: 'b' }),
            aDeployment({ name: 'db', isService: false }),
          ],
          drift: [aDrift({ kind: 'not-declared', message: 'Claim it.' })],
        },
      }),
    );
    expect(
      await screen.findByText('AWS knows it. No repository declares it.'),
    ).toBeInTheDocument();
    const claim = screen.getByRole('link', { name: 'Make a repository' });
    const { pathname, searchParams } = new URL(
      claim.getAttribute('href')!,
      'http://localhost',
    );
    expect(pathname).toBe('/create/templates/default/claim-service');
    expect(JSON.parse(searchParams.get('formData')!)).toEqual({
      name: 'atm-switch',
      provisionedProduct:
        'arn:aws:servicecatalog:us-east-1:222233334444:stack/a/pp-1,arn:aws:servicecatalog:us-east-1:222233334444:stack/b/pp-1',
      type: 'service',
      owner: 'group:default/cards',
    });

    await user.click(screen.getByRole('button', { name: 'Copy the file' }));
    expect(parse(await navigator.clipboard.readText())).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'atm-switch',
        annotations: {
          'servicecatalog.aws.amazon.com/provisioned-product':
            'arn:aws:servicecatalog:us-east-1:222233334444:stack/a/pp-1, arn:aws:servicecatalog:us-east-1:222233334444:stack/b/pp-1',
        },
      },
      // A default is nobody's word: it is left to whoever claims it.
      spec: { type: 'service', lifecycle: null, owner: 'cards' },
    });
  });

  it('leads from a Resource to what it belongs to', async () => {
    renderCard(
      <WhereThisComesFromCard />,
      anEntity({
        kind: 'Resource',
        name: 'limits-production-1249eee3',
        inventory: {
          origin: 'aws',
          deployments: [aDeployment()],
          belongsTo: ['component:default/limits'],
        },
      }),
    );
    expect(await screen.findByRole('link', { name: 'limits' })).toHaveAttribute(
      'href',
      '/catalog/default/component/limits',
    );
  });
});

/** What a list of facts says, as "name: values". */
const factsOf = async (name: string) => {
  const list = await screen.findByLabelText(name);
  return [...list.querySelectorAll('dt')].map(
    term =>
      `${term.textContent}: ${[...(term.nextElementSibling?.children ?? [])]
        .map(value => value.textContent)
        .join('; ')}`,
  );
};

describe('what AWS knows of a thing', () => {
  it('is told of a provisioned product on its own page only', async () => {
    const deployment = aDeployment({
      name: 'limits-production',
      physicalId: 'arn:aws:cloudformation:sa-east-1:222233334444:stack/SC-1',
      recordId: 'rec-1',
      launchRoleArn: 'arn:aws:iam::222233334444:role/launch',
    });
    const inventory = {
      origin: 'aws' as const,
      deployments: [deployment],
      tags: { team: 'cards', service: 'limits' },
    };
    renderCard(
      <WhereItRunsCard />,
      anEntity({
        kind: 'Resource',
        name: 'limits-production-1249eee3',
        inventory,
      }),
    );
    expect(await factsOf('In AWS')).toEqual([
      `Made as: ${deployment.physicalId}`,
      'Last record: rec-1',
      `Launch role: ${deployment.launchRoleArn}`,
      'Tags: service = limits; team = cards',
      `ARN: ${deployment.arn}`,
    ]);
  });

  it('is told of a product, the newest version first', async () => {
    const entity = anEntity({
      kind: 'Resource',
      name: 'java-service',
      type: 'service-catalog-product',
      inventory: { origin: 'aws' },
    });
    renderCard(<ProductCard />, {
      ...entity,
      spec: {
        ...entity.spec,
        inventory: {
          origin: 'aws',
          arn: 'arn:aws:catalog:sa-east-1:111122223333:product/prod-1',
          portfolios: ['Services'],
          providedBy: 'Platform',
          tags: { team: 'platform' },
          tagOptions: { environment: ['production', 'staging'] },
          launchRoles: ['service-catalog-launch'],
          versions: [
            { id: 'pa-1', name: 'v1', active: false, guidance: 'DEFAULT' },
            { id: 'pa-2', name: 'v2', active: true, guidance: 'DEPRECATED' },
            { id: 'pa-3', name: 'v3', active: true, guidance: 'DEFAULT' },
          ],
        },
      },
    });
    expect(await factsOf('What it takes to launch it')).toEqual([
      'Portfolios: Services',
      'Launch role: service-catalog-launch',
      'Tags: team = platform',
      'Tag options: environment = production, staging',
      'Provided by: Platform',
      'ARN: arn:aws:catalog:sa-east-1:111122223333:product/prod-1',
    ]);
    expect(rows()).toEqual([
      'VersionGuidanceId',
      'v3can be launchedpa-3',
      'v2deprecatedpa-2',
      'v1withdrawnpa-1',
    ]);
  });
});
