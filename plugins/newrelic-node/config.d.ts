export interface Config {
  /** New Relic, which Rocket reads through NerdGraph. */
  newRelic?: {
    /**
     * Where the accounts live. US when left out.
     */
    region?: 'US' | 'EU' | 'JP' | 'FedRAMP';
    /**
     * NerdGraph's URL; overrides the region.
     */
    apiUrl?: string;
    /**
     * The accounts to read. Without any, New Relic is not configured.
     */
    accounts?: Array<{
      /** The account's number. */
      id: number | string;
      /** A name for people. */
      name: string;
      /**
       * A user key (NRAK-…) that may read the account. Accounts with the same
       * key share its limits.
       * @visibility secret
       */
      apiKey: string;
      /**
       * The account for questions that name none. The first one when no
       * account says so.
       */
      default?: boolean | string;
      /**
       * Lets NRQL that takes longer than its timeout go on at New Relic, and
       * fetches the answer later. Needs Data Plus. Defaults to false.
       */
      asyncQueries?: boolean | string;
      /**
       * NRQL queries that one replica of the portal asks of the account in a
       * minute, at most; what is over it waits. New Relic allows 3,000 for all
       * who ask. Defaults to 2,900.
       */
      nrqlPerMinute?: number | string;
    }>;
  };
}
