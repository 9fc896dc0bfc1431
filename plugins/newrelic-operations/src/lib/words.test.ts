import { anAccount } from '../testing/fixtures';
import { summaryOf, verdictOf } from './words';

describe('words', () => {
  it('tell the worst of an account first', () => {
    const states = [
      { connection: 'connected' },
      { connection: 'untried' },
      { connection: 'failing' },
      { connection: 'failing', breaker: 'half-open' },
      { connection: 'failing', breaker: 'open' },
      { connection: 'refused', breaker: 'open' },
    ] as const;
    expect(
      states.map(parts => {
        const { state, word } = verdictOf(anAccount(parts));
        return `${state}: ${word}`;
      }),
    ).toEqual([
      'well: connected',
      'untried: not asked yet',
      'failing: not answering',
      'pausing: pausing',
      'pausing: pausing',
      'refused: refused',
    ]);
    expect(
      verdictOf(anAccount({ nrql: { used: 2900, queued: 1200, limit: 2900 } }))
        .sentence,
    ).toContain('1,200 NRQL queries wait');
  });

  it('sum up the accounts', () => {
    const well = anAccount();
    const ill = anAccount({ name: 'Staging', connection: 'failing' });
    expect(
      [[well], [well, well], [well, ill], [ill, ill], [ill]].map(summaryOf),
    ).toEqual([
      'The account is connected.',
      'All 2 accounts are connected.',
      '1 of 2 accounts is connected. Staging: not answering.',
      '0 of 2 accounts are connected. Staging: not answering; Staging: not answering.',
      'The account is not connected.',
    ]);
  });
});
