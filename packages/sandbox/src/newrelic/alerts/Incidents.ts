import { EventSource } from '../../nrql-engine';
import {
  EventRow,
  RowOptions,
  RowSource,
  Story,
  Stream,
} from '../../telemetry';
import { AlertStore } from './AlertStore';
import { signalOf } from './conditionSignal';
import { ConditionEvaluation } from './evaluation/ConditionEvaluation';
import { FlowEvaluation } from './evaluation/FlowEvaluation';
import { Incident } from './evaluation/Incident';
import { QueryEvaluation } from './evaluation/QueryEvaluation';
import { Targets } from './Targets';
import { ConditionVersion } from './types';

/** The incidents of all conditions, as `NrAiIncident` events and for whoever asks what is open. */
export class Incidents implements RowSource {
  readonly #alerts: AlertStore;
  readonly #streams: ReadonlyMap<string, Stream>;
  readonly #story: Story;
  readonly #targets: Targets;
  readonly #clock: () => number;
  readonly #isMuted: (incident: Incident) => boolean;
  readonly #evaluations = new WeakMap<ConditionVersion, ConditionEvaluation>();
  #source: EventSource | undefined;

  constructor(options: {
    alerts: AlertStore;
    streams: readonly Stream[];
    story: Story;
    targets: Targets;
    /** Whether an incident opened while its notifications were muted. */
    isMuted: (incident: Incident) => boolean;
    clock: () => number;
  }) {
    this.#alerts = options.alerts;
    this.#streams = new Map(
      options.streams.map(stream => [
        stream.service.newRelic.entityGuid,
        stream,
      ]),
    );
    this.#story = options.story;
    this.#targets = options.targets;
    this.#isMuted = options.isMuted;
    this.#clock = options.clock;
  }

  /** Sets what the conditions' queries read. Incidents are among it: so it comes later. */
  readFrom(source: EventSource): void {
    this.#source = source;
  }

  /** Incidents that are open at some time from `begin` to `end`. */
  between(accountId: number, begin: number, end: number): Incident[] {
    const window = { begin, end, now: this.#clock() };
    const found: Incident[] = [];
    for (const version of this.#alerts.versions(accountId)) {
      const isOver = version.ended && version.ended.time < begin;
      if (!isOver && version.since < end) {
        found.push(...(this.#evaluation(version)?.between(window) ?? []));
      }
    }
    return found;
  }

  /** What is open right now. */
  open(accountId: number): Incident[] {
    return this.#openOf(this.#alerts.currentVersions(accountId));
  }

  /** What is open right now of one entity. */
  openFor(accountId: number, entityGuid: string): Incident[] {
    return this.#openOf(this.#alerts.versionsFor(accountId, entityGuid)).filter(
      ({ target }) => target.guid === entityGuid,
    );
  }

  eventTypes(accountId: number): readonly string[] {
    return this.#alerts.hasVersions(accountId) ? ['NrAiIncident'] : [];
  }

  /** One row when an incident opens, and one when it closes. */
  rows({ accountId, begin, end }: RowOptions): EventRow[] {
    return this.between(accountId, begin, end).flatMap(incident => {
      const { openTime, closeTime } = incident;
      const rows: EventRow[] = [];
      if (openTime >= begin && openTime < end) {
        const opened = this.#describe(incident);
        rows.push({ ...opened, timestamp: openTime, event: 'open' });
      }
      if (closeTime !== undefined && closeTime >= begin && closeTime < end) {
        rows.push({
          ...this.#describe(incident),
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

  *#openOfVersion(version: ConditionVersion, now: number): Generator<Incident> {
    if (!version.ended) {
      yield* this.#evaluation(version)?.open(now) ?? [];
    }
  }

  #openOf(versions: Iterable<ConditionVersion>): Incident[] {
    const now = this.#clock();
    const found: Incident[] = [];
    for (const version of versions) {
      found.push(...this.#openOfVersion(version, now));
    }
    return found;
  }

  #describe(incident: Incident): EventRow {
    const { condition, target } = incident;
    return {
      timestamp: incident.openTime,
      type: 'Incident',
      incidentId: incident.id,
      openTime: incident.openTime,
      priority: incident.priority,
      evaluationType: incident.evaluationType,
      title: titleOf(incident),
      conditionId: Number(condition.id),
      conditionName: condition.name,
      policyId: Number(condition.policyId),
      policyName: this.#alerts.policy(condition.accountId, condition.policyId)
        ?.name,
      nrqlQuery: condition.nrql.query,
      targetName: target.name,
      'entity.guid': target.guid,
      'entity.name': target.name,
      'entity.type': target.type,
      muted: this.#isMuted(incident),
    };
  }

  /** Undefined for what nothing can happen to. */
  #evaluation(version: ConditionVersion): ConditionEvaluation | undefined {
    if (!version.condition.enabled) {
      return undefined;
    }
    const known = this.#evaluations.get(version);
    if (known) {
      return known;
    }
    const created = this.#createEvaluation(version);
    if (created) {
      this.#evaluations.set(version, created);
    }
    return created;
  }

  /** The company's own standard conditions are evaluated without reading events. */
  #createEvaluation(
    version: ConditionVersion,
  ): ConditionEvaluation | undefined {
    const { condition } = version;
    const stream = this.#streams.get(condition.targetEntity ?? '');
    const signal =
      condition.isTended && stream ? signalOf(condition) : undefined;
    if (stream && signal) {
      return stream.service.newRelic.reporting
        ? new FlowEvaluation({ story: this.#story, version, stream, signal })
        : undefined;
    }
    return (
      this.#source &&
      new QueryEvaluation({
        version,
        source: this.#source,
        targetOf: facets => this.#targets.of(condition, facets),
      })
    );
  }
}

export function titleOf({ condition, evaluationType }: Incident): string {
  return `${condition.name} ${
    evaluationType === 'Expiration'
      ? 'lost its signal'
      : 'violated its threshold'
  }`;
}
