import { Language } from '../company/types';
import { EventTable, ReadOptions } from '../nrql-engine/source';
import { piecesOf } from './pieces';
import { pieceWidth } from './resolution';
import { Story } from './Story';
import { TableBuilder } from './TableBuilder';
import { Stream } from './transactions';

interface ErrorKind {
  class: string;
  message: string;
}

interface LanguageErrors {
  refused: ErrorKind;
  timedOut: ErrorKind;
  expected: ErrorKind;
}

const nodeErrors: LanguageErrors = {
  refused: { class: 'TypeError', message: 'fetch failed' },
  timedOut: {
    class: 'TimeoutError',
    message: 'The operation was aborted due to timeout',
  },
  expected: { class: 'BadRequestError', message: 'Invalid request body' },
};

const kinds: Record<Language, LanguageErrors> = {
  java: {
    refused: {
      class: 'java.lang.IllegalStateException',
      message: 'No connection available in the pool',
    },
    timedOut: {
      class: 'java.net.SocketTimeoutException',
      message: 'Read timed out',
    },
    expected: {
      class: 'jakarta.validation.ConstraintViolationException',
      message: 'The request is not valid',
    },
  },
  go: {
    refused: { class: '*net.OpError', message: 'connect: connection refused' },
    timedOut: {
      class: 'context.deadlineExceededError',
      message: 'context deadline exceeded',
    },
    expected: { class: '*errors.errorString', message: 'validation failed' },
  },
  nodejs: nodeErrors,
  // The back end of a front end runs on Node.js as well.
  react: nodeErrors,
};

/**
 * `TransactionError` events: one for each failed request, counted by the same
 * flows as `Transaction`; and expected ones for the requests that are rejected.
 */
export function transactionErrorTable(
  story: Story,
  streams: readonly Stream[],
  options: ReadOptions,
): EventTable {
  const { begin, end, bucketMillis } = options;
  const table = new TableBuilder(options.attributes);
  const columns = {
    appName: table.text('appName'),
    entityGuid: table.text('entityGuid'),
    transactionName: table.text('transactionName'),
    class: table.text('error.class'),
    message: table.text('error.message'),
    expected: table.boolean('error.expected'),
  };
  const width = pieceWidth({
    begin,
    end,
    bucketMillis,
    flows: streams.reduce((sum, { flows }) => sum + flows.length, 0),
    readsTime: table.wants('timestamp'),
    readsLoad: false,
  });
  for (const { service, flows } of streams) {
    const errors = kinds[service.language];
    for (const piece of piecesOf({ story, service, begin, end, width })) {
      const { segment, from, to } = piece;
      const time = Math.floor((from + to) / 2);
      for (const flow of flows) {
        for (const outcome of ['failure', 'rejected'] as const) {
          const count = flow.count(outcome, segment, from, to);
          if (count === 0) {
            continue;
          }
          const expected = outcome === 'rejected';
          const unexpected = flow.timesOut(segment)
            ? errors.timedOut
            : errors.refused;
          const kind = expected ? errors.expected : unexpected;
          table.add(time, count);
          columns.appName?.set(service.newRelic.appName);
          columns.entityGuid?.set(service.newRelic.entityGuid);
          columns.transactionName?.set(flow.transaction.name);
          columns.class?.set(kind.class);
          columns.message?.set(kind.message);
          columns.expected?.set(expected);
        }
      }
    }
  }
  return table.build();
}
