import { EventSource } from '../../nrql-engine';
import {
  DAY,
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
  /** Whether an incident opened while its notifications were muted. */
  readonly isMuted: (incident: Incident) => boolean;
  readonly #evaluations = new WeakMap<ConditionVersion, ConditionEvaluation>();
  #source: EventSource | undefined;

  /** The attributes of an event: one without a closing time is that of the opening. */
  readonly #fields: Record<string, (incident: Incident) => EventRow[string]> = {
    type: () => 'Incident',
    event: ({ closeTime }) => (closeTime === undefined ? 'open' : 'close'),
    incidentId: ({ id }) => id,
    openTime: ({ openTime }) => openTime,
    closeTime: ({ closeTime }) => closeTime,
    closeCause: ({ closeCause }) => closeCause,
    durationSeconds: ({ openTime, closeTime }) =>
      closeTime && Math.round((closeTime - openTime) / 1000),
    priority: ({ priority }) => priority,
    evaluationType: ({ evaluationType }) => evaluationType,
    title: titleOf,
    conditionId: ({ condition }) => Number(condition.id),
    conditionName: ({ condition }) => condition.name,
    policyId: ({ condition }) => Number(condition.policyId),
    policyName: ({ condition: { accountId, policyId } }) =>
      this.#alerts.policy(accountId, policyId)?.name,
    nrqlQuery: ({ condition }) => condition.nrql.query,
    targetName: ({ target }) => target.name,
    'entity.guid': ({ target }) => target.guid,
    'entity.name': ({ target }) => target.name,
    'entity.type': ({ target }) => target.type,
    muted: incident => this.isMuted(incident),
  };

  constructor(options: {
    alerts: AlertStore;
    streams: readonly Stream[];
    story: Story;
    targets: Targets;
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
    this.isMuted = options.isMuted;
    this.#clock = options.clock;
  }

  /** Sets what the conditions' queries read. Incidents are among it: so it comes later. */
  readFrom(source: EventSource): void {
    this.#source = source;
  }

  /** Incidents that are open at some time from `begin` to `end`: all, or those of an entity. */
  between(
    accountId: number,
    begin: number,
    end: number,
    entityGuid?: string,
  ): Incident[] {
    const isWanted = (guid: string) =>
      entityGuid === undefined || guid === entityGuid;
    const accepts = new Map([['entity.guid', isWanted]]);
    const found = this.#between(
      { accountId, begin, end, accepts },
      this.#clock(),
    );
    return [...found].filter(({ target }) => isWanted(target.guid));
  }

  /**
   * Evaluates the conditions ahead, one after the other, so that no question
   * waits for it: from `begin` to well after now.
   */
  *prepare(begin: number): Generator<void> {
    const later = this.#clock() + DAY / 2;
    for (const accountId of this.#alerts.accounts()) {
      for (const version of this.#alerts.versions(accountId)) {
        const evaluation = this.#evaluation(version);
        if (evaluation instanceof FlowEvaluation) {
          evaluation.prepare(begin, later);
        }
        yield;
      }
    }
  }

  /** What is open right now. */
  open(accountId: number): Incident[] {
    return this.#openOf(this.#alerts.currentVersions(accountId));
  }

  /** What is open right now of the conditions that were made for an entity; undefined: for none. */
  openFor(accountId: number, entityGuid: string | undefined): Incident[] {
    return this.#openOf(this.#alerts.versionsFor(accountId, entityGuid));
  }

  eventTypes(accountId: number): readonly string[] {
    return this.#alerts.hasVersions(accountId) ? ['NrAiIncident'] : [];
  }

  /** One row when an incident opens, and one when it closes. */
  *rows(options: RowOptions): Generator<EventRow> {
    const { begin, end, attributes = 'all' } = options;
    const names =
      attributes === 'all'
        ? Object.keys(this.#fields)
        : [...attributes].filter(name => Object.hasOwn(this.#fields, name));
    for (const incident of this.#between(options, this.#clock())) {
      const { openTime, closeTime } = incident;
      if (openTime >= begin && openTime < end) {
        yield this.#row(names, openTime, {
          ...incident,
          closeTime: undefined,
          closeCause: undefined,
        });
      }
      if (closeTime !== undefined && closeTime >= begin && closeTime < end) {
        yield this.#row(names, closeTime, incident);
      }
    }
  }

  #row(names: readonly string[], timestamp: number, incident: Incident) {
    const row: EventRow = { timestamp };
    for (const name of names) {
      row[name] = this.#fields[name](incident);
    }
    return row;
  }

  *#between(
    { accountId, begin, end, accepts }: Omit<RowOptions, 'eventType'>,
    now: number,
  ): Generator<Incident> {
    const window = { begin, end, now };
    const isWanted = accepts?.get('entity.guid') ?? (() => true);
    for (const version of this.#alerts.versions(accountId)) {
      const { condition, since, ended } = version;
      const isOver = ended && ended.time < begin;
      // Others' incidents may be about anything.
      const isUnwanted =
        condition.isTended && !isWanted(condition.targetEntity ?? '');
      if (!isOver && !isUnwanted && since < end) {
        yield* this.#evaluation(version)?.between(window) ?? [];
      }
    }
  }

  #openOf(versions: Iterable<ConditionVersion>): Incident[] {
    const now = this.#clock();
    const found: Incident[] = [];
    for (const version of versions) {
      found.push(...(this.#evaluation(version)?.open(now) ?? []));
    }
    return found;
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
