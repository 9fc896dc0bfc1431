import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { companyAnswers, manyAnswers } from '../../__testUtils__/answers';
import { awsModule } from '../../__testUtils__/awsModule';
import {
  address,
  names,
  renderInventory,
} from '../../__testUtils__/renderInventory';

const textOf = (blob: Blob) =>
  new Promise<string>(resolve => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(blob);
  });

describe('the inventory', () => {
  it('tells in the first screen how far the worlds agree', async () => {
    renderInventory();
    expect(
      await screen.findByRole('heading', { name: '6 services' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /^3 are declared by a repository and run in AWS\. 1 is declared.* 2 run in AWS.* 5 have drift\.$/,
      ),
    ).toBeInTheDocument();
    const origins = screen.getByRole('list', { name: 'Services by origin' });
    expect(
      within(origins)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['3Repository and AWS', '1Repository only', '2AWS only']);
    expect(
      screen.queryByRole('heading', { name: 'Listings of AWS' }),
    ).not.toBeInTheDocument();
  });

  it('counts what runs by account and region, without products', async () => {
    renderInventory();
    const places = await screen.findByRole('table', {
      name: /Provisioned products/,
    });
    expect(
      within(places)
        .getAllByRole('row')
        .map(row => [...row.children].map(cell => cell.textContent).join(' ')),
    ).toEqual([
      'Account sa-east-1 us-east-1 All',
      '222233334444 1 1 2',
      '333344445555 1 0 1',
      'All 2 1 3',
    ]);
  });

  it('lists the serious drift first, with words and a way to the entity', async () => {
    renderInventory();
    expect(
      await screen.findByRole('link', { name: 'card-authorizer' }),
    ).toHaveAttribute('href', '/catalog/default/component/card-authorizer');
    expect(names()).toHaveLength(5);
    expect(names().at(-1)).toBe('rules-engine');
    const row = screen.getByRole('row', { name: /^card-authorizer/ });
    expect(
      within(row)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringMatching(/^warningOwner differs.*Correct the one/),
      expect.stringMatching(/^warningDeprecated version.*Update it\.$/),
    ]);
    expect(row).toHaveTextContent(
      '222233334444 us-east-1333344445555 sa-east-1',
    );
  });

  it('filters by kind with one press, and keeps it in the address', async () => {
    const user = userEvent.setup();
    renderInventory();
    await screen.findByRole('link', { name: 'card-authorizer' });
    const kind = screen.getByRole('button', {
      name: 'Running, not declared 2',
    });
    await user.click(kind);
    expect(await screen.findByText('2 of 5 entities.')).toBeInTheDocument();
    expect(names()).toEqual(['atm-switch', 'fx-rates']);
    expect(kind).toHaveAttribute('aria-pressed', 'true');
    expect(address()).toBe('/inventory?kind=not-declared');
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(await screen.findByText(/^5 entities/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /Team/ })).toHaveFocus();
    expect(address()).toBe('/inventory');
  });

  it('reads team, order and page size from the address', async () => {
    renderInventory({ at: '/inventory?team=engineering&sort=-name&size=50' });
    await screen.findByText('2 of 5 entities.');
    expect(
      await screen.findByRole('button', { name: 'engineering and below Team' }),
    ).toContainHTML('data-text="Team ·"');
    // Cards and Risk are below Engineering.
    expect(names()).toEqual(['rules-engine', 'card-authorizer']);
    expect(
      screen.getByRole('columnheader', { name: 'Entity' }),
    ).toHaveAttribute('aria-sort', 'descending');
  });

  it('shows of an entity only the kinds that are asked for', async () => {
    renderInventory({ at: '/inventory?kind=version-deprecated' });
    const row = await screen.findByRole('row', { name: /^card-authorizer/ });
    expect(row).toHaveTextContent('Deprecated version');
    expect(row).not.toHaveTextContent('Owner differs');
  });

  it('sorts by a column, and the other way when asked again', async () => {
    const user = userEvent.setup();
    renderInventory();
    await screen.findByRole('link', { name: 'card-authorizer' });
    await user.click(screen.getByRole('button', { name: 'Drift' }));
    expect(address()).toBe('/inventory?sort=level');
    await vi.waitFor(() => expect(names()[0]).toBe('rules-engine'));
    await user.click(screen.getByRole('button', { name: 'Owner' }));
    expect(address()).toBe('/inventory?sort=owner');
    await vi.waitFor(() => expect(names()[0]).toBe('card-authorizer'));
    await user.click(screen.getByRole('button', { name: 'Owner' }));
    expect(address()).toBe('/inventory?sort=-owner');
    await vi.waitFor(() => expect(names()[0]).toBe('rules-engine'));
    // Each is a step that one can go back on.
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(address()).toBe('/inventory?sort=owner');
  });

  it('says of which answer it speaks, and that a later one did not come', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let rests = false;
    const answer = awsModule(companyAnswers);
    renderInventory({
      fetch: async (input, init) => {
        if (rests) {
          throw new Error('The catalog rests');
        }
        return answer(input, init);
      },
    });
    await screen.findByRole('link', { name: 'card-authorizer' });
    expect(screen.getAllByText(/^as of$/)).toHaveLength(2);
    rests = true;
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(
      await screen.findAllByText(/^as of .*the catalog did not answer since$/),
    ).toHaveLength(2);
    expect(names()).toHaveLength(5);
    vi.useRealTimers();
  });

  it('explains its words, from the heads of their columns', async () => {
    renderInventory();
    await screen.findByRole('link', { name: 'card-authorizer' });
    const link = within(
      screen.getByRole('columnheader', { name: /^Drift/ }),
    ).getByRole('link', { name: 'What “Drift” means' });
    const word = document.querySelector(link.getAttribute('href')!);
    expect(word).toHaveTextContent(/^DriftA disagreement between/);
  });

  it('pages, and finds back from an address beyond the end', async () => {
    const user = userEvent.setup();
    renderInventory({
      at: '/inventory?page=4',
      answers: manyAnswers(30),
    });
    await user.click(
      await screen.findByRole('button', { name: 'Go to the first page' }),
    );
    expect(await screen.findByText('1–25 of 30')).toBeInTheDocument();
    const scrolledTo = vi.fn();
    Element.prototype.scrollIntoView = scrolledTo;
    await user.click(screen.getByRole('button', { name: /next/i }));
    expect(scrolledTo).toHaveBeenCalledTimes(1);
    expect(await screen.findByText('26–30 of 30')).toBeInTheDocument();
    await vi.waitFor(() => expect(names()).toHaveLength(5));
    expect(address()).toBe('/inventory?page=2');
  });

  it('saves what the filters leave as a file', async () => {
    const user = userEvent.setup();
    const saved: Blob[] = [];
    // jsdom knows neither; the browser does.
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => `blob:${saved.push(blob)}`,
      revokeObjectURL: () => {},
    });
    const click = vi
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    renderInventory({
      at: '/inventory?team=ledger&account=222233334444&kind=tainted&sort=-owner',
    });
    await screen.findByText('1 of 5 entities.');
    await user.click(screen.getByRole('button', { name: 'CSV' }));
    await vi.waitFor(() => expect(saved).toHaveLength(1));
    // The back end makes the file, of all pages; it is saved as it came.
    expect(await textOf(saved[0])).toBe(
      'asked\r\nteam=ledger&account=222233334444&kind=tainted&sort=owner&order=desc\r\n',
    );
    click.mockRestore();
  });
});
