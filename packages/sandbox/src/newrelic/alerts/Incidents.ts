import {
  EventRow,
  Incident,
  IncidentEvaluator,
  RowOptions,
  RowSource,
  Story,
  Stream,
  Threshold,
  Watch,
} from '../../telemetry';
import { AlertStore } from './AlertStore';
import { signalOf } from './conditionSignal';
import { editTime, lastEdit } from './edits';
import { Condition, ConditionVersion, Term } from './types';

/** A baseline's threshold counts standard deviations; the usual one of the company's traffic is 7 %. */
const USUAL_DEVIATION = 0.07;

/** The incidents of all conditions, as `NrAiIncident` events and for alert severities. */
export class Incidents implements RowSource {
  readonly #alerts: AlertStore;
  readonly #streams: readonly Stream[];
  readonly #evaluator: IncidentEvaluator;
  readonly #clock: () => number;

  constructor(options: {
    alerts: AlertStore;
    streams: readonly Stream[];
    story: Story;
    clock: () => number;
  }) {
    this.#alerts = options.alerts;
    this.#streams = options.streams;
    this.#evaluator = new IncidentEvaluator(options.story);
    this.#clock = options.clock;
  }

  /** Incidents that are open at some time from `begin` to `end`. */
  between(accountId: number, begin: number, end: number): Incident[] {
    const now = this.#clock();
    return this.#alerts
      .versions(accountId)
      .flatMap(version => this.#watches(version, begin, end))
      .flatMap(watch => this.#evaluator.incidents({ watch, begin, end, now }));
  }

  /** What is open right now. */
  open(accountId: number): Incident[] {
    const now = this.#clock();
    return this.between(accountId, now, now + 1).filter(
      ({ closeTime }) => closeTime === undefined,
    );
  }

  eventTypes(accountId: number): readonly string[] {
    return this.#alerts.versions(accountId).length > 0 ? ['NrAiIncident'] : [];
  }

  /** One row when an incident opens, and one when it closes. */
  rows({ accountId, begin, end }: RowOptions): EventRow[] {
    return this.between(accountId, begin, end).flatMap(incident => {
      const { openTime, closeTime } = incident;
      const opened = this.#describe(incident);
      const rows: EventRow[] = [];
      if (openTime >= begin && openTime < end) {
        rows.push({ ...opened, timestamp: openTime, event: 'open' });
      }
      if (closeTime !== undefined && closeTime >= begin && closeTime < end) {
        rows.push({
          ...opened,
          timestamp: closeTime,
          event: 'close',
          closeTime,
          closeCause: incident.closeCause,
          durationSeconds: Math.round((closeTime - openTime) / 1000),
        });
      }
      return rows;
    });
  }

  #describe(incident: Incident): EventRow {
    const { watch } = incident;
    const version = this.#alerts
      .versions(watch.stream.service.newRelic.accountId)
      .find(({ condition }) => condition.id === watch.conditionId);
    const condition = version?.condition;
    const { appName, entityGuid } = watch.stream.service.newRelic;
    return {
      timestamp: incident.openTime,
      type: 'Incident',
      incidentId: incident.id,
      openTime: incident.openTime,
      priority: incident.priority,
      evaluationType: incident.evaluationType,
      title: `${condition?.name} ${
        incident.evaluationType === 'Expiration'
          ? 'lost its signal'
          : 'violated its threshold'
      }`,
      conditionId: Number(watch.conditionId),
      conditionName: condition?.name,
      policyId: Number(condition?.policyId),
      policyName:
        condition &&
        this.#alerts.policy(condition.accountId, condition.policyId)?.name,
      nrqlQuery: condition?.nrql.query,
      targetName: appName,
      'entity.guid': entityGuid,
      'entity.name': appName,
      'entity.type': 'APPLICATION',
      muted: false,
    };
  }

  /** A version as the evaluator sees it: cut at each edit of the company's teams. */
  #watches(version: ConditionVersion, begin: number, end: number): Watch[] {
    const { condition, since, ended } = version;
    const known = condition.enabled && signalOf(condition, this.#streams);
    if (!known || !known.stream.service.newRelic.reporting) {
      return [];
    }
    const watch: Watch = {
      conditionId: condition.id,
      version: `${condition.id} ${since}`,
      ...known,
      thresholds: thresholdsOf(condition),
      lostSignalMillis: lostSignalMillisOf(condition),
      timeLimitMillis: condition.violationTimeLimitSeconds * 1000,
      since,
      ended,
    };
    return condition.isTended
      ? [...cutAtEdits(watch, condition, begin, end)]
      : [watch];
  }
}

/** The parts of a watch that reach into `begin` to `end`; what is open at `begin` belongs to the first. */
function* cutAtEdits(
  watch: Watch,
  condition: Condition,
  begin: number,
  end: number,
): Generator<Watch> {
  const last = Math.min(end, watch.ended?.time ?? Infinity);
  let edit = lastEdit(condition, Math.max(begin, watch.since));
  for (; editTime(condition, edit) < last; edit++) {
    const nextEdit = editTime(condition, edit + 1);
    yield {
      ...watch,
      version: `${watch.version} ${edit}`,
      since: Math.max(watch.since, editTime(condition, edit)),
      ended:
        nextEdit < (watch.ended?.time ?? Infinity)
          ? { time: nextEdit, cause: 'CONDITION_MODIFIED' }
          : watch.ended,
    };
  }
}

function lostSignalMillisOf({ expiration }: Condition): number | undefined {
  const { openViolationOnExpiration, expirationDuration } = expiration;
  return openViolationOnExpiration && expirationDuration !== undefined
    ? expirationDuration * 1000
    : undefined;
}

function thresholdsOf(condition: Condition): Threshold[] {
  return condition.terms.map(term => ({
    priority: term.priority === 'CRITICAL' ? 'critical' : 'warning',
    durationMillis: term.thresholdDuration * 1000,
    ...limitOf(condition, term),
  }));
}

function limitOf(
  { type }: Condition,
  { operator, threshold }: Term,
): Pick<Threshold, 'operator' | 'value'> {
  return type === 'BASELINE'
    ? { operator: 'BELOW', value: 1 - threshold * USUAL_DEVIATION }
    : { operator, value: threshold };
}
