import { render, screen } from '@testing-library/react';
import {
  AsOf,
  EmptyState,
  ErrorPanel,
  LevelBadge,
  OutcomeBadge,
  PathStatusBadge,
  ScrollRegion,
  Sparkline,
} from './index';
import { sparklinePaths } from './sparkline/sparklinePaths';

describe('marks', () => {
  it('says every outcome and status in a word of its own', () => {
    render(
      <>
        <OutcomeBadge outcome="pass" />
        <OutcomeBadge outcome="fail" />
        <OutcomeBadge outcome="no-data" />
        <OutcomeBadge outcome="exempt" />
        <OutcomeBadge outcome="not-required" />
        <PathStatusBadge status="healthy" />
        <PathStatusBadge status="degraded" />
        <PathStatusBadge status="down" />
        <PathStatusBadge status="unknown" />
      </>,
    );
    const words =
      'pass, fail, no data, exempt, not required, healthy, degraded, down, unknown';
    for (const word of words.split(', ')) {
      expect(screen.getByText(word)).toBeInTheDocument();
    }
  });

  it('keeps the word of a compact mark for screen readers', () => {
    render(<OutcomeBadge outcome="no-data" compact />);
    expect(screen.getByText('no data')).toBeInTheDocument();
    expect(screen.getByTitle('no data')).toBeInTheDocument();
  });
});

describe('LevelBadge', () => {
  it.each([
    ['gold' as const, 'Gold'],
    ['silver' as const, 'Silver'],
    ['bronze' as const, 'Bronze'],
    [undefined, 'No level yet'],
  ])('shows %s as %s', (level, word) => {
    render(<LevelBadge level={level} />);
    expect(screen.getByText(word)).toBeInTheDocument();
  });
});

describe('AsOf', () => {
  it('says why a number is old', () => {
    render(
      <AsOf
        observedAt="2026-11-24T13:30:00Z"
        stale
        reason="New Relic did not answer"
      />,
    );
    expect(
      screen.getByText(/^as of .*, New Relic did not answer$/),
    ).toBeInTheDocument();
    expect(screen.getByTitle(/24 November 2026/)).toHaveAttribute(
      'datetime',
      '2026-11-24T13:30:00Z',
    );
  });
});

describe('ScrollRegion', () => {
  it('can be reached and scrolled with the keyboard', () => {
    render(<ScrollRegion label="Places">much</ScrollRegion>);
    const region = screen.getByRole('region', { name: 'Places' });
    region.focus();
    expect(region).toHaveFocus();
  });
});

describe('Sparkline', () => {
  it('has a name that states its finding', () => {
    render(<Sparkline values={[1, 2]} label="rose from 1 to 2" />);
    expect(
      screen.getByRole('img', { name: 'rose from 1 to 2' }),
    ).toBeInTheDocument();
  });

  it('leaves gaps open, and draws a lone value as a dot', () => {
    const paths = sparklinePaths({
      values: [0, 10, undefined, 5, undefined],
      width: 100,
      height: 20,
    });
    expect(paths).toEqual(['M0,20L25,0', 'M75,10L75,10']);
  });

  it('puts a flat line in the middle and draws nothing of nothing', () => {
    expect(sparklinePaths({ values: [3, 3], width: 10, height: 20 })).toEqual([
      'M0,10L10,10',
    ]);
    expect(
      sparklinePaths({ values: [undefined], width: 10, height: 20 }),
    ).toEqual([]);
  });
});

describe('states', () => {
  it('prefers the words of the back end to the status of its answer', () => {
    const cause = new Error('There is no critical path refunds');
    render(
      <ErrorPanel error={new Error('Request failed with 404', { cause })} />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      'There is no critical path refunds',
    );
    expect(screen.queryByText('Request failed with 404')).toBeNull();
  });

  it('teaches when there is nothing', () => {
    render(
      <EmptyState
        title="No critical path yet"
        description="Describe the first one."
        action={<a href="/docs">How to</a>}
      />,
    );
    expect(
      screen.getByRole('heading', { name: 'No critical path yet' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'How to' })).toBeInTheDocument();
  });

  it('says what failed and offers to try again', () => {
    const retry = vi.fn();
    render(
      <ErrorPanel
        title="The paths could not be read"
        error={new Error('New Relic did not answer')}
        onRetry={retry}
      />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      'New Relic did not answer',
    );
    screen.getByRole('button', { name: 'Try again' }).click();
    expect(retry).toHaveBeenCalledTimes(1);
  });
});
