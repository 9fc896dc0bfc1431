import {
  sourceNames,
  type CollectionState,
} from '@rocket/plugin-reliability-scoreboard-common';
import { EmptyState, ErrorPanel, OutcomeBadge, formatTime } from '@rocket/ui';
import { sourceWords } from './CollectionNotice';
import styles from './FirstCollection.module.css';

/** What is shown as long as no service has a score, with what is being done. */
export function FirstCollection(props: { collection: CollectionState }) {
  const { collection } = props;
  if (!collection.configured) {
    return (
      <EmptyState
        title="The scoreboard needs New Relic"
        description="Name an account and its key under newRelic.accounts in the configuration. Scores appear a few minutes later."
      />
    );
  }
  if (collection.lastError && !collection.running) {
    return (
      <ErrorPanel
        title={`The first collection failed at ${formatTime(
          collection.lastError.at,
        )}`}
        error={new Error(collection.lastError.message)}
      />
    );
  }
  if (!collection.running && collection.lastSuccessAt) {
    return (
      <EmptyState
        title="No service yet"
        description="Every component of the type service or website in the catalog gets a score. Register a repository, or create a service from a template."
      />
    );
  }
  return (
    <div role="status" className={styles.panel}>
      <EmptyState
        title={
          collection.running
            ? 'The first collection is under way'
            : 'The first collection starts shortly'
        }
        description="Rocket asks New Relic about all services of the catalog. This page fills by itself, usually within a minute."
      />
      <ul className={styles.sources}>
        {sourceNames.map(name => {
          const source = collection.sources.find(other => other.name === name);
          return (
            <li key={name} className={styles.source}>
              {source?.observedAt ? (
                <OutcomeBadge outcome="pass" compact />
              ) : (
                <span className={styles.waiting} aria-hidden="true" />
              )}
              <span>{sourceWords[name]}</span>
              <span className={styles.state}>
                {source?.observedAt
                  ? `read at ${formatTime(source.observedAt)}`
                  : 'waiting'}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
