import { createCompany, Service } from '../company';
import { streamsOf } from './CompanyEventSource';
import {
  DAY,
  HOUR,
  loadAt,
  localDay,
  MINUTE,
  startOfLocalDay,
} from './calendar';
import { Flow } from './Flow';
import { piecesOf } from './pieces';
import { Story } from './Story';

const NOW = Date.UTC(2026, 10, 24, 18);
const company = createCompany();
const story = Story.create(company);
const flows = new Map(
  streamsOf(company).map(({ service, flows: all }) => [service.name, all]),
);

function serviceNamed(name: string): Service {
  return company.services.find(service => service.name === name)!;
}

function requests(name: string, begin: number, end: number): number {
  let sum = 0;
  for (const { segment, from, to } of piecesOf({
    story,
    service: serviceNamed(name),
    begin,
    end,
    width: undefined,
  })) {
    for (const flow of flows.get(name)!) {
      sum += flow.count('success', segment, from, to);
      sum += flow.count('rejected', segment, from, to);
      sum += flow.count('failure', segment, from, to);
    }
  }
  return sum;
}

function segmentAt(name: string, time: number) {
  return story
    .segmentsOn(serviceNamed(name), localDay(time))
    .find(({ start, end }) => start <= time && time < end)!;
}

function median(name: string, time: number): number {
  const [flow] = flows.get(name) as [Flow];
  return flow.median(segmentAt(name, time), time);
}

describe('traffic', () => {
  const day = localDay(Date.UTC(2026, 10, 18, 15));
  const at = (hour: number) => startOfLocalDay(day) + hour * HOUR;

  it('of cards has a hump at lunch, a higher one in the evening and a quiet night', () => {
    const hour = (local: number) =>
      requests('card-authorizer', at(local), at(local + 1));
    expect(hour(12)).toBeGreaterThan(hour(9));
    expect(hour(19)).toBeGreaterThan(hour(12));
    expect(hour(12)).toBeGreaterThan(hour(15));
    expect(hour(3)).toBeLessThan(hour(19) / 5);
  });

  it('of back offices rests on weekends, and batches run at night', () => {
    const noon = (shape: 'business' | 'batch', addedDays: number) =>
      loadAt(shape, at(11) + addedDays * DAY);
    expect(noon('business', 3)).toBeLessThan(noon('business', 0) / 4);
    expect(loadAt('batch', at(2.5))).toBeGreaterThan(10 * noon('batch', 0));
  });

  it('reaches the promised peak at the busiest hour of the week, and no more', () => {
    const gateway = serviceNamed('api-gateway');
    const busiest = Math.max(
      ...Array.from({ length: 168 }, (_, hour) =>
        requests('api-gateway', at(hour), at(hour + 1)),
      ),
    );
    const ratio = busiest / gateway.traffic.peakPerHour;
    expect(ratio).toBeGreaterThan(0.93);
    expect(ratio).toBeLessThan(1.1);
  });

  it('wavers from minute to minute by a few percent', () => {
    const minutes = Array.from({ length: 60 }, (_, minute) =>
      requests(
        'api-gateway',
        at(15) + minute * MINUTE,
        at(15) + (minute + 1) * MINUTE,
      ),
    );
    const mean = minutes.reduce((sum, count) => sum + count, 0) / 60;
    const deviation =
      Math.sqrt(
        minutes.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 60,
      ) / mean;
    expect(deviation).toBeGreaterThan(0.01);
    expect(deviation).toBeLessThan(0.15);
  });
});

describe('deployments', () => {
  it('happen in working hours, about as often as the service says', () => {
    for (const service of company.services) {
      const found = story.deployments(service, NOW - 56 * DAY, NOW);
      const mean = 8 * service.deploymentsPerWeek;
      expect(Math.abs(found.length - mean)).toBeLessThan(
        1 + 4 * Math.sqrt(mean),
      );
      for (const { time, commit } of found) {
        const hour = (time - startOfLocalDay(localDay(time))) / HOUR;
        expect(hour).toBeGreaterThanOrEqual(9.5);
        expect(hour).toBeLessThanOrEqual(18.5);
        expect(commit).toMatch(/^[0-9a-f]{40}$/);
      }
    }
  });

  it('come daily to ledger-writer, and each makes it and its callers slow for a while', () => {
    const service = serviceNamed('ledger-writer');
    for (let day = localDay(NOW) - 28; day < localDay(NOW); day++) {
      const begin = startOfLocalDay(day);
      const deployments = story.deployments(service, begin, begin + DAY);
      expect(deployments.length).toBeGreaterThan(0);
      const [{ time }] = deployments;
      const before = time - 10 * MINUTE;
      const after = time + 15 * MINUTE;
      expect(median('ledger-writer', after)).toBeGreaterThan(
        2 * median('ledger-writer', before),
      );
      expect(median('card-authorizer', after)).toBeGreaterThan(
        median('card-authorizer', before),
      );
    }
  });
});

describe('segments', () => {
  it('cover each local day without gaps', () => {
    for (const service of company.services) {
      const day = localDay(NOW) - 3;
      let time = startOfLocalDay(day);
      for (const { start, end } of story.segmentsOn(service, day)) {
        expect(start).toBe(time);
        expect(end).toBeGreaterThan(start);
        time = end;
      }
      expect(time).toBe(startOfLocalDay(day + 1));
    }
  });

  it('are usual for healthy services most of the time, and not for noisy ones', () => {
    const troubledShare = (name: string) => {
      const service = serviceNamed(name);
      const found = story.degradations(service, NOW - 56 * DAY, NOW);
      return (
        found.reduce((sum, { start, end }) => sum + end - start, 0) / (56 * DAY)
      );
    };
    const byCharacter = (character: string) =>
      company.services
        .filter(service => service.character.name === character)
        .map(({ name }) => troubledShare(name));
    const mean = (shares: number[]) =>
      shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(mean(byCharacter('healthy'))).toBeLessThan(0.002);
    expect(mean(byCharacter('noisy'))).toBeGreaterThan(0.005);
  });
});
