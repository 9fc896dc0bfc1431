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
import styles from './columns.module.css';

/** What a name and an owner do not tell, and the entity's own page does. */
const leftOut = new Set([
  'entity.metadata.description',
  'entity.metadata.tags',
]);

/** What the environment of a Resource tells already. */
const leftOutOfResources = 'entity.spec.lifecycle';

// The table sorts only the rows of the page that it has, so it is not asked to.
const plain: Partial<TableColumn<CatalogTableRow>> = {
  width: 'auto',
  sorting: false,
};

// The Scoreboard has another one: the tier that a critical path asks for.
const tier: TableColumn<CatalogTableRow> = {
  ...plain,
  title: 'Declared tier',
  render: ({ entity }) => readLabels(entity).tier,
};

const origin: TableColumn<CatalogTableRow> = {
  ...plain,
  title: 'Origin',
  render: ({ entity }) => {
    const { origin: value } = readLabels(entity);
    return value && <OriginMark origin={value} brief />;
  },
};

const drift: TableColumn<CatalogTableRow> = {
  ...plain,
  title: 'Drift',
  render: ({ entity }) => {
    const { drift: level } = readLabels(entity);
    return level && <DriftLevelMark level={level} />;
  },
};

const where: TableColumn<CatalogTableRow> = {
  ...plain,
  title: 'Where',
  render: ({ entity }) => {
    const { place } = readLabels(entity);
    return (
      place && (
        <span className={styles.place} title={place.account}>
          {place.accountName ?? place.account}
          <span className={styles.remark}>
            {[place.region, place.environment].filter(Boolean).join(' · ')}
          </span>
        </span>
      )
    );
  },
};

/**
 * Backstage's columns; for what runs also how critical it is or where it runs, where
 * it is known from and whether the declared and the running world disagree.
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
    ...columns.filter(
      ({ field }) =>
        !leftOut.has(String(field)) &&
        !(kind === 'resource' && field === leftOutOfResources),
    ),
    kind === 'component' ? tier : where,
    origin,
    drift,
  ];
};
