import {
  dimensions,
  formatMeasure,
  type Score,
} from '@rocket/plugin-reliability-scoreboard-common';

const columns: Array<[string, (score: Score) => unknown]> = [
  ['entity_ref', score => score.entityRef],
  ['title', score => score.title],
  ['owner', score => score.owner],
  ['level', score => score.level ?? 'none'],
  ['declared_tier', score => score.tier],
  ['effective_tier', score => score.effectiveTier],
  ['lifecycle', score => score.lifecycle],
  ['language', score => score.language],
  ['fast_lane', score => score.fastLane],
  ['critical_paths', score => score.paths.map(path => path.title).join(', ')],
  ['instrumentation', score => score.instrumentation],
  ...dimensions.flatMap((dimension): typeof columns => [
    [`${dimension}_outcome`, score => score.dimensions[dimension].outcome],
    [
      `${dimension}_value`,
      score => score.dimensions[dimension].headline?.value,
    ],
    [
      `${dimension}_text`,
      score => {
        const { headline } = score.dimensions[dimension];
        return headline && formatMeasure(headline);
      },
    ],
    [`${dimension}_verdict`, score => score.dimensions[dimension].verdict],
    [
      `${dimension}_observed_at`,
      score => score.dimensions[dimension].observedAt,
    ],
  ]),
  ['observed_at', score => score.observedAt],
  ['stale_since', score => score.stale?.since],
  ['stale_reason', score => score.stale?.reason],
];

/** RFC 4180, with a header. */
export function toCsv(scores: readonly Score[]): string {
  const lines = [
    columns.map(([name]) => name),
    ...scores.map(score => columns.map(([, read]) => toField(read(score)))),
  ];
  return lines.map(line => `${line.join(',')}\r\n`).join('');
}

function toField(value: unknown): string {
  if (value === undefined) {
    return '';
  }
  let text = String(value);
  // A spreadsheet would run what begins like this.
  if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) {
    text = `'${text}`;
  }
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
