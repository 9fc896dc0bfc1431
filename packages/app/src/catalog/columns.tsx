import type { TableColumn } from '@backstage/core-components';
import {
  CatalogTable,
  type CatalogTableColumnsFunc,
  type CatalogTableRow,
} from '@backstage/plugin-catalog';
import {
  DriftLevelMark,
  OriginMark,
  readLabels,
} from '@rocket/plugin-inventory';

/** What a name and an owner do not tell, and the entity's own page does. */
const leftOut = new Set([
  'entity.metadata.description',
  'entity.metadata.tags',
]);

const tier: TableColumn<CatalogTableRow> = {
  title: 'Tier',
  width: 'auto',
  render: ({ entity }) => readLabels(entity).tier,
};

const origin: TableColumn<CatalogTableRow> = {
  title: 'Origin',
  width: 'auto',
  render: ({ entity }) => {
    const { origin: value } = readLabels(entity);
    return value && <OriginMark origin={value} brief />;
  },
};

const drift: TableColumn<CatalogTableRow> = {
  title: 'Drift',
  width: 'auto',
  render: ({ entity }) => {
    const { drift: level } = readLabels(entity);
    return level && <DriftLevelMark level={level} />;
  },
};

/**
 * Backstage's columns; for what runs also how critical it is, where it is known
 * from and whether the declared and the running world disagree.
 */
export const catalogColumns: CatalogTableColumnsFunc = context => {
  const columns = CatalogTable.defaultColumnsFunc(context);
  const kind =
    context.entities[0]?.kind.toLocaleLowerCase('en-US') ??
    context.filters.kind?.value;
  if (kind !== 'component' && kind !== 'resource') {
    return columns;
  }
  return [
    ...columns.filter(({ field }) => !leftOut.has(String(field))),
    ...(kind === 'component' ? [tier] : []),
    origin,
    drift,
  ];
};
