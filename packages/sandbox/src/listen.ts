import { Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** A server of the sandbox that has started to listen. */
export interface RunningServer {
  /** Where it answers, without a slash at the end. */
  url: string;
  /** Ends it, together with the connections that are still open. */
  stop(): Promise<void>;
}

/**
 * Lets a server listen on the loopback, never on another interface.
 *
 * @throws the system's error, `EADDRINUSE` with its `port` when that is taken
 */
export async function listen(options: {
  server: Server;
  /** 0 is any free port. */
  port: number;
  /** The name of the loopback in the URL. Default `127.0.0.1`. */
  host?: '127.0.0.1' | 'localhost';
}): Promise<RunningServer> {
  const { server, port, host = '127.0.0.1' } = options;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    async stop() {
      await new Promise<void>((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      });
    },
  };
}
