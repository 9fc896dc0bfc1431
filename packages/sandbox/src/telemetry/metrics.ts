import { ReadOptions } from '../nrql-engine/source';
import { MINUTE } from './calendar';
import { cpuUtilization } from './Flow';
import { piecesOf } from './pieces';
import { pieceWidth } from './resolution';
import { Story } from './Story';
import { TableBuilder } from './TableBuilder';
import { Stream } from './transactions';

const DURATION = 'apm.service.transaction.duration';
const ERRORS = 'apm.service.error.count';
const CPU = 'apm.service.cpu.usertime.utilization';

/** The metrics that APM services report, by name. */
export const METRIC_NAMES = [DURATION, ERRORS, CPU] as const;

/**
 * `Metric` data points: requests with their mean duration (seconds), errors,
 * and one sample of the CPU utilisation (0 to 1) a minute and a host.
 */
export function writeMetrics(
  table: TableBuilder,
  options: { story: Story; streams: readonly Stream[]; read: ReadOptions },
): void {
  const { story, streams, read } = options;
  const { begin, end, bucketMillis, accepts } = read;
  const columns = {
    metricName: table.text('metricName'),
    appName: table.text('appName'),
    entityGuid: table.text('entity.guid'),
    entityName: table.text('entity.name'),
    duration: table.number(DURATION),
    errors: table.number(ERRORS),
    cpu: table.number(CPU),
  };
  const acceptsName = accepts?.get('metricName');
  const readsNames = columns.metricName !== undefined;
  const reads = (name: string) =>
    acceptsName?.(name) ?? (readsNames || table.wants(name));
  const width = pieceWidth({
    begin,
    end,
    bucketMillis,
    flows: streams.reduce((sum, { flows }) => sum + flows.length, 0),
    readsTime: table.wants('timestamp'),
    readsLoad: true,
  });
  for (const { service, flows } of streams) {
    const { appName, entityGuid } = service.newRelic;
    const add = (name: string, time: number, weight: number) => {
      table.add(time, weight);
      columns.metricName?.set(name);
      columns.appName?.set(appName);
      columns.entityGuid?.set(entityGuid);
      columns.entityName?.set(appName);
    };
    for (const piece of piecesOf({ story, service, begin, end, width })) {
      const { segment, from, to } = piece;
      const time = Math.floor((from + to) / 2);
      for (const flow of flows) {
        const failures = flow.count('failure', segment, from, to);
        const successes =
          flow.count('success', segment, from, to) +
          flow.count('rejected', segment, from, to);
        if (reads(DURATION)) {
          const mean = flow.median(segment, time) * flow.meanFactor;
          if (successes > 0) {
            add(DURATION, time, successes);
            columns.duration?.set(mean);
          }
          if (failures > 0) {
            add(DURATION, time, failures);
            columns.duration?.set(mean * flow.failureFactor(segment));
          }
        }
        if (reads(ERRORS) && failures > 0) {
          add(ERRORS, time, failures);
          columns.errors?.set(1);
        }
      }
      const samples = Math.floor(to / MINUTE) - Math.floor(from / MINUTE);
      if (reads(CPU) && samples > 0) {
        add(CPU, time, samples * service.traffic.hosts);
        columns.cpu?.set(cpuUtilization(service, segment, time));
      }
    }
  }
}
