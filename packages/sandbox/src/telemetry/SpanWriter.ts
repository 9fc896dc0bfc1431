import { Call } from '../company/types';
import { EventTable, ReadOptions } from '../nrql-engine/source';
import { Flow } from './Flow';
import { STRATA } from './quantiles';
import { TableBuilder } from './TableBuilder';
import { Stream } from './transactions';

/** Spans that are alike but for how many they are. */
export interface SpanGroup {
  time: number;
  flow: Flow;
  /** The call that a client span is of; a server span has none. */
  call?: Call;
  isError: boolean;
  /** Of the median span. */
  seconds: number;
}

/** Writes `Span` rows, with the attributes that the question reads. */
export class SpanWriter {
  readonly #table: TableBuilder;
  readonly #columns;
  readonly #acceptsKind: (kind: string) => boolean;

  constructor({ attributes, accepts }: ReadOptions) {
    const table = new TableBuilder(attributes);
    this.#table = table;
    this.#acceptsKind = accepts?.get('span.kind') ?? (() => true);
    this.#columns = {
      kind: table.text('span.kind'),
      name: table.text('name'),
      transaction: table.text('transaction.name'),
      appName: table.text('appName'),
      serviceName: table.text('service.name'),
      entityGuid: table.text('entity.guid'),
      entityName: table.text('entity.name'),
      peer: table.text('peer.service'),
      status: table.text('otel.status_code'),
      entryPoint: table.boolean('nr.entryPoint'),
      duration: table.number('duration'),
      millis: table.number('duration.ms'),
    };
  }

  get readsTime(): boolean {
    return this.#table.wants('timestamp');
  }

  get readsDuration(): boolean {
    return Boolean(this.#columns.duration ?? this.#columns.millis);
  }

  reads(kind: 'server' | 'client'): boolean {
    return this.#acceptsKind(kind);
  }

  /** Adds rows for some spans; server spans spread over their durations as their requests do. */
  write(stream: Stream, group: SpanGroup, spans: number, dither: number): void {
    const { flow, seconds } = group;
    if (!this.readsDuration || group.call) {
      this.#add(stream, group, spans, seconds);
      return;
    }
    let before = 0;
    for (const [index, { to }] of STRATA.entries()) {
      const upTo = Math.floor(spans * to + dither);
      const duration = seconds * flow.spreads.factors[index];
      this.#add(stream, group, upTo - before, duration);
      before = Math.max(before, upTo);
    }
  }

  #add(
    { service: { newRelic } }: Stream,
    { time, flow, call, isError }: SpanGroup,
    spans: number,
    seconds: number,
  ): void {
    if (spans <= 0) {
      return;
    }
    const columns = this.#columns;
    const { name } = flow.transaction;
    this.#table.add(time, spans);
    columns.kind?.set(call ? 'client' : 'server');
    columns.name?.set(call ? `External/${call.service}/all` : name);
    columns.transaction?.set(name);
    columns.appName?.set(newRelic.appName);
    columns.serviceName?.set(newRelic.appName);
    columns.entityGuid?.set(newRelic.entityGuid);
    columns.entityName?.set(newRelic.appName);
    if (call) {
      columns.peer?.set(call.service);
    } else {
      columns.entryPoint?.set(true);
    }
    columns.status?.set(isError ? 'ERROR' : 'UNSET');
    columns.duration?.set(seconds);
    columns.millis?.set(seconds * 1000);
  }

  build(): EventTable {
    return this.#table.build();
  }
}
