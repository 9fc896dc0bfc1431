import { startAws } from '@rocket/sandbox';
import { createLargeCompany } from './company';

// A process of its own: its work is AWS's, not the portal's.
startAws({ company: createLargeCompany() }).then(({ url }) =>
  process.stdout.write(`${url}\n`),
);
