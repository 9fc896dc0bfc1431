import { entityGuid, hash32, Service } from '../company';
import { EventTable, ReadOptions } from '../nrql-engine/source';
import { localDay, MINUTE, startOfLocalDay } from './calendar';
import { integerBetween, seedOf, uniform } from './hash';
import { Story } from './Story';
import { TableBuilder } from './TableBuilder';
import { Stream } from './transactions';

/** How often each location checks. */
export const MONITOR_PERIOD = 5 * MINUTE;

const LOCATIONS = [
  { name: 'AWS_SA_EAST_1', label: 'São Paulo, BR', networkMillis: 45 },
  { name: 'AWS_US_EAST_1', label: 'Washington, DC, USA', networkMillis: 160 },
];

/** Checks fail by chance too: networks between the monitor and the service. */
const CHANCE_FAILURE = 0.0006;

export interface Monitor {
  id: string;
  guid: string;
  name: string;
}

/** The monitor that watches a client-facing service from outside, if it has one. */
export function monitorOf(service: Service): Monitor | undefined {
  if (!service.clientFacing || !service.newRelic.reporting) {
    return undefined;
  }
  const { accountId, applicationId } = service.newRelic;
  const id = hash32(`monitor ${service.name} ${applicationId}`);
  return {
    id: `${id.toString(16).padStart(8, '0')}-sandbox`,
    guid: entityGuid(accountId, 'SYNTH', 'MONITOR', id),
    name: `${service.name} · availability`,
  };
}

/** `SyntheticCheck` events: one a monitor, a location and a period; durations in milliseconds. */
export function syntheticCheckTable(
  story: Story,
  streams: readonly Stream[],
  options: ReadOptions,
): EventTable {
  const { begin, end } = options;
  const table = new TableBuilder(options.attributes);
  const columns = {
    monitorName: table.text('monitorName'),
    monitorId: table.text('monitorId'),
    entityGuid: table.text('entityGuid'),
    location: table.text('location'),
    locationLabel: table.text('locationLabel'),
    result: table.text('result'),
    duration: table.number('duration'),
  };
  for (const { service, flows } of streams) {
    const monitor = monitorOf(service);
    const [flow] = flows;
    if (!monitor || !flow) {
      continue;
    }
    for (const [index, location] of LOCATIONS.entries()) {
      const seed = seedOf(service.name, 'monitor', index);
      const phase = integerBetween(seed, 0, 0, MONITOR_PERIOD - 1);
      let tick = Math.ceil((begin - phase) / MONITOR_PERIOD);
      for (let day = localDay(begin); startOfLocalDay(day) < end; day++) {
        for (const segment of story.segmentsOn(service, day)) {
          const last = Math.min(segment.end, end);
          const failing = CHANCE_FAILURE + flow.errorRate(segment);
          for (
            let time = tick * MONITOR_PERIOD + phase;
            time < last;
            tick += 1, time += MONITOR_PERIOD
          ) {
            const failed =
              segment.trafficFactor === 0 || uniform(seed, tick) < failing;
            table.add(time, 1);
            columns.monitorName?.set(monitor.name);
            columns.monitorId?.set(monitor.id);
            columns.entityGuid?.set(monitor.guid);
            columns.location?.set(location.name);
            columns.locationLabel?.set(location.label);
            columns.result?.set(failed ? 'FAILED' : 'SUCCESS');
            columns.duration?.set(
              Math.round(
                location.networkMillis * (0.9 + 0.3 * uniform(seed + 1, tick)) +
                  flow.median(segment, time) * 1000,
              ),
            );
          }
        }
      }
    }
  }
  return table.build();
}
