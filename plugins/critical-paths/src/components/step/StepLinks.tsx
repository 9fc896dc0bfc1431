import { ButtonLink, Flex } from '@backstage/ui';
import {
  RiBarChartGroupedLine,
  RiBookletLine,
  RiExternalLinkLine,
} from '@remixicon/react';
import type { StepSummary } from '@rocket/plugin-critical-paths-common';
import type { CriticalPathLinks } from '../../query/useCriticalPathLinks';

/** Where to go on from a step: the catalog, the scoreboard, New Relic. */
export function StepLinks(props: {
  step: StepSummary;
  links: CriticalPathLinks;
}) {
  const { step, links } = props;
  const catalogEntity = links.catalogEntity(step.component);
  const scoreboard = links.scoreboard(step.component);
  return (
    <Flex gap="2" style={{ flexWrap: 'wrap' }}>
      {catalogEntity && (
        <ButtonLink
          href={catalogEntity}
          variant="secondary"
          iconStart={<RiBookletLine />}
        >
          In the catalog
        </ButtonLink>
      )}
      {scoreboard && (
        <ButtonLink
          href={scoreboard}
          variant="secondary"
          iconStart={<RiBarChartGroupedLine />}
        >
          On the scoreboard
        </ButtonLink>
      )}
      {step.links.newRelic && (
        <ButtonLink
          href={step.links.newRelic}
          target="_blank"
          rel="noopener noreferrer"
          variant="secondary"
          iconEnd={<RiExternalLinkLine />}
        >
          In New Relic
        </ButtonLink>
      )}
    </Flex>
  );
}
