import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import type { ServiceListQuery } from '@rocket/plugin-reliability-scoreboard-common';
import { useMutation } from '@tanstack/react-query';
import { scoreboardApiRef } from '../../api/ScoreboardApi';

/** Saves all services that the filters leave, in the order of the table. */
export function CsvButton(props: { query: ServiceListQuery | undefined }) {
  const { query } = props;
  const api = useApi(scoreboardApiRef);
  const toastApi = useApi(toastApiRef);
  const download = useMutation({
    mutationFn: async () => {
      const { offset, limit, ...filters } = query ?? {};
      saveAs('scoreboard.csv', await api.getServicesCsv(filters));
    },
    onError: error =>
      toastApi.post({
        title: `The CSV file could not be made: ${error.message}`,
        status: 'danger',
      }),
  });
  return (
    <Button
      variant="secondary"
      size="small"
      iconStart={<RiDownloadLine aria-hidden="true" />}
      isDisabled={!query}
      isPending={download.isPending}
      onPress={() => download.mutate()}
    >
      CSV
    </Button>
  );
}

function saveAs(name: string, content: Blob) {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
