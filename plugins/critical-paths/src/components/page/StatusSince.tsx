import { formatAge, formatMoment, formatTime } from '@rocket/ui';

/** Since when a status lasts: "since 10:31". Nothing when that is not known. */
export function StatusSince(props: { since: string | undefined }) {
  const { since } = props;
  if (!since) {
    return null;
  }
  return (
    <span>
      since{' '}
      <time
        dateTime={since}
        title={`${formatMoment(since)}, ${formatAge(since)}`}
      >
        {formatTime(since)}
      </time>
    </span>
  );
}
