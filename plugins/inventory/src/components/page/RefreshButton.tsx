import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { ButtonIcon } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { reasonOf } from '../../lib/errors';
import { accountTitle } from '../../lib/words';
import { scopeRefreshPermission } from '../../model/permissions';
import type { Scope } from '../../model/scopes';
import { useRefreshScope } from '../../query/hooks';

/** Has an account and region listed now; only for those who may. */
export function RefreshButton(props: { scope: Scope }) {
  const { scope } = props;
  const toastApi = useApi(toastApiRef);
  const { allowed } = usePermission({ permission: scopeRefreshPermission });
  const refresh = useRefreshScope();
  const name = `${accountTitle(scope)} in ${scope.region}`;
  if (!allowed) {
    return undefined;
  }
  return (
    <ButtonIcon
      size="small"
      variant="tertiary"
      aria-label={`List ${name} now`}
      icon={<RiRefreshLine aria-hidden="true" />}
      isDisabled={scope.running}
      isPending={refresh.isPending}
      onPress={() =>
        refresh.mutate(scope, {
          onSuccess: () =>
            toastApi.post({
              title: `${name} is being listed`,
              status: 'success',
              timeout: 4_000,
            }),
          onError: error =>
            toastApi.post({
              title: `${name} could not be listed now`,
              description: reasonOf(error),
              status: 'warning',
            }),
        })
      }
    />
  );
}
