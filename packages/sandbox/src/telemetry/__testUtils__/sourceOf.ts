import { Company } from '../../company';
import { CompanyEventSource, streamsOf } from '../CompanyEventSource';
import { Story } from '../Story';

/** The telemetry of a company as it stands at a time, without events of any other origin. */
export function sourceOf(company: Company, now: number): CompanyEventSource {
  return CompanyEventSource.create({
    company,
    story: Story.create(company),
    streams: streamsOf(company),
    rowSources: [],
    clock: () => now,
  });
}
