import {
  configApiRef,
  useApi,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import { CatalogTable } from '@backstage/plugin-catalog';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogEntityCreatePermission } from '@backstage/plugin-catalog-common/alpha';
import {
  CatalogFilterLayout,
  EntityListProvider,
} from '@backstage/plugin-catalog-react';
import { usePermission } from '@backstage/plugin-permission-react';
import { ButtonLink, Container, Header } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { catalogColumns } from './columns';

/** Heads that can be dragged are buttons around the buttons that sort. */
const tableOptions = { draggable: false };

/** Backstage's catalog page, with columns of the inventory. */
export function CatalogPage(props: { filters: ReactNode }) {
  const organization =
    useApi(configApiRef).getOptionalString('organization.name');
  const createHref = useRouteRef(
    catalogPlugin.externalRoutes.createComponent,
  )?.();
  const { allowed } = usePermission({
    permission: catalogEntityCreatePermission,
  });
  return (
    <EntityListProvider pagination>
      <Header
        title={organization ? `${organization} catalog` : 'Catalog'}
        customActions={
          allowed &&
          createHref && (
            <ButtonLink
              variant="primary"
              href={createHref}
              iconStart={<RiAddLine aria-hidden="true" />}
            >
              Create
            </ButtonLink>
          )
        }
      />
      <main>
        <Container>
          <CatalogFilterLayout>
            <CatalogFilterLayout.Filters>
              {props.filters}
            </CatalogFilterLayout.Filters>
            <CatalogFilterLayout.Content>
              <CatalogTable
                columns={catalogColumns}
                tableOptions={tableOptions}
              />
            </CatalogFilterLayout.Content>
          </CatalogFilterLayout>
        </Container>
      </main>
    </EntityListProvider>
  );
}
