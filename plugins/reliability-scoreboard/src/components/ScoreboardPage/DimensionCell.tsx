import { Link, Tooltip, TooltipTrigger } from '@backstage/ui';
import type {
  Dimension,
  ServiceScore,
} from '@rocket/plugin-reliability-scoreboard-common';
import { DimensionValue } from '../measures';
import { useServiceLink } from '../useServiceLink';

/** One dimension of a service; says its verdict, and leads to the rules behind it. */
export function DimensionCell(props: {
  score: ServiceScore;
  dimension: Dimension;
}) {
  const { score, dimension } = props;
  const serviceLink = useServiceLink();
  return (
    <TooltipTrigger delay={300}>
      <Link href={serviceLink(score.entityRef, { tab: dimension })} standalone>
        <DimensionValue
          dimension={dimension}
          score={score.dimensions[dimension]}
        />
      </Link>
      <Tooltip>{score.dimensions[dimension].verdict}</Tooltip>
    </TooltipTrigger>
  );
}
