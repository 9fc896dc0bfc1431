import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityKindFilter,
  EntityListProvider,
  useEntityList,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect } from 'react';
import { company } from '../../__testUtils__/company';
import { DriftPicker, OriginPicker } from '.';

// The catalog in memory looks no further than the first list of a filter, so the
// kind has to be right from the beginning.
const components = company.filter(({ kind }) => kind === 'Component');

/** The list of the catalog, for components, with the pickers beside it. */
function Catalog() {
  const { entities, updateFilters } = useEntityList();
  useEffect(() => {
    updateFilters({ kind: new EntityKindFilter('component', 'Component') });
  }, [updateFilters]);
  return (
    <>
      <OriginPicker />
      <DriftPicker />
      <ul aria-label="Entities">
        {entities.map(({ metadata }) => (
          <li key={metadata.name}>{metadata.name}</li>
        ))}
      </ul>
    </>
  );
}

function renderCatalog(at: string) {
  renderInTestApp(
    <EntityListProvider>
      <Catalog />
    </EntityListProvider>,
    {
      apis: [[catalogApiRef, catalogApiMock({ entities: components })]],
      initialRouteEntries: [at],
    },
  );
}

const names = () =>
  within(screen.getByRole('list', { name: 'Entities' }))
    .queryAllByRole('listitem')
    .map(item => item.textContent)
    .sort();

describe('the filters of the catalog', () => {
  it('offer what there is, in words, and leave only what is chosen', async () => {
    const user = userEvent.setup();
    renderCatalog('/');
    const picker = await screen.findByLabelText(/^Origin/);
    await user.click(picker);
    expect(
      screen
        .getAllByRole('option')
        .map(option => option.textContent)
        .sort(),
    ).toEqual(['AWS only', 'Repository and AWS', 'Repository only']);
    await user.click(screen.getByRole('option', { name: 'AWS only' }));
    await vi.waitFor(() => expect(names()).toEqual(['atm-switch', 'fx-rates']));
    expect(
      new URLSearchParams(window.location.search).getAll('filters[origin]'),
    ).toEqual(['aws']);
  });

  it('read what is chosen from the address', async () => {
    renderCatalog('/?filters[drift]=info');
    expect(await screen.findByText('Info')).toBeInTheDocument();
    await vi.waitFor(() => expect(names()).toEqual(['rules-engine']));
  });
});
