import { ErrorPanel } from '@rocket/ui';
import {
  isFiltered,
  onlyWhatIs,
  toDriftQuery,
  type DriftState,
} from '../../lib/driftState';
import { withTeamsBelow } from '../../lib/teams';
import { formatCount } from '../../lib/words';
import type { DriftPage } from '../../model/driftPage';
import type { InventorySummary } from '../../model/summary';
import { useDrift, useTeams } from '../../query/hooks';
import type { UpdateDriftState } from '../../query/useDriftState';
import { Age } from './Age';
import { CsvButton } from './CsvButton';
import { DriftFilters } from './DriftFilters';
import { DriftTable } from './DriftTable';
import { Panel } from './Panel';

const nothing: DriftPage = { items: [], totalItems: 0 };

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
  // A team stands for the teams below it, so nothing is told of one without them.
  const lacksTeams = state.teams.length > 0 && !teams.data;
  const query = lacksTeams
    ? undefined
    : onlyWhatIs(
        toDriftQuery(state, team => withTeamsBelow(team, teams.data ?? [])),
        drift,
      );
  const rows = useDrift(query, {
    offset: (state.page - 1) * state.pageSize,
    limit: state.pageSize,
  });
  const page = lacksTeams || query ? rows.data : nothing;
  const failed = [
    { what: 'teams', query: teams, isFailed: lacksTeams && teams.isError },
    { what: 'drift', query: rows, isFailed: rows.isError && !page },
  ].find(({ isFailed }) => isFailed);
  return (
    <Panel
      title="Drift"
      words={
        <span aria-live="polite">
          {page && !failed
            ? describe(page.totalItems, drift.entities, state)
            : 'Where the declared and the running world disagree.'}
        </span>
      }
      actions={
        <>
          {page && !failed && <Age query={rows} />}
          <CsvButton query={query} />
        </>
      }
    >
      <DriftFilters
        drift={drift}
        teams={teams.data ?? []}
        names={names}
        state={state}
        update={update}
      />
      {failed ? (
        <ErrorPanel
          title={`The ${failed.what} could not be read`}
          error={failed.query.error!}
          onRetry={() => failed.query.refetch()}
        />
      ) : (
        <DriftTable
          page={page}
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
