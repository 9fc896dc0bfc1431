import {
  useEntityPresentation,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Link } from 'react-router-dom';
import { groupDrift } from '../../lib/groupDrift';
import { placesByAccount } from '../../lib/placesByAccount';
import { accountTitle, driftTitle } from '../../lib/words';
import type { DriftRow } from '../../model/driftPage';
import { DriftLevelMark } from '../marks';
import styles from './DriftTable.module.css';

/** An entity and what disagrees about it; the whole row leads to the entity. */
export function DriftTableRow(props: {
  row: DriftRow;
  /** When some are chosen, only these are shown. */
  kinds: readonly string[];
}) {
  const { row, kinds } = props;
  const entityLink = useEntityRefLink();
  return (
    <tr>
      <th scope="row">
        <Link className={styles.entity} to={entityLink(row.entityRef)}>
          {row.title}
        </Link>
        <span className={styles.remark}>{row.type}</span>
      </th>
      <td>
        {row.drift ? (
          <ul className={styles.drifts}>
            {groupDrift(row.drift, kinds).map(({ kind, level, messages }) => (
              <li key={`${kind} ${level}`}>
                <span className={styles.driftHead}>
                  <DriftLevelMark level={level} />
                  <strong>{driftTitle(kind)}</strong>
                </span>
                <span className={styles.remark}>
                  {messages[0]}
                  {messages.length > 1 &&
                    ` And ${messages.length - 1} more like it.`}
                </span>
              </li>
            ))}
          </ul>
        ) : (
          'Its inventory has an unknown form.'
        )}
      </td>
      <td>{row.owner ? <Owner owner={row.owner} /> : 'nobody'}</td>
      <td>
        {row.places.length > 0
          ? placesByAccount(row.places).map(place => (
              <span
                key={place.account}
                className={styles.place}
                title={place.account}
              >
                {accountTitle(place)}
                <span className={styles.remark}>
                  {place.regions.join(', ')}
                </span>
              </span>
            ))
          : 'nowhere in AWS'}
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
