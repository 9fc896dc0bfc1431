/** What the words of the inventory mean, as in docs/glossary.md. */
export const glossary = {
  drift: {
    term: 'Drift',
    meaning:
      'A disagreement between what a repository declares and what runs in AWS, or something that runs and should not stay as it is. A warning wants to be settled; an info is only to be known.',
  },
  origin: {
    term: 'Origin',
    meaning:
      'Where something is known from: a repository that declares it, AWS where it runs, or both.',
  },
  listing: {
    term: 'Listing',
    meaning:
      'One reading of everything that AWS Service Catalog has in one account and region. It is fresh, or stale when AWS did not tell lately, or held back when so much was missing that nothing was removed.',
  },
  provisionedProduct: {
    term: 'Provisioned product',
    meaning:
      'What was launched from a product of AWS Service Catalog: a service, or a database, queue or bucket that a service uses.',
  },
  version: {
    term: 'Deprecated, withdrawn',
    meaning:
      'A version of a product that should be left, and one that cannot be launched any more. What runs on it still runs.',
  },
  claim: {
    term: 'Claim',
    meaning:
      'To declare in a repository what so far only AWS knows, so that it has an owner who said so.',
  },
} as const;

/** A word that the page explains. */
export type Word = keyof typeof glossary;
