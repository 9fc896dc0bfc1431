import { Knex } from 'knex';
import { inChunks } from './inChunks';

const MISSING_OWNERS = 'aws_service_catalog__missing_owners';

interface MissingOwnerRow {
  provider_id: string;
  owner: string;
  since: string;
}

/**
 * Remembers since when owners are missing. A catalog that starts reads services
 * before the teams that own them: an owner that is missing for a moment is no news.
 */
export class MissingOwners {
  private readonly knex: Knex;
  private readonly graceMillis: number;

  constructor(options: { knex: Knex; graceMillis: number }) {
    this.knex = options.knex;
    this.graceMillis = options.graceMillis;
  }

  /** Notes all owners that are missing now; answers those that are not for long. */
  async note(
    providerId: string,
    owners: ReadonlySet<string>,
  ): Promise<Set<string>> {
    const now = Date.now();
    return this.knex.transaction(async tx => {
      const rows = await tx<MissingOwnerRow>(MISSING_OWNERS).where({
        provider_id: providerId,
      });
      const since = new Map(rows.map(row => [row.owner, row.since]));
      const found = rows.filter(({ owner }) => !owners.has(owner));
      for (const chunk of inChunks(found.map(({ owner }) => owner))) {
        await tx(MISSING_OWNERS)
          .where({ provider_id: providerId })
          .whereIn('owner', chunk)
          .delete();
      }
      const added = [...owners].filter(owner => !since.has(owner));
      for (const chunk of inChunks(added)) {
        await tx<MissingOwnerRow>(MISSING_OWNERS).insert(
          chunk.map(owner => ({
            provider_id: providerId,
            owner,
            since: new Date(now).toISOString(),
          })),
        );
      }
      const isRecent = (owner: string) =>
        now - Date.parse(since.get(owner) ?? new Date(now).toISOString()) <
        this.graceMillis;
      return new Set([...owners].filter(isRecent));
    });
  }
}
