import type { InventorySummary } from '../api/InventoryApi';
import { formatCount } from './words';

const isOrAre = (count: number) => (count === 1 ? 'is' : 'are');
const runOrRuns = (count: number) => (count === 1 ? 'runs' : 'run');

/** How far the declared and the running world agree, in two or three sentences. */
export function overviewSentences(summary: InventorySummary): string {
  const { services, drift } = summary;
  const declaredOnly =
    services.repository > 0
      ? ` ${formatCount(services.repository)} ${isOrAre(services.repository)} declared and not known to AWS.`
      : '';
  const awsOnly =
    services.aws > 0
      ? ` ${formatCount(services.aws)} ${runOrRuns(services.aws)} in AWS and no repository declares ${services.aws === 1 ? 'it' : 'them'}.`
      : '';
  const both = `${formatCount(services.both)} ${isOrAre(services.both)} declared by a repository and ${runOrRuns(services.both)} in AWS.`;
  return `${both}${declaredOnly}${awsOnly} ${
    drift.entities > 0
      ? `${formatCount(drift.entities)} ${drift.entities === 1 ? 'has' : 'have'} drift.`
      : 'Nothing disagrees.'
  }`;
}
