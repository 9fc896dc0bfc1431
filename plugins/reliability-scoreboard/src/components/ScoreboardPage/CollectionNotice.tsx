import { Alert } from '@backstage/ui';
import type {
  CollectionState,
  SourceName,
} from '@rocket/plugin-reliability-scoreboard-common';
import { formatTime } from '@rocket/ui';
import { listOf } from '../../lib/listOf';

/** What each source of the collection tells about. */
export const sourceWords: Record<SourceName, string> = {
  entities: 'services in New Relic',
  quality: 'service quality',
  coverage: 'coverage',
  alerts: 'alerts',
  recovery: 'time to recover',
};

/** Says what is wrong with the collection, if anything is. */
export function CollectionNotice(props: { collection: CollectionState }) {
  const { collection } = props;
  const stale = collection.sources.filter(source => source.stale);
  if (!collection.configured) {
    return (
      <Alert
        status="warning"
        icon
        title="No New Relic account is configured"
        description="Nothing is collected until an account stands under newRelic.accounts in the configuration. What is shown is the last answer."
      />
    );
  }
  if (stale.length > 0) {
    return (
      <Alert
        status="warning"
        icon
        title={`${capitalise(
          listOf(stale.map(source => sourceWords[source.name])),
        )}: last good answers are shown`}
        description={stale
          .map(({ stale: why, observedAt }) =>
            why
              ? `Since ${formatTime(why.since)}: ${why.reason}${
                  observedAt ? ` Numbers are of ${formatTime(observedAt)}.` : ''
                }`
              : '',
          )
          // Most often one outage is behind all of them.
          .filter((text, index, all) => all.indexOf(text) === index)
          .join(' ')}
      />
    );
  }
  if (collection.lastError && !collection.running) {
    const { at, message } = collection.lastError;
    const solved =
      collection.lastSuccessAt !== undefined &&
      Date.parse(collection.lastSuccessAt) >= Date.parse(at);
    return solved ? undefined : (
      <Alert
        status="warning"
        icon
        title={`The collection of ${formatTime(at)} failed`}
        description={message}
      />
    );
  }
  return undefined;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
