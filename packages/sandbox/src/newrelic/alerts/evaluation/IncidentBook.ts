import { seedOf } from '../../../telemetry';
import { CloseCause, Incident, stableUuid, Watch } from './Incident';

/** Epoch milliseconds. */
interface Period {
  from: number;
  to: number;
}

/** Opens and closes the incidents of one threshold, one after the other. */
export class IncidentBook {
  readonly #watch: Watch;
  readonly #priority: Incident['priority'];
  readonly #evaluationType: Incident['evaluationType'];
  readonly #found: Incident[] = [];
  #open: Incident | undefined;
  #delay = 0;

  constructor(
    watch: Watch,
    priority: Incident['priority'],
    evaluationType: Incident['evaluationType'],
  ) {
    this.#watch = watch;
    this.#priority = priority;
    this.#evaluationType = evaluationType;
  }

  violate({ from, to }: Period, opensAfter: number): void {
    let since = from;
    for (;;) {
      this.#expireUntil(to);
      since = Math.max(since, this.#found.at(-1)?.closeTime ?? since);
      if (this.#open || to - since < opensAfter) {
        return;
      }
      this.#openAt(since, opensAfter);
    }
  }

  heal({ from, to }: Period, closesAfter: number, cause: CloseCause): void {
    this.#expireUntil(from + closesAfter + this.#delay);
    if (this.#open && to - from >= closesAfter) {
      this.#close(from + closesAfter + this.#delay, cause);
    }
  }

  /** All incidents, those that outlive the condition's version ended with it. */
  finish(): Incident[] {
    const { ended } = this.#watch;
    if (this.#open) {
      this.#expireUntil(ended?.time ?? Infinity);
    }
    if (!ended) {
      return this.#found;
    }
    return this.#found
      .filter(({ openTime }) => openTime < ended.time)
      .map(incident =>
        (incident.closeTime ?? Infinity) < ended.time
          ? incident
          : { ...incident, closeTime: ended.time, closeCause: ended.cause },
      );
  }

  #openAt(since: number, opensAfter: number): void {
    const { condition, target } = this.#watch;
    const { id, entityGuid } = condition;
    const of = target.guid === entityGuid ? target.name : target.guid;
    const name = [id, of, this.#priority, this.#evaluationType];
    this.#delay = this.#watch.delay(seedOf(...name, since));
    const openTime = since + opensAfter + this.#delay;
    this.#open = {
      id: stableUuid(...name, openTime),
      condition,
      target,
      priority: this.#priority,
      evaluationType: this.#evaluationType,
      openTime,
      closeTime: undefined,
      closeCause: undefined,
    };
    this.#found.push(this.#open);
  }

  /** Ends the open incident if its time limit is over before. */
  #expireUntil(time: number): void {
    if (this.#open) {
      const limit = this.#open.openTime + this.#watch.timeLimit;
      if (limit < time) {
        this.#close(limit, 'EXPIRED');
      }
    }
  }

  #close(time: number, cause: CloseCause): void {
    if (this.#open) {
      this.#open.closeTime = time;
      this.#open.closeCause = cause;
      this.#open = undefined;
    }
  }
}
