/**
 * The Event API: it says yes to every well-formed request at once, and looks
 * at the events later. What is wrong with one of them nobody is told, except
 * by an `NrIntegrationError` event in the account.
 *
 * @packageDocumentation
 */
import { EventRow } from '../telemetry';
import { CustomEvents } from './CustomEvents';

const NAME = /^[A-Za-z0-9_:.]{1,255}$/;
const LONGEST_VALUE = 4096;
const MOST_ATTRIBUTES = 255;

/** Types that only New Relic itself writes. */
const RESERVED = [
  'ChangeTrackingEvent',
  'Deployment',
  'Log',
  'Metric',
  'NrAiIncident',
  'NrIntegrationError',
  'PageView',
  'Span',
  'SyntheticCheck',
  'Transaction',
  'TransactionError',
];

/** Events older than this are dropped, as are those from further in the future. */
const OLDEST_MILLIS = 48 * 3_600_000;
const FUTURE_MILLIS = 24 * 3_600_000;

/**
 * Takes in the events of one request. A batch is looked at event by event;
 * attributes that are no string or number are dropped, booleans become text.
 */
export function ingestEvents(options: {
  store: CustomEvents;
  accountId: number;
  events: unknown[];
  /** Epoch milliseconds. */
  now: number;
}): void {
  const { store, accountId, events, now } = options;
  for (const event of events) {
    const problem = ingest(store, accountId, event, now);
    if (problem) {
      store.add(accountId, 'NrIntegrationError', {
        timestamp: now,
        category: 'EventApiException',
        message: problem,
        newRelicFeature: 'Event API',
      });
    }
  }
}

/** Returns what is wrong with the event, if anything is. */
function ingest(
  store: CustomEvents,
  accountId: number,
  event: unknown,
  now: number,
): string | undefined {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    return 'Each event must be a JSON object';
  }
  const { eventType, timestamp, ...attributes } = event as Record<
    string,
    unknown
  >;
  if (typeof eventType !== 'string' || !NAME.test(eventType)) {
    return 'eventType is missing or not a valid name';
  }
  if (RESERVED.includes(eventType)) {
    return `eventType ${eventType} is reserved`;
  }
  if (Object.keys(attributes).length > MOST_ATTRIBUTES) {
    return `An event has at most ${MOST_ATTRIBUTES} attributes`;
  }
  const time = timeOf(timestamp, now);
  if (time === undefined) {
    return 'timestamp is not a valid time, or too far away';
  }
  const row: EventRow = { timestamp: time };
  for (const [name, value] of Object.entries(attributes)) {
    const isText = typeof value === 'string' && value.length <= LONGEST_VALUE;
    const isNumber = typeof value === 'number' && Number.isFinite(value);
    if (NAME.test(name) && (isText || isNumber)) {
      row[name] = value;
    }
    if (NAME.test(name) && typeof value === 'boolean') {
      row[name] = String(value);
    }
  }
  store.add(accountId, eventType, row);
  return undefined;
}

/** Seconds and milliseconds are told apart by their size. */
function timeOf(timestamp: unknown, now: number): number | undefined {
  if (timestamp === undefined) {
    return now;
  }
  if (typeof timestamp !== 'number' || !(timestamp > 0)) {
    return undefined;
  }
  const millis = timestamp < 1e11 ? timestamp * 1000 : timestamp;
  return millis >= now - OLDEST_MILLIS && millis <= now + FUTURE_MILLIS
    ? millis
    : undefined;
}
