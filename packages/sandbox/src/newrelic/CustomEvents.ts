import { EventRow, RowOptions, RowSource } from '../telemetry';

/** Events kept of each account and type; the oldest are forgotten. */
const KEPT = 100_000;

/** What clients sent: events of the Event API, and changes that were tracked. */
export class CustomEvents implements RowSource {
  readonly #events = new Map<number, Map<string, EventRow[]>>();

  add(accountId: number, eventType: string, row: EventRow): void {
    let types = this.#events.get(accountId);
    if (!types) {
      types = new Map();
      this.#events.set(accountId, types);
    }
    const rows = types.get(eventType) ?? [];
    types.set(eventType, rows);
    rows.push(row);
    if (rows.length > KEPT) {
      rows.splice(0, rows.length - KEPT);
    }
  }

  eventTypes(accountId: number): readonly string[] {
    return [...(this.#events.get(accountId)?.keys() ?? [])];
  }

  rows({ accountId, eventType, begin, end }: RowOptions): EventRow[] {
    return (this.#events.get(accountId)?.get(eventType) ?? []).filter(
      ({ timestamp }) => timestamp >= begin && timestamp < end,
    );
  }
}
