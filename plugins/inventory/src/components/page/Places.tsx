import { formatCount } from '../../lib/words';
import type { PlaceCount } from '../../model/summary';
import { Panel } from './Panel';
import styles from './Places.module.css';

/** How much runs where: a row an account, a column a region. */
export function Places(props: {
  places: PlaceCount[];
  /** By the number of the account, as far as known. */
  names: ReadonlyMap<string, string>;
}) {
  const { places, names } = props;
  const accounts = valuesOf(places, 'account');
  const regions = valuesOf(places, 'region');
  const total = (found: (place: PlaceCount) => boolean) =>
    places.filter(found).reduce((sum, { count }) => sum + count, 0);
  if (places.length === 0) {
    return (
      <Panel title="By account and region">
        <p className={styles.none}>
          The configured accounts have no provisioned product.
        </p>
      </Panel>
    );
  }
  return (
    <Panel title="By account and region">
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption className={styles.caption}>
            Provisioned products: services and what they use
          </caption>
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
            {accounts.map(account => (
              <tr key={account}>
                <th scope="row" title={account}>
                  {names.get(account) ?? account}
                </th>
                {regions.map(region => (
                  <td key={region} className={styles.number}>
                    {formatCount(
                      total(
                        place =>
                          place.account === account && place.region === region,
                      ),
                    )}
                  </td>
                ))}
                <td className={`${styles.number} ${styles.all}`}>
                  {formatCount(total(place => place.account === account))}
                </td>
              </tr>
            ))}
          </tbody>
          {accounts.length > 1 && (
            <tfoot>
              <tr>
                <th scope="row">All</th>
                {regions.map(region => (
                  <td key={region} className={styles.number}>
                    {formatCount(total(place => place.region === region))}
                  </td>
                ))}
                <td className={styles.number}>
                  {formatCount(total(() => true))}
                </td>
              </tr>
            </tfoot>
          )}
        </table>
      </div>
    </Panel>
  );
}

function valuesOf(places: PlaceCount[], key: 'account' | 'region'): string[] {
  return [...new Set(places.map(place => place[key]))].sort();
}
