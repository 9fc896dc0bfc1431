import { VisuallyHidden } from '@backstage/ui';
import { AsOf, ScrollRegion } from '@rocket/ui';
import { placeTable, type PlaceCell } from '../../lib/placeTable';
import { formatCount } from '../../lib/words';
import type { Scope } from '../../model/scopes';
import type { PlaceCount } from '../../model/summary';
import { Panel } from './Panel';
import styles from './Places.module.css';
import { WordLink } from './Words';

const title = 'By account and region';

/** How much runs where: a row an account, a column a region. */
export function Places(props: {
  places: PlaceCount[];
  scopes: Scope[] | undefined;
  /** By the number of the account, as far as known. */
  names: ReadonlyMap<string, string>;
}) {
  const { names } = props;
  const { regions, rows, totals, total } = placeTable(
    props.places,
    props.scopes,
  );
  if (rows.length === 0) {
    return (
      <Panel title={title}>
        <p className={styles.none}>
          The configured accounts have no provisioned product.
        </p>
      </Panel>
    );
  }
  return (
    <Panel
      title={title}
      words={
        <>
          Provisioned products: services and what they use
          <WordLink word="provisionedProduct" />
        </>
      }
    >
      <ScrollRegion
        label="Provisioned products by account and region"
        className={styles.scroll}
      >
        <table className={styles.table} aria-label="Provisioned products">
          <thead>
            <tr>
              <th scope="col">Account</th>
              {regions.map(region => (
                <th key={region} scope="col" className={styles.number}>
                  {region}
                </th>
              ))}
              <th scope="col" className={styles.number}>
                All
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.account}>
                <th scope="row" title={row.account}>
                  {names.get(row.account) ?? row.account}
                </th>
                {row.cells.map((cell, index) => (
                  <Cell key={regions[index]} cell={cell} />
                ))}
                <Cell cell={row.total} isTotal />
              </tr>
            ))}
          </tbody>
          {rows.length > 1 && (
            <tfoot>
              <tr>
                <th scope="row">All</th>
                {totals.map((count, index) => (
                  <Cell key={regions[index]} cell={{ count }} isTotal />
                ))}
                <Cell cell={{ count: total }} isTotal />
              </tr>
            </tfoot>
          )}
        </table>
      </ScrollRegion>
    </Panel>
  );
}

function Cell(props: { cell: PlaceCell; isTotal?: boolean }) {
  const { count, staleSince } = props.cell;
  if (count === undefined) {
    return (
      <td className={`${styles.number} ${styles.unknown}`}>
        <VisuallyHidden>not listed yet</VisuallyHidden>
      </td>
    );
  }
  return (
    <td
      className={[
        styles.number,
        props.isTotal ? styles.all : '',
        staleSince ? styles.stale : '',
      ].join(' ')}
    >
      {formatCount(count)}
      {staleSince && (
        <span className={styles.age}>
          <AsOf observedAt={staleSince} />
        </span>
      )}
    </td>
  );
}
