import { AsOf } from '@rocket/ui';
import type { Deployment } from '../../model/inventory';
import { useScopes } from '../../query/hooks';
import { InventoryQueries } from '../../query/InventoryQueries';

/** When AWS last told of a place that it does not tell of now. */
export function LastTold(props: {
  deployment: Pick<Deployment, 'account' | 'region'>;
}) {
  return (
    <InventoryQueries>
      <Age {...props.deployment} />
    </InventoryQueries>
  );
}

function Age(props: { account: string; region: string }) {
  const { account, region } = props;
  const scopes = useScopes();
  const observedAt = scopes.data?.find(
    scope => scope.account === account && scope.region === region,
  )?.lastSuccessAt;
  return observedAt ? (
    <AsOf observedAt={observedAt} stale reason="AWS has not told since" />
  ) : (
    <>AWS has not told lately</>
  );
}
