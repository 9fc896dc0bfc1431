import { Service } from '../company/types';
import { EventTable, ReadOptions } from '../nrql-engine/source';
import { Flow } from './Flow';
import { seedOf, uniform } from './hash';
import { piecesOf } from './pieces';
import { STRATA } from './quantiles';
import { pieceWidth } from './resolution';
import { Story } from './Story';
import { RequestGroup, TransactionWriter } from './TransactionWriter';

/** A service and its flows, one a transaction. */
export interface Stream {
  service: Service;
  flows: Flow[];
}

/**
 * `Transaction` events. A row is what a flow did in a piece of time: one row an
 * outcome, and only when the question asks, one a host, and one a stratum of
 * the durations. Weights are whole numbers that add up to the flow's count.
 */
export function transactionTable(
  story: Story,
  streams: readonly Stream[],
  options: ReadOptions,
): EventTable {
  const { begin, end, bucketMillis, attributes, equals } = options;
  const writer = new TransactionWriter(attributes);
  const wantedNames = equals?.get('name');
  const chosen = streams.map(({ service, flows }) => ({
    service,
    flows: flows.filter(
      ({ transaction }) => !wantedNames || wantedNames.has(transaction.name),
    ),
  }));
  const width = pieceWidth({
    begin,
    end,
    bucketMillis,
    flows: chosen.reduce(
      (sum, { service, flows }) =>
        sum + flows.length * (writer.readsHost ? service.traffic.hosts : 1),
      0,
    ),
    readsTime: writer.readsTime,
    readsLoad: writer.readsDuration,
  });
  for (const { service, flows } of chosen) {
    const chance = seedOf(service.name, 'rows');
    for (const piece of piecesOf({ story, service, begin, end, width })) {
      const { segment, from, to } = piece;
      const time = Math.floor((from + to) / 2);
      const dither = uniform(chance, time);
      for (const flow of flows) {
        const group = { service, flow, segment, time };
        const success = flow.count('success', segment, from, to);
        const rejected = flow.count('rejected', segment, from, to);
        const failures = flow.count('failure', segment, from, to);
        if (writer.readsStatus) {
          spread(writer, { ...group, outcome: 'success' }, success, dither);
          spread(writer, { ...group, outcome: 'rejected' }, rejected, dither);
        } else {
          const good = success + rejected;
          spread(writer, { ...group, outcome: 'success' }, good, dither);
        }
        spread(writer, { ...group, outcome: 'failure' }, failures, dither);
      }
    }
  }
  return writer.build();
}

/**
 * Spreads the requests of a group over hosts and durations, as far as the
 * question tells them apart. Each part is a whole number: the dither, from 0 to
 * 1, decides who gets the odd request, and all parts add up.
 */
function spread(
  writer: TransactionWriter,
  group: RequestGroup,
  count: number,
  dither: number,
): void {
  const { flow, segment, outcome, time, service } = group;
  const hosts = writer.readsHost ? service.traffic.hosts : 1;
  const median = writer.readsDuration
    ? flow.median(segment, time) *
      (outcome === 'failure' ? flow.failureFactor(segment) : 1)
    : 0;
  let onHostsBefore = 0;
  for (let host = 1; host <= hosts; host++) {
    const upToHost = Math.floor((count * host) / hosts + dither);
    const requests = upToHost - onHostsBefore;
    onHostsBefore = upToHost;
    if (!writer.readsDuration) {
      if (requests > 0) {
        writer.write(group, requests, host, 0);
      }
      continue;
    }
    let before = 0;
    for (const { to, deviate } of STRATA) {
      const upTo = Math.floor(requests * to + dither);
      if (upTo > before) {
        const seconds = median * flow.spread(deviate);
        writer.write(group, upTo - before, host, seconds);
        before = upTo;
      }
    }
  }
}
