import { startNewRelic, USER_KEY, type Company } from '@rocket/sandbox';

/** The stand-in of New Relic, with its control endpoints. */
export async function startSandboxNewRelic(company: Company) {
  const server = await startNewRelic({ company, latencyMillis: 0 });
  const control = async (
    method: string,
    subject: 'faults' | 'requests',
    body?: object,
  ) => {
    const response = await fetch(`${server.url}/__control/${subject}`, {
      method,
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(await response.text());
    }
    return response.json();
  };
  return {
    stop: () => server.stop(),
    /** The `newRelic` configuration that leads here. */
    config: {
      apiUrl: `${server.url}/graphql`,
      accounts: company.newRelicAccounts.map(({ id, name }) => ({
        id,
        name,
        apiKey: USER_KEY,
      })),
    },
    fail: (fault: object) => control('POST', 'faults', fault),
    heal: () => control('DELETE', 'faults'),
    /** Requests since the last call, by operation. */
    countRequests: async (): Promise<Record<string, number>> => {
      const { requests } = await control('GET', 'requests');
      await control('DELETE', 'requests');
      return requests;
    },
  };
}
