import type { Knex } from 'knex';
import type { CriticalPathsStore } from './CriticalPathsStore';

/** See {@link CriticalPathsStore.prune}. */
export async function pruneDatabase(
  client: Knex,
  options: Parameters<CriticalPathsStore['prune']>[0],
): Promise<void> {
  const { signals, keepFrom, keepEventsFrom } = options;
  const known: Array<{ signal: string }> =
    await client('bucket').distinct('signal');
  const gone = known
    .map(({ signal }) => signal)
    .filter(signal => !signals.has(signal));
  for (const signal of gone) {
    for (const table of ['bucket', 'span']) {
      await client(table).where({ signal }).delete();
    }
    for (const table of ['progress', 'failure']) {
      await client(table).where({ subject: signal }).delete();
    }
  }
  for (const [signal, { keepMinutesFrom }] of signals) {
    await client('bucket')
      .where({ signal, resolution: 60 })
      .where('begin', '<', keepMinutesFrom)
      .delete();
    await client('progress')
      .where({ subject: signal, resolution: 60 })
      .where('from', '<', keepMinutesFrom)
      .update({ from: keepMinutesFrom });
  }
  for (const [resolution, from] of keepFrom) {
    await client('bucket')
      .where({ resolution })
      .where('begin', '<', from)
      .delete();
    await client('progress')
      .where({ resolution })
      .where('from', '<', from)
      .update({ from });
  }
  await client('deployment').where('at', '<', keepEventsFrom).delete();
  await client('incident').where('closed', '<', keepEventsFrom).delete();
}
