import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useMutation } from '@tanstack/react-query';
import { inventoryApiRef, type DriftQuery } from '../../api/InventoryApi';

/** Saves all drift that the filters leave, in the order of the table. */
export function CsvButton(props: { query: DriftQuery | undefined }) {
  const { query } = props;
  const api = useApi(inventoryApiRef);
  const toastApi = useApi(toastApiRef);
  const download = useMutation({
    mutationFn: async (asked: DriftQuery) =>
      saveAs('drift.csv', await api.getDriftCsv(asked)),
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
      onPress={() => query && download.mutate(query)}
    >
      CSV
    </Button>
  );
}

function saveAs(name: string, content: string) {
  const url = URL.createObjectURL(
    new Blob([content], { type: 'text/csv;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
