import {
  DAY,
  EventRow,
  HOUR,
  Incident,
  IncidentEvaluator,
  RowOptions,
  RowSource,
  seedOf,
  Story,
  Stream,
  Threshold,
  uniform,
  Watch,
} from '../../telemetry';
import { AlertStore } from './AlertStore';
import { signalOf } from './conditionSignal';
import { Condition, ConditionVersion, Term } from './types';

/**
 * A team touches each of its old conditions about this often, which closes the
 * incidents that are open then.
 */
const EDIT_INTERVAL = 9 * DAY;

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
    const { condition } = version;
    const known = condition.enabled && signalOf(condition, this.#streams);
    if (!known || !known.stream.service.newRelic.reporting) {
      return [];
    }
    const versionEnd = version.ended?.time ?? Infinity;
    const watches: Watch[] = [];
    // What is open at `begin` belongs to the era that `begin` is in.
    for (
      let era = eraAt(condition, Math.max(begin, version.since));
      editTime(condition, era) < Math.min(end, versionEnd);
      era++
    ) {
      const since = Math.max(version.since, editTime(condition, era));
      const nextEdit = editTime(condition, era + 1);
      watches.push({
        conditionId: condition.id,
        version: `${condition.id} ${condition.updatedAt} ${era}`,
        ...known,
        thresholds: thresholdsOf(condition),
        lostSignalMillis:
          condition.expiration.openViolationOnExpiration &&
          condition.expiration.expirationDuration
            ? condition.expiration.expirationDuration * 1000
            : undefined,
        timeLimitMillis: condition.violationTimeLimitSeconds * 1000,
        since,
        ended:
          nextEdit < versionEnd
            ? { time: nextEdit, cause: 'CONDITION_MODIFIED' }
            : version.ended,
      });
    }
    return watches;
  }
}

/** When a condition is edited for the n-th time. */
function editTime(condition: Condition, era: number): number {
  const seed = seedOf(condition.id, 'edits');
  const phase = uniform(seed, -1) * EDIT_INTERVAL;
  const jitter = (uniform(seed, era) - 0.5) * 0.6 * EDIT_INTERVAL;
  return era * EDIT_INTERVAL + phase + jitter - (jitter % HOUR);
}

/** The era that a moment is in. */
function eraAt(condition: Condition, time: number): number {
  let era = Math.floor(time / EDIT_INTERVAL) + 1;
  while (editTime(condition, era) > time) {
    era -= 1;
  }
  return era;
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
