import type {
  Dimension,
  ServiceScore,
} from '@rocket/plugin-reliability-scoreboard-common';
import { DimensionValue, PlainLink } from '../measures';
import { useServiceLink } from '../useServiceLink';

/** One dimension of a service; says its verdict, and leads to the rules behind it. */
export function DimensionCell(props: {
  score: ServiceScore;
  dimension: Dimension;
}) {
  const { score, dimension } = props;
  const serviceLink = useServiceLink();
  return (
    <PlainLink
      to={serviceLink(score.entityRef, { tab: dimension })}
      title={score.dimensions[dimension].verdict}
    >
      <DimensionValue score={score.dimensions[dimension]} />
    </PlainLink>
  );
}
