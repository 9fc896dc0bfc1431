import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Brings the module's tables up to date; they live beside the catalog's own. */
export async function migrate(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@rocket/plugin-catalog-backend-module-aws-service-catalog',
        'migrations',
      ),
      tableName: 'aws_service_catalog__knex_migrations',
    });
  }
  return knex;
}
