import {
  useEntityPresentation,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Fragment } from 'react';
import { Link } from 'react-router-dom';
import { groupDrift } from '../../lib/groupDrift';
import { placesByAccount } from '../../lib/placesByAccount';
import { accountTitle, counted, driftTitle } from '../../lib/words';
import type { DriftRow } from '../../model/driftPage';
import { DriftLevelMark } from '../marks';
import styles from './DriftTable.module.css';

/** More accounts than these are only counted. */
const mostPlaces = 3;

/** An entity and what disagrees about it; the whole row leads to the entity. */
export function DriftTableRow(props: {
  row: DriftRow;
  /** When some are chosen, only these are shown. */
  kinds: readonly string[];
}) {
  const { row, kinds } = props;
  const entityLink = useEntityRefLink();
  const places = placesByAccount(row.places);
  return (
    <tr>
      <th scope="row" className={styles.entityCell}>
        <Link className={styles.entity} to={entityLink(row.entityRef)}>
          {row.title}
        </Link>{' '}
        <span className={styles.remark}>{row.type}</span>
      </th>
      <td>
        {row.drift ? (
          <ul className={styles.drifts}>
            {groupDrift(row.drift, kinds).map(({ kind, level, messages }) => (
              <li
                key={`${kind} ${level}`}
                className={styles.drift}
                title={messages.join('\n')}
              >
                <DriftLevelMark level={level} compact />
                <span className={styles.line}>
                  <strong>{driftTitle(kind)}</strong>
                  {messages.length > 1 && ` ×${messages.length}`}{' '}
                  <span className={styles.message}>{messages[0]}</span>
                </span>
              </li>
            ))}
          </ul>
        ) : (
          'Its inventory has an unknown form.'
        )}
      </td>
      <td className={styles.ownerCell}>
        {row.owner ? <Owner owner={row.owner} /> : 'nobody'}
      </td>
      <td>
        {places.length === 0 && 'nowhere in AWS'}
        {places.slice(0, mostPlaces).map(place => (
          <span
            key={place.account}
            className={styles.place}
            title={`${place.account}: ${place.regions.join(', ')}`}
          >
            <span className={styles.whole}>{accountTitle(place)}</span>{' '}
            <span className={styles.remark}>
              {place.regions.map((region, index) => (
                <Fragment key={region}>
                  {index > 0 && ', '}
                  <span className={styles.whole}>{region}</span>
                </Fragment>
              ))}
            </span>
          </span>
        ))}
        {places.length > mostPlaces && (
          <span className={styles.remark}>
            and {counted(places.length - mostPlaces, 'account')} more
          </span>
        )}
      </td>
    </tr>
  );
}

function Owner(props: { owner: string }) {
  const entityLink = useEntityRefLink();
  const { primaryTitle } = useEntityPresentation(props.owner);
  return (
    <Link className={styles.owner} to={entityLink(props.owner)}>
      {primaryTitle}
    </Link>
  );
}
