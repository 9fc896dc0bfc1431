import type { Scope } from '../model/scopes';
import { adviceOf, listingProblems } from './listingProblems';

describe('what to do about a listing', () => {
  it.each([
    [
      'AccessDeniedException: User: arn:aws:sts::222233334444:assumed-role/rocket-inventory-reader/rocket is not authorized to perform: servicecatalog:ListPortfolios because no identity-based policy allows the servicecatalog:ListPortfolios action',
      'AWS denies access. Allow the role rocket-inventory-reader the action servicecatalog:ListPortfolios.',
    ],
    [
      'AccessDenied: User: arn:aws:sts::111122223333:assumed-role/portal/rocket is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222233334444:role/rocket-inventory-reader',
      'AWS denies access. Allow the role portal the action sts:AssumeRole on the role rocket-inventory-reader.',
    ],
    [
      'ThrottlingException: Rate exceeded',
      'AWS answered Throttling. It is asked again by itself; AWS’s words stand with the listing below.',
    ],
    [
      undefined,
      'AWS did not tell. It is asked again by itself; AWS’s words stand with the listing below.',
    ],
  ])('that failed with %s', (reason, advice) => {
    expect(adviceOf(reason)).toBe(advice);
  });

  it('names a few places of the same reason, and counts the others', () => {
    const scopes = Array.from({ length: 7 }, (_, index): Scope => ({
      provider: 'company',
      account: `00000000000${index}`,
      region: 'us-east-1',
      status: 'never',
      reason: 'ThrottlingException: Rate exceeded',
      items: 0,
    }));
    const [problem] = listingProblems(scopes);
    expect(problem.title).toBe(
      '7 listings of AWS failed: what they would tell is missing',
    );
    expect(problem.lines).toEqual([
      expect.stringMatching(
        /^000000000000 in us-east-1, .* 000000000003 in us-east-1 and 3 more: AWS answered/,
      ),
    ]);
    expect(listingProblems(scopes.slice(0, 1))[0].title).toBe(
      '1 listing of AWS failed: what it would tell is missing',
    );
  });
});
