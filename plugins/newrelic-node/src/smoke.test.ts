import { startTestBackend, mockServices } from '@backstage/backend-test-utils';
it('runs', async () => { const b = await startTestBackend({features:[mockServices.database.factory()]}); await b.stop(); });
