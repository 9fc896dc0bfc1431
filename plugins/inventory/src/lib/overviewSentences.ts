import type { InventorySummary } from '../model/summary';
import { formatCount } from './words';

const isOrAre = (count: number) => (count === 1 ? 'is' : 'are');
const runOrRuns = (count: number) => (count === 1 ? 'runs' : 'run');

/** How far the declared and the running world agree, in two or three sentences. */
export function overviewSentences(summary: InventorySummary): string {
  const { origins, drift } = summary;
  const declaredOnly =
    origins.repository > 0
      ? ` ${formatCount(origins.repository)} ${isOrAre(origins.repository)} declared and not known to AWS.`
      : '';
  const awsOnly =
    origins.aws > 0
      ? ` ${formatCount(origins.aws)} ${runOrRuns(origins.aws)} in AWS and no repository declares ${origins.aws === 1 ? 'it' : 'them'}.`
      : '';
  const both = `${formatCount(origins.both)} ${isOrAre(origins.both)} declared by a repository and ${runOrRuns(origins.both)} in AWS.`;
  return `${both}${declaredOnly}${awsOnly} ${
    drift.entities > 0
      ? `${formatCount(drift.entities)} ${drift.entities === 1 ? 'has' : 'have'} drift.`
      : 'Nothing disagrees.'
  }`;
}
