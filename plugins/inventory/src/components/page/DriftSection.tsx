import { ErrorPanel } from '@rocket/ui';
import type { InventorySummary } from '../../api/InventoryApi';
import {
  isFiltered,
  toDriftQuery,
  type DriftState,
} from '../../lib/driftState';
import { withTeamsBelow } from '../../lib/teams';
import { formatCount } from '../../lib/words';
import { useDrift, useTeams } from '../../query/hooks';
import type { UpdateDriftState } from '../../query/useDriftState';
import { CsvButton } from './CsvButton';
import { DriftFilters } from './DriftFilters';
import { DriftTable } from './DriftTable';
import { Panel } from './Panel';

/** Everything that disagrees, to be filtered, sorted and taken along as a file. */
export function DriftSection(props: {
  drift: InventorySummary['drift'];
  /** Names of accounts by their numbers. */
  names: ReadonlyMap<string, string>;
  state: DriftState;
  update: UpdateDriftState;
}) {
  const { drift, names, state, update } = props;
  const teams = useTeams();
  // A team stands for the teams below it, so wait for them when one is chosen.
  const query =
    state.teams.length > 0 && teams.isPending
      ? undefined
      : toDriftQuery(state, team => withTeamsBelow(team, teams.data ?? []));
  const rows = useDrift(query, {
    offset: (state.page - 1) * state.pageSize,
    limit: state.pageSize,
  });
  return (
    <Panel
      title="Drift"
      words={
        <span aria-live="polite">
          {rows.data
            ? describe(rows.data.totalItems, drift.entities, state)
            : 'Where the declared and the running world disagree.'}
        </span>
      }
      actions={<CsvButton query={query} />}
    >
      <DriftFilters
        drift={drift}
        teams={teams.data ?? []}
        names={names}
        state={state}
        update={update}
      />
      {rows.isError && !rows.data ? (
        <ErrorPanel
          title="The drift could not be read"
          error={rows.error}
          onRetry={() => rows.refetch()}
        />
      ) : (
        <DriftTable
          page={rows.data}
          isOld={rows.isPlaceholderData}
          state={state}
          update={update}
        />
      )}
    </Panel>
  );
}

/** "34 entities", "3 of 34 entities". */
function describe(found: number, all: number, state: DriftState): string {
  return isFiltered(state)
    ? `${formatCount(found)} of ${all === 1 ? '1 entity' : `${formatCount(all)} entities`}.`
    : `${found === 1 ? '1 entity' : `${formatCount(found)} entities`}; what belongs to a service is shown on the service.`;
}
