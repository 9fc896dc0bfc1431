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
import { DriftPicker, OriginPicker, TierPicker } from '.';

// The catalog in memory looks no further than the first list of a filter, so the
// kind has to be right from the beginning.
const components = company.filter(({ kind }) => kind === 'Component');

let drawn = 0;

/** The list of the catalog, for components, with the pickers beside it. */
function Catalog(props: { kind?: string; withPickers: boolean }) {
  const { kind = 'component', withPickers } = props;
  const { entities, filters, updateFilters } = useEntityList();
  useEffect(() => {
    updateFilters({ kind: new EntityKindFilter(kind, kind) });
  }, [kind, updateFilters]);
  drawn++;
  return (
    <>
      {withPickers && (
        <>
          <OriginPicker />
          <DriftPicker />
          <TierPicker />
        </>
      )}
      <ul aria-label="Entities">
        {entities.map(({ metadata }) => (
          <li key={metadata.name}>{metadata.name}</li>
        ))}
      </ul>
      <p>filters: {Object.keys(filters).sort().join(' ')}</p>
      <button
        onClick={() =>
          updateFilters({ kind: new EntityKindFilter('api', 'API') })
        }
      >
        Show APIs
      </button>
    </>
  );
}

function renderCatalog(at: string, options: { withPickers?: boolean } = {}) {
  drawn = 0;
  const catalogApi = catalogApiMock({ entities: components });
  const requests = {
    facets: vi.spyOn(catalogApi, 'getEntityFacets'),
    list: vi.spyOn(catalogApi, 'getEntities'),
    query: vi.spyOn(catalogApi, 'queryEntities'),
  };
  const { unmount } = renderInTestApp(
    <EntityListProvider>
      <Catalog withPickers={options.withPickers ?? true} />
    </EntityListProvider>,
    { apis: [[catalogApiRef, catalogApi]], initialRouteEntries: [at] },
  );
  return { requests, unmount };
}

const names = () =>
  within(screen.getByRole('list', { name: 'Entities' }))
    .queryAllByRole('listitem')
    .map(item => item.textContent)
    .sort();

const allServices = components.map(({ metadata }) => metadata.name).sort();

describe('the filters of the catalog', () => {
  it.each([
    {
      label: /^Origin/,
      titles: ['Repository and AWS', 'Repository only', 'AWS only'],
      choice: 'AWS only',
      address: ['filters[origin]', 'aws'],
      left: ['atm-switch', 'fx-rates'],
    },
    {
      label: /^Drift/,
      titles: ['Warning', 'Info'],
      choice: 'Info',
      address: ['filters[drift]', 'info'],
      left: ['rules-engine'],
    },
    {
      label: /^Declared tier/,
      titles: ['Tier 0', 'Tier 1', 'Tier 2', 'Tier 3'],
      choice: 'Tier 0',
      address: ['filters[tier]', '0'],
      left: ['card-authorizer'],
    },
  ])(
    'leave only what is chosen: $choice',
    async ({ label, titles, choice, address: [parameter, value], left }) => {
      const user = userEvent.setup();
      renderCatalog('/');
      await vi.waitFor(() => expect(names()).toEqual(allServices));
      await user.click(await screen.findByLabelText(label));
      const list = screen.getByRole('listbox');
      expect(
        document.querySelector('[role=combobox][aria-expanded=true]'),
      ).toHaveAttribute('aria-controls', list.id);
      expect(
        screen.getAllByRole('option').map(option => option.textContent),
      ).toEqual(titles);
      await user.click(screen.getByRole('option', { name: choice }));
      await vi.waitFor(() => expect(names()).toEqual(left));
      const inAddress = () =>
        new URLSearchParams(window.location.search).getAll(parameter);
      expect(inAddress()).toEqual([value]);

      await user.click(screen.getByRole('option', { name: choice }));
      await vi.waitFor(() => expect(names()).toEqual(allServices));
      expect(inAddress()).toEqual([]);
    },
  );

  it('read what is chosen from the address', async () => {
    renderCatalog('/?filters[drift]=info');
    expect(await screen.findByText('Info')).toBeInTheDocument();
    await vi.waitFor(() => expect(names()).toEqual(['rules-engine']));
  });

  it('ask nothing and draw nothing anew until something is chosen', async () => {
    const without = renderCatalog('/', { withPickers: false });
    await vi.waitFor(() => expect(names()).toEqual(allServices));
    await userEvent.click(screen.getByRole('list', { name: 'Entities' }));
    const drawnWithout = drawn;
    without.unmount();

    const { requests } = renderCatalog('/');
    await vi.waitFor(() => expect(names()).toEqual(allServices));
    await userEvent.click(screen.getByLabelText(/^Origin/));
    expect(drawn).toBe(drawnWithout);
    expect(requests.facets).not.toHaveBeenCalled();
    expect(requests.query).not.toHaveBeenCalled();
    expect(requests.list).toHaveBeenCalledTimes(1);
  });

  it('go, and filter no more, with a kind that has no inventory', async () => {
    renderCatalog('/?filters[origin]=aws&filters[tier]=0');
    expect(
      await screen.findByText('filters: kind origin tier'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show APIs' }));
    expect(screen.queryByLabelText(/^Origin/)).not.toBeInTheDocument();
    await vi.waitFor(() =>
      expect(
        new URLSearchParams(window.location.search).has('filters[origin]'),
      ).toBe(false),
    );
  });
});
