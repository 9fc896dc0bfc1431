import { MappingPreviewReport } from '../inventory/MappingPreviewer';

/** A preview to print on a terminal: a line of numbers, and three lines an item. */
export function previewText(report: MappingPreviewReport): string {
  const { total, changed, items } = report;
  const lines = items.flatMap(({ name, arn, before, after, ...item }) => [
    '',
    `${item.changed ? '~' : ' '} ${name}  ${arn}`,
    ...(item.changed
      ? [`    now:   ${before}`, `    then:  ${after}`]
      : [`    as now: ${after}`]),
  ]);
  return [
    `${changed} of ${total} provisioned products would become something else.`,
    ...lines,
    '',
  ].join('\n');
}
