import { Service } from '../company/types';
import { EventTable, ReadOptions } from '../nrql-engine/source';
import { Flow, Outcome } from './Flow';
import { seedOf, uniform } from './hash';
import { Piece, piecesOf } from './pieces';
import { STRATA } from './quantiles';
import { pieceWidth } from './resolution';
import { Story } from './Story';
import { TableBuilder } from './TableBuilder';

/** A service and its flows, one a transaction. */
export interface Stream {
  service: Service;
  flows: Flow[];
}

const REJECTED_STATUS: Record<string, number> = {
  GET: 404,
  POST: 422,
  PUT: 409,
};

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
  const { begin, end, bucketMillis, equals } = options;
  const table = new TableBuilder(options.attributes);
  const columns = {
    appName: table.text('appName'),
    appId: table.number('appId'),
    entityGuid: table.text('entityGuid'),
    name: table.text('name'),
    transactionType: table.text('transactionType'),
    method: table.text('request.method'),
    host: table.text('host'),
    status: table.number('http.statusCode'),
    error: table.boolean('error'),
    duration: table.number('duration'),
    databaseDuration: table.number('databaseDuration'),
  };
  const readsDuration = Boolean(columns.duration ?? columns.databaseDuration);
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
        sum + flows.length * (columns.host ? service.traffic.hosts : 1),
      0,
    ),
    readsTime: table.wants('timestamp'),
    readsLoad: readsDuration,
  });
  const web = columns.transactionType?.code('Web') ?? 0;

  for (const { service, flows } of chosen) {
    const { appName, applicationId, entityGuid } = service.newRelic;
    const app = columns.appName?.code(appName) ?? 0;
    const guid = columns.entityGuid?.code(entityGuid) ?? 0;
    const hosts = columns.host
      ? Array.from({ length: service.traffic.hosts }, (_, index) =>
          columns.host!.code(`${service.name}-${index + 1}`),
        )
      : [-1];
    const chance = seedOf(service.name, 'rows');

    const write = (
      flow: Flow,
      time: number,
      weight: number,
      outcome: Outcome,
      host: number,
      seconds: number,
      status: number,
    ) => {
      const { transaction } = flow;
      table.add(time, weight);
      columns.appName?.setCode(app);
      columns.appId?.set(applicationId);
      columns.entityGuid?.setCode(guid);
      columns.name?.set(transaction.name);
      columns.transactionType?.setCode(web);
      columns.method?.set(transaction.method);
      columns.host?.setCode(host);
      columns.status?.set(status);
      columns.error?.set(outcome === 'failure');
      columns.duration?.set(seconds);
      columns.databaseDuration?.set(seconds * transaction.databaseShare);
    };

    const writeOutcome = (
      flow: Flow,
      piece: Piece,
      outcome: Outcome,
      count: number,
    ) => {
      const time = Math.floor((piece.from + piece.to) / 2);
      const dither = uniform(chance, time);
      const factor =
        outcome === 'failure' ? flow.failureFactor(piece.segment) : 1;
      const status = statusOf(outcome, flow, piece);
      const median = readsDuration
        ? flow.median(piece.segment, time) * factor
        : 0;
      let hostsBefore = 0;
      for (const [index, host] of hosts.entries()) {
        const upTo = Math.floor((count * (index + 1)) / hosts.length + dither);
        const requests = upTo - hostsBefore;
        hostsBefore = upTo;
        if (requests === 0) {
          continue;
        }
        if (!readsDuration) {
          write(flow, time, requests, outcome, host, 0, status);
          continue;
        }
        let before = 0;
        for (const stratum of STRATA) {
          const upToStratum = Math.floor(requests * stratum.to + dither);
          if (upToStratum > before) {
            const seconds = median * flow.spread(stratum.deviate);
            write(
              flow,
              time,
              upToStratum - before,
              outcome,
              host,
              seconds,
              status,
            );
            before = upToStratum;
          }
        }
      }
    };

    for (const piece of piecesOf({ story, service, begin, end, width })) {
      for (const flow of flows) {
        const { segment, from, to } = piece;
        const success = flow.count('success', segment, from, to);
        const rejected = flow.count('rejected', segment, from, to);
        const failures = flow.count('failure', segment, from, to);
        if (columns.status) {
          writeOutcome(flow, piece, 'success', success);
          writeOutcome(flow, piece, 'rejected', rejected);
        } else {
          writeOutcome(flow, piece, 'success', success + rejected);
        }
        writeOutcome(flow, piece, 'failure', failures);
      }
    }
  }
  return table.build();
}

function statusOf(outcome: Outcome, flow: Flow, { segment }: Piece): number {
  const { method } = flow.transaction;
  switch (outcome) {
    case 'success':
      return method === 'POST' ? 201 : 200;
    case 'rejected':
      return REJECTED_STATUS[method] ?? 400;
    default:
      return flow.timesOut(segment) ? 504 : 500;
  }
}
